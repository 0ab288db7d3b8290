/**
 * Purpose: packet scripts of FTP and SIP, whose messages name addresses, through a plain router and through a translator of addresses.
 *
 * ```
 * client 10.0.0.2 -- edge 10.0.0.1 | 203.0.113.6 -- 203.0.113.5 server
 * ```
 * Guards: a server that comes to another address than the one that the message names, a translator that helps (ours does not read what it carries), a failure that nobody reports.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { formatIpv4 } from '../../../sim/net/address.ts';
import { storeByFtp } from '../../../sim/net/ftp/client.ts';
import { FTP_PASSIVE_PORTS, FTP_PORT, ftpLine, hostPort, readHostPort, textOf } from '../../../sim/net/ftp/messages.ts';
import { startFtpServer } from '../../../sim/net/ftp/server.ts';
import { Nat } from '../../../sim/net/nat.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { Content, Packet } from '../../../sim/net/packet.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { PASS } from '../../../sim/net/rules.ts';
import { readSip, SIP_PORT, sipMessage } from '../../../sim/net/sip/messages.ts';
import { answerSip, callSip, hearVoice, newTalk, SipPort, VOICE_BYTES, type SipTalk } from '../../../sim/net/sip/terminal.ts';
import { TcpLayer } from '../../../sim/net/tcp/layer.ts';
import { UdpLayer } from '../../../sim/net/udp.ts';
import { ip, NO_LOSS, prefix, TestNet } from './support.ts';

const LINE = { rateBps: 100_000_000, delayNs: 5 * NS_PER_MS, queuePackets: 100, loss: NO_LOSS };
const TCP = { backlog: 16, synAckRetries: 5, windowBytes: 65_535 };
const FILE_BYTES = 20_000;

/** Two hosts and the router between them; with `nat` the server's side knows no way to the client's addresses. */
function twoHosts(nat: boolean) {
  const net = new TestNet();
  const [client, edge, server] = [
    new IpNode(net.context, 'client', false),
    new IpNode(net.context, 'edge', true),
    new IpNode(net.context, 'server', false),
  ];
  const [inner, outer] = [prefix('10.0.0.0/30'), prefix('203.0.113.4/30')];
  const near = client.addIface('lan', ip('10.0.0.2'), inner);
  const far = server.addIface('lan', ip('203.0.113.5'), outer);
  const outside = edge.addIface('wan', ip('203.0.113.6'), outer);
  connect(net.context, near, edge.addIface('lan', ip('10.0.0.1'), inner), LINE, 'inner');
  connect(net.context, outside, far, LINE, 'outer');
  client.table.add({ prefix: prefix('0.0.0.0/0'), iface: near, nextHop: ip('10.0.0.1') });
  if (!nat) server.table.add({ prefix: inner, iface: far, nextHop: ip('203.0.113.6') });
  const translators = nat ? [new Nat(net.context, outside, 120 * NS_PER_S)] : [];
  const seen: Packet[] = [];
  server.rules.ingress.push((packet) => {
    seen.push(packet);
    return PASS;
  });
  return { net, client, server, seen, translators };
}

/** Whole messages that arrived at the server, by the first piece of each. */
const linesOf = (seen: readonly Packet[]): string[] =>
  seen
    .flatMap(({ body }) =>
      body.protocol === 'tcp' ? body.pieces.filter(({ offset }) => offset === 0).map(({ content }) => textOf(content)) : [],
    )
    .filter((text) => text !== '');

const JOB = {
  server: ip('203.0.113.5'),
  port: FTP_PORT,
  user: 'clinic',
  password: 'secret',
  name: 'file',
  file: { kind: 'ftp-data', bytes: FILE_BYTES },
  dataPort: 50_196,
} as const;

function store(mode: 'active' | 'passive', nat: boolean, job: { readonly password?: string } = {}) {
  const { net, client, server, seen } = twoHosts(nat);
  const files: number[] = [];
  const results: unknown[] = [];
  const unreachable: unknown[] = [];
  startFtpServer(new TcpLayer(server, TCP), {
    port: FTP_PORT,
    passivePorts: FTP_PASSIVE_PORTS,
    admits: ({ user, password }) => user === 'clinic' && password === 'secret',
    stored: ({ bytes, name, user }) => {
      files.push(bytes);
      return name === 'file' && user === 'clinic';
    },
    unreachable: ({ address, port }) => unreachable.push([formatIpv4(address), port]),
  });
  storeByFtp(new TcpLayer(client, TCP), { ...JOB, ...job, mode }, { done: (result) => results.push(result) });
  net.kernel.run(90 * NS_PER_S);
  return { net, seen, files, results, unreachable };
}

