/** Purpose: packet scripts of opening, exchanging data, closing and refusing. */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { Diary, ip, letter, lose, Net, Recorder } from './harness.ts';

function pair(net: Net) {
  const client = net.host('client');
  const server = net.host('server');
  const recorder = new Recorder();
  recorder.watch(client, 'C');
  recorder.watch(server, 'S');
  return { client, server, recorder, diary: new Diary() };
}

describe('opening and closing', () => {
  /*
   *   C                                   S
   *   │ SYN ─────────────────────────────▶│ half-open entry
   *   │◀───────────────────────── SYN ACK │
   *   │ ACK ─────────────────────────────▶│ established
   *   │ 500 octets ──────────────────────▶│
   *   │◀────────────────────── 700 octets │ the answer carries the acknowledgement
   *   │ ACK ─────────────────────────────▶│
   *   │ FIN ─────────────────────────────▶│
   *   │◀───────────────────────── ACK FIN │
   *   │ ACK ─────────────────────────────▶│
   */
  it('shakes hands, exchanges a request and an answer, and closes', () => {
    const net = new Net();
    const { client, server, recorder, diary } = pair(net);
    server.tcp.listen(80, (connection) => diary.events('S', { onMessage: () => void connection.send(letter('answer', 700)) }));
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C', { onMessage: () => connection.close() }));
    connection.send(letter('question', 500));
    net.run(1000);
    expect(recorder.lines).toEqual([
      'C SYN, seq 0',
      'S SYN ACK, seq 0, ack 1',
      'C ACK, seq 1, ack 1',
      'C PSH ACK, seq 1, ack 1, len 500',
      'S PSH ACK, seq 1, ack 501, len 700',
      'C FIN ACK, seq 501, ack 701',
      'S ACK, seq 701, ack 502',
      'S FIN ACK, seq 701, ack 502',
      'C ACK, seq 502, ack 702',
    ]);
    expect(diary.lines).toEqual([
      'C open',
      'S open',
      'S got question from client',
      'C got answer from server',
      'C closed fin by client',
      'S closed fin by client',
    ]);
    expect(connection.state).toBe('time-wait');
    net.run(62_000);
    expect(connection.state).toBe('closed');
  });

  it('half-closes when the application handles the FIN itself', () => {
    const net = new Net();
    const { client, server, diary } = pair(net);
    server.tcp.listen(80, (connection) =>
      diary.events('S', {
        onPeerClose: () => {
          connection.send(letter('late answer', 5000));
          connection.close();
        },
      }),
    );
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
    connection.close();
    expect(diary.lines).toEqual(['C closed aborted by client']);
    const second = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C', { onOpen: () => second.close() }));
    net.run(1000);
    expect(diary.lines.slice(1)).toEqual([
      'C open',
      'S open',
      'C got late answer from server',
      'C closed fin by client',
      'S closed fin by client',
    ]);
  });

  it('closes from both sides at once', () => {
    const net = new Net();
    const { client, server, diary } = pair(net);
    const ends: (() => void)[] = [];
    server.tcp.listen(80, (connection) => {
      ends.push(() => connection.close());
      return diary.events('S');
    });
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
    ends.push(() => connection.close());
    net.run(500);
    for (const end of ends) end();
    net.run(510);
    expect(connection.state).toBe('fin-wait-1');
    net.run(1000);
    expect(connection.state).toBe('time-wait');
    expect(diary.lines.slice(2)).toEqual(['C closed fin by client', 'S closed fin by server']);
  });

  it('aborts with a RST', () => {
    const net = new Net();
    const { client, server, recorder, diary } = pair(net);
    server.tcp.listen(80, () => diary.events('S'));
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C', { onOpen: () => connection.abort() }));
    net.run(1000);
    expect(recorder.lines.slice(3)).toEqual(['C RST ACK, seq 1, ack 1']);
    expect(diary.lines).toEqual(['C open', 'C closed aborted by client', 'S open', 'S closed rst by client']);
    expect(connection.send(letter('too late', 1))).toBe(false);
  });

  it('refuses a closed port, and says so to the caller', () => {
    const net = new Net();
    const { client, server, recorder, diary } = pair(net);
    client.tcp.connect({ dst: server.address, dstPort: 81 }, diary.events('C'));
    net.run(1000);
    expect(recorder.lines).toEqual(['C SYN, seq 0', 'S RST ACK, seq 0, ack 1']);
    expect(diary.lines).toEqual(['C closed refused by server']);
  });
});

