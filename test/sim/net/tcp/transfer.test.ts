/** Purpose: packet scripts of data transfer: loss and retransmission, windows, give-up, and long streams. */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../../sim/kernel/time.ts';
import { segmentLength, TCP_FLAG } from '../../../../sim/net/packet.ts';
import { PASS } from '../../../../sim/net/rules.ts';
import type { TcpConnection } from '../../../../sim/net/tcp/connection.ts';
import { Diary, letter, lose, Net, Recorder, type Host, type NetOptions } from './harness.ts';

interface Pair {
  readonly net: Net;
  readonly client: Host;
  readonly server: Host;
  readonly diary: Diary;
  readonly connection: TcpConnection;
  readonly accepted: () => TcpConnection;
}

/** Two hosts with an open connection at 500 ms. */
function opened(options: NetOptions = {}, serverWindow = 65_535): Pair {
  const net = new Net(options);
  const client = net.host('client');
  const server = net.host('server', { windowBytes: serverWindow });
  const diary = new Diary();
  const accepted: TcpConnection[] = [];
  server.tcp.listen(80, (connection) => {
    accepted.push(connection);
    return diary.events('S');
  });
  const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
  net.run(500);
  const first = (): TcpConnection => {
    const [one] = accepted;
    if (one === undefined) throw new Error('test: nothing accepted');
    return one;
  };
  return { net, client, server, diary, connection, accepted: first };
}

const retransmissions = (net: Net): readonly number[] => net.events('tcp', { event: 'retransmit' }).map((event) => event.timeNs / NS_PER_S);

describe('retransmission', () => {
  /*
   *   C                               S
   *   │ 100 octets ──────── ╳         │
   *   │        (1 s)                  │
   *   │ 100 octets ──────────────────▶│ delivered once
   *   │◀───────────────────────── ACK │
   */
  it('repeats a lost segment after the minimum RTO of 1 s', () => {
    const { net, server, diary, connection } = opened();
    lose(server, (_, n) => n === 1);
    connection.send(letter('a', 100));
    net.run(5000);
    expect(retransmissions(net)).toEqual([1.5]);
    expect(diary.lines.slice(2)).toEqual(['S got a from client']);
    expect(connection.flightBytes).toBe(0);
  });

  /* Nine segments in one flight, the second lost: the acknowledgements of 3, 4 and 5 are the three duplicates, a round trip after the flight left. */
  it('repeats after three duplicate ACKs, long before the RTO', () => {
    const { net, server, diary, connection } = opened();
    lose(server, (_, n) => n === 2);
    connection.send(letter('a', 9 * 1360));
    net.run(3000);
    const [at] = retransmissions(net);
    expect(retransmissions(net)).toHaveLength(1);
    expect(at).toBeGreaterThan(0.52);
    expect(at).toBeLessThan(0.53);
    expect(diary.lines.slice(2)).toEqual(['S got a from client']);
  });

  it('repairs several losses of one flight in one recovery, one a round trip (RFC 6582)', () => {
    const { net, server, diary, connection } = opened();
    lose(server, (_, n) => n === 1 || n === 3 || n === 4);
    connection.send(letter('a', 10 * 1360));
    net.run(1400);
    expect(retransmissions(net)).toHaveLength(3);
    expect(diary.lines.slice(2)).toEqual(['S got a from client']);
  });

  it('doubles the RTO and gives up after R2, telling both the application and nobody else', () => {
    const { net, server, diary, connection } = opened();
    lose(server, () => true);
    connection.send(letter('a', 100));
    net.run(123_499);
    expect(retransmissions(net)).toEqual([1.5, 3.5, 7.5, 15.5, 31.5, 63.5]);
    expect(connection.state).toBe('established');
    net.run(123_501);
    expect(diary.lines.slice(2)).toEqual(['C closed timeout by nobody']);
  });

  it('repeats a lost FIN', () => {
    const { net, server, diary, connection } = opened();
    lose(server, (_, n) => n === 2);
    connection.send(letter('a', 100));
    connection.close();
    net.run(5000);
    expect(diary.lines.slice(2)).toEqual(['S got a from client', 'C closed fin by client', 'S closed fin by client']);
  });

  it('takes no sample from a repeated SYN either: after one clean round trip the RTO is 1 s, not the seconds that the SYN took', () => {
    const net = new Net();
    const client = net.host('client');
    const server = net.host('server');
    lose(server, (segment, n) => n === 1 || (segment.pieces.length > 0 && n === 5));
    server.tcp.listen(80, () => ({}));
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 });
    connection.send(letter('a', 100));
    net.run(2000);
    connection.send(letter('b', 100));
    net.run(9000);
    // Arrivals: lost SYN, SYN, ACK, a, lost b.
    expect(retransmissions(net)).toEqual([3]);
  });

  it('takes no sample from a repeated segment (Karn): the RTO stays backed off until a fresh one', () => {
    const { net, server, connection } = opened();
    lose(server, (_, n) => n === 1 || n === 3 || n === 4);
    connection.send(letter('a', 100));
    net.run(2000);
    connection.send(letter('b', 100));
    net.run(9000);
    // First loss: 1 s. Its repetition gives no sample, so the second message, lost twice, waits 2 s and then 4 s.
    expect(retransmissions(net)).toEqual([1.5, 4, 8]);
  });
});