describe('FTP', () => {
  it('writes and reads six numbers', () => {
    const end = { address: ip('192.0.2.10'), port: 50_196 };
    expect(hostPort(end)).toBe('192,0,2,10,196,20');
    expect(readHostPort('227 come to (192,0,2,10,196,20)')).toEqual(end);
    for (const bad of ['PORT', 'PORT 1,2,3,4,5', 'PORT 256,0,0,1,1,1', 'PORT 1,2,3,4,256,1'])
      expect(readHostPort(bad), bad).toBeUndefined();
    expect(ftpLine('PASV').bytes).toBe(6);
  });

  it('in active mode: the server calls from port 20 where the PORT says', () => {
    const { seen, files, results } = store('active', false);
    expect(linesOf(seen)).toEqual(['USER clinic', 'PASS secret', 'PORT 10,0,0,2,196,20', 'STOR file', 'QUIT']);
    expect(new Set(seen.flatMap(({ body }) => (body.protocol === 'tcp' && body.dstPort === 20 ? [body.srcPort] : [])))).toEqual(
      new Set([50_196]),
    );
    expect(files).toEqual([FILE_BYTES]);
    expect(results).toEqual([{ stored: true, reply: '226 stored' }]);
  });

  it('in active mode through a translator: the named address is nowhere, and the server says so after its patience', () => {
    const { net, seen, files, results, unreachable } = store('active', true);
    // The message is what the client wrote: nobody on the way reads it.
    expect(linesOf(seen)).toContain('PORT 10,0,0,2,196,20');
    expect(net.events('drop', { reason: 'no-route' }).length).toBeGreaterThan(2);
    expect(net.events('drop', { reason: 'no-route' }).every(({ at, fields }) => at === 'server' && fields['dst'] === '10.0.0.2')).toBe(
      true,
    );
    expect(files).toEqual([]);
    expect(results).toEqual([{ stored: false, reply: '425 no data connection' }]);
    expect(unreachable).toEqual([['10.0.0.2', 50_196]]);
  });

  it.each([false, true])('in passive mode: the client calls where the 227 says (translator: %s)', (nat) => {
    const { net, seen, files, results } = store('passive', nat);
    expect(linesOf(seen)).toEqual(['USER clinic', 'PASS secret', 'PASV', 'STOR file', 'QUIT']);
    expect(files).toEqual([FILE_BYTES]);
    expect(results).toEqual([{ stored: true, reply: '226 stored' }]);
    expect(net.drops()).toEqual([]);
  });

  it('takes nothing from who gives a wrong password, or none', () => {
    const { files, results, seen } = store('passive', false, { password: 'guess' });
    expect(results).toEqual([{ stored: false, reply: '530 not logged in' }]);
    expect(files).toEqual([]);
    expect(linesOf(seen)).toEqual(['USER clinic', 'PASS guess', 'QUIT']);
  });

  it('names its passive ports in turn, and uses each again', () => {
    const { net, client, server, seen } = twoHosts(false);
    const stored: string[] = [];
    startFtpServer(new TcpLayer(server, TCP), {
      port: FTP_PORT,
      passivePorts: { first: 52_000, last: 52_001 },
      admits: () => true,
      stored: ({ name }) => stored.push(name) > 0,
    });
    const tcp = new TcpLayer(client, TCP);
    for (const run of [1, 2, 3])
      net.kernel.at(run * NS_PER_S, () => storeByFtp(tcp, { ...JOB, mode: 'passive', name: `file-${run}` }, { done: () => undefined }));
    net.kernel.run(20 * NS_PER_S);
    expect(stored).toEqual(['file-1', 'file-2', 'file-3']);
    const dataPorts = seen.flatMap(({ body }) =>
      body.protocol === 'tcp' && body.flags === 2 && body.dstPort !== 21 ? [body.dstPort] : [],
    );
    expect(dataPorts).toEqual([52_000, 52_001, 52_000]);
  });

  it('to nobody ends without a reply', () => {
    const { net, client } = twoHosts(true);
    const results: unknown[] = [];
    storeByFtp(
      new TcpLayer(client, TCP),
      { ...JOB, server: ip('203.0.113.9'), mode: 'passive' },
      { done: (result) => results.push(result) },
    );
    net.kernel.run(200 * NS_PER_S);
    expect(results).toMatchObject([{ stored: false, reply: '', closed: { reason: 'timeout' } }]);
  });
});

