/**
 * Purpose: IPsec between two hosts on one LAN or across the net: transport mode, certificates, and nobody else concerned.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { Trace } from '../../../sim/kernel/trace.ts';
import { NetContext } from '../../../sim/net/context.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { packetBytes, type Packet } from '../../../sim/net/packet.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { PASS } from '../../../sim/net/rules.ts';
import { UdpLayer } from '../../../sim/net/udp.ts';
import { HostIpsec } from '../../../sim/vpn/host-ipsec.ts';
import { protectedPacketBytes } from '../../../sim/vpn/esp-size.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { privateKeyId, RevocationList } from '../../../sim/vpn/pki.ts';
import { ANCHORS, certificate, FULL, ip, Lab, prefix, QUIET_TIMERS, TableGate, type Controls } from './support.ts';

const LINE = { rateBps: 1e9, delayNs: 1_000_000, queuePackets: 100, loss: { numerator: 0, denominator: 1 } };

/** doctor ── switch ── server, and a printer that belongs to no domain. */
interface Lan {
  readonly middle: IpNode;
  readonly seen: Packet[];
  readonly got: Record<string, string[]>;
  readonly gate: TableGate;
  readonly ipsec: Record<string, HostIpsec>;
  run(seconds: number): void;
  say(from: string, to: string, text: string): void;
  stops(): string[];
}

function lan(controls: Controls): Lan {
  const kernel = new Kernel();
  const trace = new Trace(true, () => kernel.now);
  const gate = new TableGate(controls);
  const context = new NetContext({ kernel, trace, streams: new Streams(1), gate });
  const middle = new IpNode(context, 'switch', true);
  const seen: Packet[] = [];
  middle.rules.ingress.push((packet) => {
    seen.push(packet);
    return PASS;
  });
  const addresses: Record<string, string> = { doctor: '192.0.2.10', server: '192.0.2.14', printer: '192.0.2.18' };
  const got: Record<string, string[]> = {};
  const layers: Record<string, UdpLayer> = {};
  const ipsec: Record<string, HostIpsec> = {};
  const domain = ['doctor', 'server'];
  for (const [name, address] of Object.entries(addresses)) {
    const node = new IpNode(context, name, false);
    const net = { base: ip(address) - 2, length: 30 };
    const iface = node.addIface('lan', ip(address), net);
    connect(context, iface, middle.addIface(name, ip(address) - 1, net), LINE, `line/${name}`);
    node.table.add({ prefix: prefix('0.0.0.0/0'), iface, nextHop: ip(address) - 1 });
    const udp = new UdpLayer(node);
    got[name] = [];
    udp.bind(7000, ({ content }) => void got[name]?.push(content.kind));
    layers[name] = udp;
    if (!domain.includes(name)) continue;
    const peers = domain.filter((other) => other !== name).map((other) => ({ address: ip(addresses[other] ?? ''), identity: other }));
    ipsec[name] = new HostIpsec(context, {
      node,
      udp,
      address: ip(address),
      peers,
      identity: name,
      ring: new KeyRing([privateKeyId('service', name)]),
      certificate: certificate(name),
      anchors: ANCHORS,
      revocations: new RevocationList(),
      genuine: true,
      idleTimeoutNs: 1000 * NS_PER_S,
      ike: { timers: QUIET_TIMERS },
    });
  }
  return {
    middle,
    seen,
    got,
    gate,
    ipsec,
    run: (seconds) => kernel.run(seconds * NS_PER_S),
    say: (from, to, text) =>
      layers[from]?.send({ dst: ip(addresses[to] ?? ''), dstPort: 7000, srcPort: 7000, content: { kind: text, bytes: 100 } }),
    stops: () => trace.events.filter(({ kind }) => kind === 'stop').map(({ fields, at }) => `${fields.control} ${fields.reason} @ ${at}`),
  };
}

const HOST_HOST: Controls = { 'ipsec-ike': 'ipsec-ike-host-host' };

