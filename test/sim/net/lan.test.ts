/**
 * Purpose: a LAN segment frame by frame: who gets which frame on a switch, on a hub and at a mirror port; when; and what port security refuses.
 *
 * Guards: a switch that leaks unicast frames (a listener would learn what he cannot) or withholds them; a control that is asked about a station's own, only MAC.
 * Arithmetic: a frame crosses two lines, station to switch and switch to station: 2 × (octets × 8 / rate + delay); 18 octets around the packet, 64 at least.
 * Why this bound: equality.
 */
import { describe, expect, it } from 'vitest';
import { BROADCAST_MAC, formatMac, type Mac } from '../../../sim/net/address.ts';
import { frameBytes, type Frame } from '../../../sim/net/ethernet.ts';
import { LanSegment } from '../../../sim/net/lan.ts';
import { LAN_LINE, NO_LOSS, datagram, packet, station, TestNet, type Station } from './support.ts';

/** Stations a, b, c, d; everything that each of them gets to see, as `receiver: source to destination`. */
function lan(medium: 'switch' | 'hub') {
  const net = new TestNet();
  const segment = new LanSegment(net.context, 'lan', medium);
  const stations = ['a', 'b', 'c', 'd'].map((name, n) => station(net, segment, name, `10.0.0.${n + 1}`));
  const [a, b, c, d] = stations;
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('test: four stations');
  const seen: string[] = [];
  const nameOf = (mac: Mac): string =>
    mac === BROADCAST_MAC ? 'all' : (stations.find((one) => one.mac === mac)?.node.place ?? formatMac(mac));
  for (const one of stations) {
    one.port.overhear = (frame) => seen.push(`${one.node.place}: ${nameOf(frame.src)} to ${nameOf(frame.dst)}`);
    one.node.rules.ingress.push((got) => {
      seen.push(`${one.node.place}: packet ${got.uid}`);
      return { verb: 'pass' };
    });
  }
  let uid = 0;
  /** Sends a frame with an IP packet and waits until all is quiet; returns who saw it. */
  const frame = (from: Station, dst: Mac, src: Mac = from.mac): string[] => {
    seen.length = 0;
    from.port.sendFrame({
      src,
      dst,
      body: { type: 'ipv4', packet: packet('10.0.0.9', '10.0.0.9', { uid: ++uid }) },
      origin: from.node.place,
    });
    net.kernel.run(net.kernel.now + 1_000_000);
    return seen.map((line) => line.replace(/packet \d+/, 'packet')).sort();
  };
  return { net, segment, a, b, c, d, frame };
}

describe('a switch', () => {
  it('floods to an unknown address, and to the learned port alone as soon as it has heard it', () => {
    const { a, b, frame } = lan('switch');
    expect(frame(a, b.mac)).toEqual(['b: packet', 'c: a to b', 'd: a to b']);
    expect(frame(b, a.mac)).toEqual(['a: packet']);
    expect(frame(a, b.mac)).toEqual(['b: packet']);
  });

  it('gives a broadcast to every port but the one it came from', () => {
    const { a, frame } = lan('switch');
    expect(frame(a, BROADCAST_MAC)).toEqual(['b: packet', 'c: packet', 'd: packet']);
  });

  it('learns no broadcast address: nobody can draw all broadcasts to his port', () => {
    const { a, b, d, frame } = lan('switch');
    frame(d, b.mac, BROADCAST_MAC);
    expect(frame(a, BROADCAST_MAC)).toEqual(['b: packet', 'c: packet', 'd: packet']);
  });

  it('follows an address to another port', () => {
    const { a, b, d, frame } = lan('switch');
    frame(b, a.mac);
    // d uses b's address: from now on b's frames go there (MAC spoofing).
    frame(d, a.mac, b.mac);
    expect(frame(a, b.mac)).toEqual(['d: a to b']);
    frame(b, a.mac);
    expect(frame(a, b.mac)).toEqual(['b: packet']);
  });

  it('keeps a frame whose destination lies on its own port to itself', () => {
    const { a, b, frame } = lan('switch');
    frame(b, a.mac);
    expect(frame(b, b.mac)).toEqual([]);
  });

  it('copies every frame to a mirror port, once', () => {
    const { a, b, d, frame } = lan('switch');
    d.port.mirror = true;
    frame(b, a.mac);
    frame(a, b.mac);
    expect(frame(a, b.mac)).toEqual(['b: packet', 'd: a to b']);
    frame(d, a.mac);
    expect(frame(a, d.mac)).toEqual(['d: packet']);
    expect(frame(a, BROADCAST_MAC)).toEqual(['b: packet', 'c: packet', 'd: packet']);
  });

  it('leaves a station alone that is switched off', () => {
    const { a, b, c, frame } = lan('switch');
    b.node.up = false;
    c.node.up = false;
    expect(frame(a, b.mac)).toEqual(['d: a to b']);
  });
});

describe('a hub', () => {
  it('repeats every frame to every other port, also when all addresses are known', () => {
    const { a, b, frame } = lan('hub');
    frame(b, a.mac);
    expect(frame(a, b.mac)).toEqual(['b: packet', 'c: a to b', 'd: a to b']);
    expect(frame(b, a.mac)).toEqual(['a: packet', 'c: b to a', 'd: b to a']);
  });
});