describe('windows', () => {
  it('never has more in flight than the peer announces', () => {
    const { net, connection, diary } = opened({}, 4000);
    connection.send(letter('a', 40_000));
    let most = 0;
    for (let ms = 500; ms < 2000; ms++) {
      net.run(ms);
      most = Math.max(most, connection.flightBytes);
    }
    expect(most).toBeLessThanOrEqual(4000);
    expect(most).toBeGreaterThanOrEqual(2 * 1360);
    expect(diary.lines.slice(2)).toEqual(['S got a from client']);
  });

  it('waits for room for a full segment instead of filling the window with a small one', () => {
    const { net, client, connection } = opened({}, 4000);
    const lengths: number[] = [];
    client.node.rules.egress.push((packet) => {
      if (packet.body.protocol === 'tcp' && segmentLength(packet.body) > 0) lengths.push(segmentLength(packet.body));
      return PASS;
    });
    connection.send(letter('a', 10 * 1360 + 7));
    net.run(2000);
    expect(lengths).toEqual([...Array.from({ length: 10 }, () => 1360), 7]);
  });

  it('goes on probing a peer that keeps its window shut, without giving it up', () => {
    const { net, connection, diary } = opened({}, 0);
    connection.send(letter('a', 100));
    net.run(1_000_000);
    expect(connection.state).toBe('established');
    expect(retransmissions(net).length).toBeGreaterThan(10);
    expect(diary.lines).toEqual(['C open', 'S open']);
  });

  it('counts three equal ACKs as duplicates, three window updates not', () => {
    for (const step of [0, 1]) {
      const { net, client, server, connection } = opened();
      lose(server, () => true);
      connection.send(letter('a', 5000));
      const { local, rcvNxt } = connection;
      const ack = (connection.sndNxt - 5000) >>> 0;
      // One more ACK than duplicates: the first may carry a new window in either case.
      for (let n = 0; n < 4; n++)
        net.inject(client, server, { srcPort: 80, dstPort: local.port, seq: rcvNxt, ack, flags: TCP_FLAG.ACK, window: 30_000 + n * step });
      expect(retransmissions(net)).toHaveLength(step === 0 ? 1 : 0);
    }
  });

  it('believes no window from an ACK older than the last', () => {
    const { net, client, server, connection } = opened();
    connection.send(letter('a', 100));
    net.run(600);
    net.inject(client, server, {
      srcPort: 80,
      dstPort: connection.local.port,
      seq: connection.rcvNxt,
      ack: connection.sndNxt - 100,
      flags: TCP_FLAG.ACK,
      window: 0,
    });
    connection.send(letter('b', 100));
    expect(connection.flightBytes).toBe(100);
  });

  it('starts with ten segments and doubles every round trip (RFC 6928, RFC 5681)', () => {
    const { net, connection } = opened({}, 1 << 20);
    connection.send(letter('a', 1_000_000));
    const flight: number[] = [];
    for (let round = 0; round < 4; round++) {
      net.run(500 + round * 21 + 15);
      flight.push(connection.flightBytes / 1360);
    }
    expect(flight[0]).toBe(10);
    // Segments acknowledged so far each put two on the line: 10, then at least 19 after one round trip, 36 after two, 68 after three.
    for (const [round, segments] of flight.entries()) expect(segments).toBeGreaterThanOrEqual(8.5 * 2 ** round);
    expect(flight[3]).toBeLessThanOrEqual(80);
  });

  it('fills the line once the window is open: 5 MB over 100 Mbit/s in little more than the octets need', () => {
    const { net, connection, diary } = opened({ trace: false }, 1 << 20);
    connection.send(letter('a', 5_000_000));
    // 3677 segments of 1400 octets take 412 ms; slow start costs about six round trips of 21 ms.
    net.run(500 + 412 + 6 * 21 + 30);
    expect(diary.lines.slice(2)).toEqual(['S got a from client']);
  });

  it('probes a window that was shut by a forged ACK and continues when the peer answers', () => {
    const { net, client, server, connection, diary } = opened();
    connection.send(letter('a', 100));
    net.run(600);
    net.inject(client, server, {
      srcPort: 80,
      dstPort: connection.local.port,
      seq: connection.rcvNxt,
      ack: connection.sndNxt,
      flags: TCP_FLAG.ACK,
      window: 0,
    });
    connection.send(letter('b', 3000));
    expect(connection.flightBytes).toBe(0);
    net.run(1599);
    expect(connection.flightBytes).toBe(0);
    net.run(2000);
    expect(diary.lines.slice(2)).toEqual(['S got a from client', 'S got b from client']);
  });
});