describe('two hosts of a protected domain', () => {
  it('speak ESP in transport mode: same addresses, no second IP header', () => {
    const net = lan(HOST_HOST);
    net.say('doctor', 'server', 'letter');
    net.run(2);
    net.say('server', 'doctor', 'receipt');
    net.run(4);
    expect([net.got.server, net.got.doctor]).toEqual([['letter'], ['receipt']]);
    const esp = net.seen.filter(({ body }) => body.protocol === 'esp');
    expect(esp.map(({ src, dst }) => [src, dst])).toEqual([
      [ip('192.0.2.10'), ip('192.0.2.14')],
      [ip('192.0.2.14'), ip('192.0.2.10')],
    ]);
    expect(esp.map(packetBytes)).toEqual([1, 2].map(() => protectedPacketBytes('aes-cbc_hmac-sha256-128', 128, { mode: 'transport' })));
    expect(net.seen.some(({ body }) => body.protocol === 'udp' && body.content.kind === 'letter')).toBe(false);
    expect(net.stops()).toEqual([]);
  });

  it('authenticate by certificate without asking for device-auth, since they have nothing else', () => {
    const net = lan(HOST_HOST);
    net.say('doctor', 'server', 'letter');
    net.run(2);
    expect(net.gate.mechanisms).toEqual(['ipsec-ike']);
    expect(net.ipsec.doctor?.tunnels.toSite('server')?.state).toBe('up');
  });

  it('leave everybody else alone', () => {
    const net = lan(HOST_HOST);
    net.say('doctor', 'printer', 'page');
    net.say('printer', 'server', 'status');
    net.run(2);
    expect([net.got.printer, net.got.server]).toEqual([['page'], ['status']]);
    expect(net.gate.asked).toEqual([]);
  });

  it('refuse clear packets in the other’s name', () => {
    const forge = (controls: Controls): Lan => {
      const net = lan(controls);
      net.middle.send({
        uid: 1,
        src: ip('192.0.2.10'),
        dst: ip('192.0.2.14'),
        ttl: 64,
        dscp: 0,
        origin: 'attacker',
        body: { protocol: 'udp', srcPort: 7000, dstPort: 7000, content: { kind: 'forged', bytes: 9 } },
      });
      net.run(1);
      return net;
    };
    const refused = forge(HOST_HOST);
    expect(refused.got.server).toEqual([]);
    expect(refused.stops()).toEqual(['ipsec-ike-host-host unprotected-inbound @ server']);
    expect(forge({}).got.server).toEqual(['forged']);
  });

  it('speak in the clear without the control', () => {
    const net = lan({});
    net.say('doctor', 'server', 'in the clear');
    net.run(1);
    expect(net.got.server).toEqual(['in the clear']);
    expect(net.gate.asked).toEqual(['ipsec-ike @ doctor', 'ipsec-ike @ server']);
  });
});

describe('hosts behind gateways', () => {
  it('may nest: host ESP travels inside gateway ESP', () => {
    const lab = new Lab({ controls: FULL });
    const equip = (site: 'clinic' | 'hospital', peer: 'clinic' | 'hospital'): HostIpsec => {
      const { host, hostUdp, hostAddress } = lab.site(site);
      const identity = `${site}.pc`;
      return new HostIpsec(lab.context, {
        node: host,
        udp: hostUdp,
        address: hostAddress,
        peers: [{ address: lab.site(peer).hostAddress, identity: `${peer}.pc` }],
        identity,
        ring: new KeyRing([privateKeyId('service', identity)]),
        certificate: certificate(identity),
        anchors: ANCHORS,
        revocations: new RevocationList(),
        genuine: true,
        ike: { timers: QUIET_TIMERS },
      });
    };
    equip('clinic', 'hospital');
    equip('hospital', 'clinic');
    lab.say('clinic', 'hospital', 'twice wrapped');
    lab.run(10);
    expect(lab.texts('hospital')).toEqual(['twice wrapped']);
    expect(lab.stops()).toEqual([]);
    const last = lab.seen.findLast(({ packet }) => packet.body.protocol === 'esp')?.packet;
    const outer = last?.body.protocol === 'esp' ? last.body.sealed.open(lab.site('hospital').ring) : undefined;
    expect(outer?.ok === true && outer.body.body.protocol).toBe('esp');
  });
});