describe('a frame', () => {
  const arp = { op: 'request', senderIp: 1, senderMac: 2, targetIp: 3, targetMac: 0 } as const;
  const ip = (totalBytes: number): Frame => ({
    src: 1,
    dst: 2,
    origin: '',
    body: { type: 'ipv4', packet: packet('10.0.0.1', '10.0.0.2', { body: datagram(totalBytes) }) },
  });

  it.each([
    [ip(28), 64],
    [ip(46), 64],
    [ip(47), 65],
    [ip(1500), 1518],
    [{ src: 1, dst: 2, origin: '', body: { type: 'arp', arp } } satisfies Frame, 64],
  ])('number %# has its length in octets', (frame, octets) => {
    expect(frameBytes(frame)).toBe(octets);
  });

  it('crosses two lines', () => {
    // 100 Mbit/s, 3 us: ARP there and back 4 × (5.12 + 3) us, then 1018 octets 2 × (81.44 + 3) us.
    const net = new TestNet();
    const segment = new LanSegment(net.context, 'lan', 'switch');
    const line = { rateBps: 100_000_000, delayNs: 3000, queuePackets: 10, loss: NO_LOSS };
    const [x, y] = [station(net, segment, 'x', '10.0.0.1', true, line), station(net, segment, 'y', '10.0.0.2', true, line)];
    x.node.originate({ dst: y.address, body: datagram(1000) });
    net.kernel.run(1_000_000_000);
    expect(y.got).toEqual([4 * 8120 + 2 * 84_440]);
  });
});

describe('port security', () => {
  it('is not asked while a port uses one address, on any number of frames', () => {
    const { net, a, b, frame } = lan('switch');
    for (let n = 0; n < 3; n++) {
      frame(a, b.mac);
      frame(b, a.mac);
    }
    expect(net.gate.asked).toEqual([]);
  });

  it('is asked at the second address of a port, and refuses by name', () => {
    const { net, a, b, d, frame } = lan('switch');
    net.gate.table.set('port-security@lan', 'one-mac-a-port');
    frame(b, a.mac);
    frame(d, a.mac);
    expect(frame(d, a.mac, b.mac)).toEqual([]);
    expect(net.gate.asked).toEqual(['port-security@lan']);
    expect(net.events('stop').map(({ at, fields }) => ({ at, ...fields }))).toEqual([
      { at: 'lan', control: 'one-mac-a-port', reason: 'too-many-macs', origin: 'd', mac: formatMac(b.mac) },
    ]);
    // The refused frame taught the switch nothing, and the port's own address still passes.
    expect(frame(a, b.mac)).toEqual(['b: packet']);
    expect(frame(d, a.mac)).toEqual(['a: packet']);
    expect(net.gate.asked.length).toBe(1);
  });

  it('that is not deployed is asked and lets pass', () => {
    const { net, a, d, frame } = lan('switch');
    frame(d, a.mac);
    frame(a, d.mac);
    expect(frame(d, a.mac, 0x020000000001)).toEqual(['a: packet']);
    expect(net.gate.asked).toEqual(['port-security@lan']);
    expect(net.events('stop')).toEqual([]);
  });

  it('is nothing that a hub could do', () => {
    const { net, a, b, d, frame } = lan('hub');
    net.gate.table.set('port-security@lan', 'one-mac-a-port');
    frame(d, a.mac);
    expect(frame(d, a.mac, b.mac)).toHaveLength(3);
    expect(net.gate.asked).toEqual([]);
  });
});

describe('attaching', () => {
  it('twice is a bug', () => {
    const { segment, a } = lan('switch');
    const [iface] = a.node.ifaces;
    if (iface === undefined) throw new Error('test: no interface');
    expect(() => segment.attach(iface, LAN_LINE)).toThrow('interface a/eth0 is already connected');
    expect(segment.ports.map((port) => port.iface.node.place)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the trace of a segment', () => {
  it('shows a frame on both lines, and why one was lost', () => {
    const net = new TestNet();
    const segment = new LanSegment(net.context, 'lan', 'switch');
    const x = station(net, segment, 'x', '10.0.0.1', true, { ...LAN_LINE, queuePackets: 0 });
    const y = station(net, segment, 'y', '10.0.0.2');
    for (let n = 0; n < 2; n++)
      x.port.sendFrame({ src: x.mac, dst: y.mac, body: { type: 'ipv4', packet: packet('10.0.0.1', '10.0.0.2') }, origin: 'x' });
    net.kernel.run(1_000_000);
    // 118 octets at 1 Gbit/s and 1 us.
    const lines = net.context.trace.events.map(({ at, kind, fields }) => [
      at,
      kind,
      fields['reason'] ?? `${fields['from']} to ${fields['to']}`,
      fields['start'],
      fields['arrive'],
    ]);
    expect(lines).toEqual([
      ['lan', 'frame', 'x to lan', 0, 1944],
      ['lan', 'drop', 'queue-full', undefined, undefined],
      ['lan', 'frame', 'lan to y', 1944, 3888],
    ]);
  });
});