describe('streams of messages', () => {
  it('delivers hundreds of messages of odd sizes both ways, in order, over a line that loses 3 %', () => {
    const { net, connection, accepted, diary } = opened({ trace: false, line: { loss: { numerator: 3, denominator: 100 } } });
    const expected: Record<'C' | 'S', string[]> = { C: [], S: [] };
    for (let n = 1; n <= 300; n++) {
      connection.send(letter(`c${n}`, 1 + ((n * 7919) % 5000)));
      accepted().send(letter(`s${n}`, 1 + ((n * 104_729) % 3000)));
      expected.S.push(`S got c${n} from client`);
      expected.C.push(`C got s${n} from server`);
    }
    net.run(120_000);
    expect(diary.lines.filter((line) => line.startsWith('S got'))).toEqual(expected.S);
    expect(diary.lines.filter((line) => line.startsWith('C got'))).toEqual(expected.C);
  });

  it('cuts messages into segments of at most 1360 octets, several messages into one where they wait together', () => {
    const { net, client, server, diary } = opened();
    const recorder = new Recorder();
    recorder.watch(client, 'C');
    recorder.watch(server, 'S');
    const second = client.tcp.connect({ dst: server.address, dstPort: 80 });
    for (const name of ['a', 'b', 'c']) second.send(letter(name, 700));
    net.run(1000);
    expect(recorder.lines.filter((line) => line.startsWith('C')).slice(2)).toEqual([
      'C ACK, seq 1, ack 1, len 1360',
      'C PSH ACK, seq 1361, ack 1, len 740',
    ]);
    expect(diary.lines.slice(3)).toEqual(['S got a from client', 'S got b from client', 'S got c from client']);
  });

  it('tells an application nothing more once it has aborted, even if the segment holds another message', () => {
    const net = new Net();
    const client = net.host('client');
    const server = net.host('server');
    const diary = new Diary();
    server.tcp.listen(80, (accepted) => diary.events('S', { onMessage: () => accepted.abort() }));
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
    for (const name of ['a', 'b']) connection.send(letter(name, 100));
    net.run(1000);
    expect(diary.lines).toEqual(['C open', 'S open', 'S got a from client', 'S closed aborted by server', 'C closed rst by server']);
  });

  it('refuses a message without octets loudly', () => {
    const { connection } = opened();
    expect(() => connection.send(letter('nothing', 0))).toThrow('0 octets');
  });

  it('answers a slow line with the time it takes, not with retransmissions', () => {
    // 64 kbit/s: a full segment takes 175 ms, a window of ten 1.75 s, longer than the initial RTO of a naive sender.
    const { net, connection, diary } = opened({ line: { rateBps: 64_000, delayNs: 5 * NS_PER_MS } });
    connection.send(letter('a', 40_000));
    net.run(9000);
    expect(diary.lines.slice(2)).toEqual(['S got a from client']);
    expect(retransmissions(net)).toEqual([]);
  });
});