describe('lost SYNs', () => {
  const sent = (net: Net): number[] =>
    [...net.events('tcp', { event: 'syn-sent' }), ...net.events('tcp', { event: 'syn-retransmit' })].map(
      (event) => event.timeNs / NS_PER_S,
    );

  it('repeats the SYN after 1, 3, 7 … 63 s and gives up at 127 s', () => {
    const net = new Net();
    const { client, diary } = pair(net);
    client.tcp.connect({ dst: ip('10.0.2.99'), dstPort: 80 }, diary.events('C'));
    net.run(126_999);
    expect(diary.lines).toEqual([]);
    net.run(127_001);
    expect(sent(net)).toEqual([0, 1, 3, 7, 15, 31, 63]);
    expect(diary.lines).toEqual(['C closed timeout by nobody']);
  });

  it('has as much patience as its caller, and Linux 6.5 linear retries on demand', () => {
    const net = new Net();
    const { client, diary } = pair(net);
    client.tcp.connect({ dst: ip('10.0.2.99'), dstPort: 80, patienceNs: 3 * NS_PER_S, synLinearTimeouts: 4 }, diary.events('C'));
    net.run(3001);
    expect(sent(net)).toEqual([0, 1, 2]);
    expect(diary.lines).toEqual(['C closed timeout by nobody']);
  });

  it('takes the data behind a lost final ACK for that ACK', () => {
    const net = new Net();
    const { client, server, recorder, diary } = pair(net);
    lose(server, (segment, n) => n === 2 && segment.pieces.length === 0);
    server.tcp.listen(80, () => diary.events('S'));
    const connection = client.tcp.connect(
      { dst: server.address, dstPort: 80 },
      diary.events('C', { onOpen: () => void connection.send(letter('question', 10)) }),
    );
    net.run(900);
    expect(diary.lines).toEqual(['C open', 'S open', 'S got question from client']);
    expect(recorder.lines).toEqual([
      'C SYN, seq 0',
      'S SYN ACK, seq 0, ack 1',
      'C ACK, seq 1, ack 1',
      'C PSH ACK, seq 1, ack 1, len 10',
      'S ACK, seq 1, ack 11',
    ]);
  });

  /* Both ends repeat after a second; the client's SYN is answered at once, the listener's own SYN-ACK crosses it and is acknowledged once more. */
  it('recovers from a lost SYN-ACK, then starts with one segment and a timeout of 3 s', () => {
    const net = new Net();
    const { client, server, recorder, diary } = pair(net);
    lose(client, (_, n) => n === 1);
    server.tcp.listen(80, () => diary.events('S'));
    const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
    connection.send(letter('question', 3000));
    net.run(1025);
    expect(recorder.lines).toEqual([
      'C SYN, seq 0',
      'S SYN ACK, seq 0, ack 1',
      'C SYN, seq 0',
      'S SYN ACK, seq 0, ack 1',
      'S SYN ACK, seq 0, ack 1',
      'C ACK, seq 1, ack 1',
      'C ACK, seq 1, ack 1, len 1360',
      'C ACK, seq 1361, ack 1',
    ]);
    lose(server, () => true);
    net.run(4000);
    expect(net.events('tcp', { event: 'retransmit' })).toEqual([]);
    net.run(4100);
    expect(net.events('tcp', { event: 'retransmit', len: 1360 })).toHaveLength(1);
  });
});
