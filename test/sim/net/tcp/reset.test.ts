/**
 * Purpose: blind and informed RST and SYN against an open connection, under the rules of RFC 793 and of RFC 5961; each row of testbed exp6 that the model covers.
 */
import { describe, expect, it } from 'vitest';
import { TCP_FLAG } from '../../../../sim/net/packet.ts';
import type { Mechanism } from '../../../../sim/net/mechanisms.ts';
import { seqAdd } from '../../../../sim/net/tcp/seq.ts';
import { Diary, letter, Net, Recorder } from './harness.ts';

const WINDOW = 65_535;

/** An open connection at 500 ms after 20 octets each way; the attacker forges the client's segments to the server. */
function victim(on: readonly Mechanism[], windowBytes = WINDOW) {
  const net = new Net({ on, profile: { windowBytes } });
  const client = net.host('client');
  const server = net.host('server');
  const diary = new Diary();
  const recorder = new Recorder();
  server.tcp.listen(80, (connection) => diary.events('S', { onMessage: () => void connection.send(letter('b', 20)) }));
  const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
  connection.send(letter('a', 20));
  net.run(500);
  net.gate.asked.length = 0;
  recorder.watch(server, 'S');
  const forge = (ahead: number, flags: number): void => {
    net.inject(server, client, {
      srcPort: connection.local.port,
      dstPort: 80,
      seq: seqAdd(connection.sndNxt, ahead),
      ack: connection.rcvNxt,
      flags,
    });
  };
  return {
    net,
    client,
    server,
    diary,
    recorder,
    connection,
    forge,
    fate: () => diary.closes.map((close) => `${close.reason} by ${close.closedBy}`),
  };
}

describe('RST', () => {
  interface Row {
    readonly where: string;
    readonly ahead: number;
    readonly rfc793: string[];
    readonly rfc5961: string[];
    readonly challenged: number;
    readonly asks: boolean;
  }

  const KILLED = ['rst by attacker'];
  const rows: readonly Row[] = [
    { where: 'exactly RCV.NXT', ahead: 0, rfc793: KILLED, rfc5961: KILLED, challenged: 0, asks: false },
    { where: 'RCV.NXT + 1', ahead: 1, rfc793: KILLED, rfc5961: [], challenged: 1, asks: true },
    { where: 'RCV.NXT + 1000', ahead: 1000, rfc793: KILLED, rfc5961: [], challenged: 1, asks: true },
    { where: 'RCV.NXT + window - 1', ahead: WINDOW - 1, rfc793: KILLED, rfc5961: [], challenged: 1, asks: true },
    { where: 'RCV.NXT + window', ahead: WINDOW, rfc793: [], rfc5961: [], challenged: 1, asks: true },
    { where: 'RCV.NXT + window + 1', ahead: WINDOW + 1, rfc793: [], rfc5961: [], challenged: 0, asks: false },
    { where: 'RCV.NXT + window + 100000', ahead: WINDOW + 100_000, rfc793: [], rfc5961: [], challenged: 0, asks: false },
    { where: 'RCV.NXT - 1', ahead: -1, rfc793: [], rfc5961: [], challenged: 0, asks: false },
    { where: 'RCV.NXT - 100000', ahead: -100_000, rfc793: [], rfc5961: [], challenged: 0, asks: false },
  ];

  it.each(rows)('$where: RFC 793', ({ ahead, rfc793, asks }) => {
    const { net, forge, fate } = victim([]);
    forge(ahead, TCP_FLAG.RST);
    expect(fate()).toEqual(rfc793);
    expect(net.gate.asked).toEqual(asks ? ['tcp-rfc5961@server'] : []);
    expect(net.events('stop')).toEqual([]);
  });

  it.each(rows)('$where: RFC 5961', ({ ahead, rfc5961, challenged, asks }) => {
    const { net, forge, fate, recorder, connection, diary } = victim(['tcp-rfc5961']);
    forge(ahead, TCP_FLAG.RST);
    expect(fate()).toEqual(rfc5961);
    expect(recorder.lines).toHaveLength(challenged);
    expect(net.gate.asked).toEqual(asks ? ['tcp-rfc5961@server'] : []);
    expect(net.events('stop', { control: 'tcp-rfc5961', reason: 'challenge-ack', origin: 'attacker' })).toHaveLength(challenged);
    if (rfc5961.length > 0) return;
    connection.send(letter('after', 10));
    net.run(1000);
    expect(diary.lines).toContain('S got after from client');
  });

  it('is obeyed after the challenge ACK has told the exact number', () => {
    const { forge, fate } = victim(['tcp-rfc5961']);
    forge(1000, TCP_FLAG.RST);
    forge(0, TCP_FLAG.RST);
    expect(fate()).toEqual(['rst by attacker']);
  });

  it('draws one challenge ACK for 20 RSTs in 10 ms, and one for each when they come 0.6 s apart', () => {
    const { net, forge, recorder } = victim(['tcp-rfc5961']);
    for (let n = 0; n < 20; n++) {
      net.run(500 + n / 2);
      forge(1 + n, TCP_FLAG.RST);
    }
    expect(recorder.lines).toHaveLength(1);
    expect(net.events('stop')).toHaveLength(20);
    for (let n = 1; n <= 6; n++) {
      net.run(1000 + n * 600);
      forge(1 + n, TCP_FLAG.RST);
    }
    expect(recorder.lines).toHaveLength(7);
  });
});