const CALL = { id: 'c1', parties: { caller: 'caller@clinic', called: 'doctor@hospital' } } as const;

function call(
  nat: boolean,
  rport: boolean,
): { readonly caller: SipTalk; readonly called: SipTalk; readonly net: TestNet; readonly messages: readonly Content[] } {
  const { net, client, server, seen } = twoHosts(nat);
  const phone = (address: string, mediaPort: number) => ({
    own: { address: ip(address), mediaPort },
    frames: 50,
    voice: () => ({ kind: 'sip-voice', bytes: VOICE_BYTES }),
    gaveUp: () => net.context.trace.emit('client', 'test', { event: 'gave-up' }),
  });
  const [called, answering, udp] = [newTalk(), phone('203.0.113.5', 50_300), new UdpLayer(server)];
  hearVoice(udp, answering, () => called);
  answerSip(new SipPort(net.context, udp), () => ({ phone: answering, talk: called }));
  const to = { address: ip('203.0.113.5'), port: SIP_PORT };
  const caller = callSip(new SipPort(net.context, new UdpLayer(client)), phone('10.0.0.2', 50_302), { ...CALL, rport, to });
  net.kernel.run(40 * NS_PER_S);
  return { caller, called, net, messages: seen.flatMap(({ body }) => (body.protocol === 'udp' ? [body.content] : [])) };
}

describe('SIP', () => {
  it('reads what it writes, and nothing else', () => {
    const own = { address: ip('192.0.2.10'), mediaPort: 50_302 };
    const invite = sipMessage('INVITE', { ...CALL, rport: true }, { own, via: own });
    expect(readSip(invite)).toEqual({
      method: 'INVITE',
      call: 'c1',
      parties: CALL.parties,
      via: { address: own.address, port: 5060 },
      rport: true,
      contact: { address: own.address, port: 5060 },
      media: { address: own.address, port: 50_302 },
    });
    expect(invite.text).toContain('Content-Length: 90\r\n\r\nv=0\r\n');
    expect(readSip(sipMessage('ACK', { ...CALL, rport: false }, { own, via: own }))).not.toHaveProperty('media');
    expect(readSip({ kind: 'sip', bytes: 5, text: 'hello' } as Content)).toBeUndefined();
    expect(readSip({ kind: 'voice', bytes: 5 })).toBeUndefined();
  });

  it('through a plain router: one INVITE, one ACK, voice both ways', () => {
    const { caller, called, net, messages } = call(false, false);
    expect(messages.flatMap((content) => readSip(content)?.method ?? [])).toEqual(['INVITE', 'ACK']);
    expect([caller, called].map(({ connected, heard }) => [connected, heard])).toEqual([
      [true, 50],
      [true, 50],
    ]);
    expect(net.drops()).toEqual([]);
  });

  it('through a translator: the answer goes to the port of the Via, where no mapping is', () => {
    const { caller, called, net, messages } = call(true, false);
    // T1 doubles without bound: 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s (RFC 3261 17.1.1.2).
    expect(messages.filter((content) => readSip(content)?.method === 'INVITE')).toHaveLength(7);
    expect([caller.connected, caller.heard, called.connected, called.heard]).toEqual([false, 0, false, 0]);
    expect(net.events('drop', { reason: 'nat-no-mapping' }).length).toBeGreaterThan(5);
    // Timer B: 64 times T1.
    expect(net.events('test', { event: 'gave-up' }).map(({ timeNs }) => timeNs)).toEqual([32 * NS_PER_S]);
  });

  it('with rport (RFC 3581): the call stands, and the caller hears nothing', () => {
    const { caller, called, net } = call(true, true);
    expect([caller.connected, caller.heard, called.connected, called.heard]).toEqual([true, 0, true, 50]);
    expect(net.events('drop', { reason: 'no-route', dst: '10.0.0.2' })).toHaveLength(50);
  });
});