describe('a segment to nobody', () => {
  it('is answered with a RST, a RST with silence', () => {
    const { net, client, server, recorder } = victim([]);
    net.inject(server, client, { srcPort: 5, dstPort: 6, seq: 1, ack: 2, flags: TCP_FLAG.ACK });
    expect(recorder.lines).toEqual([expect.stringContaining('S RST')]);
    net.inject(server, client, { srcPort: 5, dstPort: 6, seq: 1, ack: 2, flags: TCP_FLAG.RST | TCP_FLAG.ACK });
    net.inject(server, client, { srcPort: 5, dstPort: 80, seq: 1, flags: TCP_FLAG.RST });
    expect(recorder.lines).toHaveLength(1);
    expect(net.events('drop', { reason: 'no-connection' })).toHaveLength(2);
  });
});

describe('a blind sweep', () => {
  /*
   * The attacker knows the 4-tuple and sends RSTs one window apart over the whole space: 2^32 / 2^20 = 4096 of them must hit a window of 1 MiB (RFC 4953 2.4).
   */
  const sweep = (on: readonly Mechanism[], windowBytes: number, startSeq: number) => {
    const scene = victim(on, windowBytes);
    const { net, server, client, connection, diary } = scene;
    let sent = 0;
    while (sent < 4096 && diary.closes.length === 0) {
      net.inject(server, client, {
        srcPort: connection.local.port,
        dstPort: 80,
        seq: seqAdd(startSeq, sent * 2 ** 20),
        flags: TCP_FLAG.RST,
      });
      sent++;
    }
    return { ...scene, sent };
  };

  it.each([0, 123_456_789, 4_000_000_000])('finds a window of 1 MiB within 4096 RSTs from %i on', (start) => {
    const { fate, sent } = sweep([], 2 ** 20, start);
    expect(fate()).toEqual(['rst by attacker']);
    expect(sent).toBeLessThanOrEqual(4096);
    expect(sent).toBeGreaterThan(0);
  });

  it('is stopped by RFC 5961: the one RST that hits is challenged', () => {
    const { fate, net, sent } = sweep(['tcp-rfc5961'], 2 ** 20, 1);
    expect(sent).toBe(4096);
    expect(fate()).toEqual([]);
    expect(net.events('stop', { reason: 'challenge-ack' })).toHaveLength(1);
  });

  it('mostly misses a window of 64 KiB', () => {
    const hits = [1, 2, 3, 4, 5, 6, 7, 8].filter((step) => sweep([], WINDOW, step * 500_000_000).diary.closes.length > 0);
    // Each sweep covers a sixteenth of the space; 8 sweeps hit 0.5 times on average, and more than 3 times in about 1 of 1000 worlds.
    expect(hits.length).toBeLessThanOrEqual(3);
  });
});

describe('SYN into an open connection', () => {
  it('in the window: RFC 793 resets both ends', () => {
    const { net, forge, diary, recorder } = victim([]);
    forge(1000, TCP_FLAG.SYN);
    net.run(600);
    expect(recorder.lines).toEqual([expect.stringContaining('S RST ACK')]);
    expect(diary.lines.slice(-2)).toEqual(['S closed syn by attacker', 'C closed rst by server']);
    expect(net.gate.asked).toEqual(['tcp-rfc5961@server']);
  });

  it.each([
    ['SYN in the window', 1000, TCP_FLAG.SYN],
    ['SYN ACK in the window', 1000, TCP_FLAG.SYN | TCP_FLAG.ACK],
  ])('%s: RFC 5961 challenges', (_, ahead, flags) => {
    const { net, forge, fate, recorder } = victim(['tcp-rfc5961']);
    forge(ahead, flags);
    net.run(600);
    expect(fate()).toEqual([]);
    expect(recorder.lines).toEqual([expect.stringContaining('S ACK')]);
    expect(net.events('stop', { reason: 'challenge-ack' })).toHaveLength(1);
  });

  it('outside the window: an ACK under both rules, and nobody is asked', () => {
    for (const on of [[], ['tcp-rfc5961']] as const) {
      const { net, forge, fate, recorder } = victim(on);
      forge(-5_000_000, TCP_FLAG.SYN);
      net.run(600);
      expect(fate()).toEqual([]);
      expect(recorder.lines).toEqual([expect.stringContaining('S ACK')]);
      expect(net.gate.asked).toEqual([]);
    }
  });
});
