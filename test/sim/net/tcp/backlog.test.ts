/** Purpose: the listener's backlog: life time of half-open entries, overflow, SYN cookies, rate limiting, and what frees an entry. */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import type { Mechanism } from '../../../../sim/net/mechanisms.ts';
import { TCP_FLAG } from '../../../../sim/net/packet.ts';
import { retriesUnderPressure } from '../../../../sim/net/tcp/half-open.ts';
import type { TcpProfile } from '../../../../sim/net/tcp/types.ts';
import { Diary, ip, letter, Net, Recorder, type Host } from './harness.ts';

const { SYN, ACK, RST } = TCP_FLAG;

function site(on: readonly Mechanism[] = [], profile: Partial<TcpProfile> = {}) {
  const net = new Net({ on });
  const client = net.host('client');
  const server = net.host('server', profile);
  const attacker = net.host('attacker');
  const diary = new Diary();
  const listener = server.tcp.listen(80, () => diary.events('S'));
  /** A SYN whose source never answers: 198.18.x.y does not exist, and each has its own /24. */
  const spoof = (n: number, source = ip('198.18.0.9') + n * 256): void => {
    attacker.node.originate({
      src: source,
      dst: server.address,
      body: { protocol: 'tcp', srcPort: 1024 + n, dstPort: 80, seq: n, ack: 0, flags: SYN, window: 65_535, pieces: [] },
    });
  };
  const flood = (count: number): void => {
    for (let n = 0; n < count; n++) spoof(n);
  };
  const call = (host: Host = client, patienceNs = 900_000_000) =>
    host.tcp.connect({ dst: server.address, dstPort: 80, patienceNs }, diary.events('C'));
  return { net, client, server, attacker, diary, listener, spoof, flood, call };
}

describe('a half-open entry', () => {
  it.each([
    [5, 63, [0, 1, 3, 7, 15, 31]],
    [1, 3, [0, 1]],
    [0, 1, [0]],
  ])('with %i SYN-ACK retries lives %i s', (synAckRetries, lifeS, synAcksS) => {
    const { net, server, listener, spoof } = site([], { synAckRetries });
    const times: number[] = [];
    server.node.rules.egress.push(() => {
      times.push(net.kernel.now);
      return { verb: 'pass' };
    });
    spoof(0);
    net.run(20);
    expect(listener.halfOpen.size).toBe(1);
    const bornNs = times[0] ?? 0;
    net.run(lifeS * 1000 + 5);
    expect(listener.halfOpen.size).toBe(1);
    net.run(lifeS * 1000 + 20);
    expect(listener.halfOpen.size).toBe(0);
    expect(times.map((timeNs) => (timeNs - bornNs) / NS_PER_S)).toEqual(synAcksS);
    expect(net.events('tcp', { event: 'half-open-expired', origin: 'attacker' })).toHaveLength(1);
  });

  it('names whose address was claimed and who really sent the SYN', () => {
    const { net, listener, spoof, client } = site();
    spoof(0, client.address + 1);
    net.run(20);
    const [entry] = listener.halfOpen;
    expect(entry).toMatchObject({ origin: 'attacker', tuple: { remote: { address: client.address + 1 } } });
  });

  /*
   *   X (claims C)          S                    C (alive, knows nothing)
   *   │ SYN ───────────────▶│ entry              │
   *   │                     │ SYN ACK ──────────▶│
   *   │                     │◀────────────── RST │
   *   │                     │ entry gone         │
   */
  it('is freed by the RST of the live host whose address was claimed', () => {
    const { net, client, listener, spoof } = site();
    spoof(0, client.address);
    net.run(15);
    expect(listener.halfOpen.size).toBe(1);
    net.run(40);
    expect(listener.halfOpen.size).toBe(0);
    expect(net.events('tcp', { event: 'half-open-reset', origin: 'attacker', by: 'client' })).toHaveLength(1);
  });

  it('answers a wrong final ACK with a RST and a repeated SYN with the same SYN-ACK', () => {
    const { net, client, server, listener, spoof, diary } = site();
    const recorder = new Recorder();
    recorder.watch(server, 'S');
    spoof(0);
    net.run(20);
    const [entry] = listener.halfOpen;
    const from = { ...client, address: entry?.tuple.remote.address ?? 0 };
    net.inject(server, from, { srcPort: 1024, dstPort: 80, seq: 0, flags: SYN });
    net.inject(server, from, { srcPort: 1024, dstPort: 80, seq: 77, flags: SYN });
    net.inject(server, from, { srcPort: 1024, dstPort: 80, seq: 1, ack: 12_345, flags: ACK });
    expect(recorder.lines).toEqual([
      expect.stringContaining('S SYN ACK'),
      expect.stringContaining('S SYN ACK'),
      expect.stringContaining('S RST'),
    ]);
    net.inject(server, from, { srcPort: 1024, dstPort: 80, seq: 100_000, ack: (entry?.iss ?? 0) + 1, flags: ACK });
    expect(listener.halfOpen.size).toBe(1);
    net.inject(server, from, { srcPort: 1024, dstPort: 80, seq: 1, ack: (entry?.iss ?? 0) + 1, flags: ACK }, 'guesser');
    expect(diary.lines).toEqual(['S open']);
    expect(listener.halfOpen.size).toBe(0);
  });

  it.each([
    [[], 0, 0],
    [['tcp-rfc5961'], 1, 1],
  ] as const)('obeys an in-window RST unless RFC 5961 is on (%j)', (on, left, stops) => {
    const { net, client, server, listener, spoof } = site(on);
    spoof(0);
    net.run(20);
    net.inject(server, { ...client, address: ip('198.18.0.9') }, { srcPort: 1024, dstPort: 80, seq: 1000, flags: RST });
    expect(listener.halfOpen.size).toBe(left);
    expect(net.events('stop', { reason: 'challenge-ack' })).toHaveLength(stops);
  });
});

describe('life times under pressure (Linux reqsk_timer_handler)', () => {
  it.each([
    ['less than half full', 5, 64, 0, 128, 5],
    ['just above half, all young', 5, 65, 65, 128, 5],
    ['just above half, half of it young', 5, 65, 32, 128, 4],
    ['full, a quarter young', 5, 129, 32, 128, 3],
    ['full, none young', 5, 129, 0, 128, 2],
    ['few retries configured stay', 1, 129, 0, 128, 1],
    ['a tiny backlog counts as 8', 5, 4, 0, 2, 5],
  ])('%s', (_, configured, halfOpen, young, backlog, expected) => {
    expect(retriesUnderPressure(configured, halfOpen, young, backlog)).toBe(expected);
  });
});

describe('a full backlog', () => {
  it('holds backlog + 1 entries, drops the next SYN, and asks for syn-cookies only then', () => {
    const { net, listener, flood, call, diary } = site([], { backlog: 4 });
    flood(4);
    net.run(100);
    expect(listener.halfOpen.size).toBe(4);
    call();
    net.run(150);
    expect(diary.lines).toEqual(['C open', 'S open']);
    expect(net.gate.asked).toEqual([]);
    flood(9);
    net.run(200);
    expect(listener.halfOpen.size).toBe(5);
    expect(net.gate.asked).toEqual(Array.from({ length: 4 }, () => 'syn-cookies@server'));
    expect(net.events('drop', { reason: 'backlog-full' })).toHaveLength(4);
    call();
    net.run(1200);
    expect(diary.lines.slice(2)).toEqual(['C closed timeout by nobody']);
    expect(net.events('tcp', { event: 'backlog-full', origin: 'attacker' })).toHaveLength(1);
    expect(net.events('stop')).toEqual([]);
  });

  it('lets a patient client in once entries have expired', () => {
    const { net, flood, call, diary } = site([], { backlog: 4, synAckRetries: 1 });
    flood(5);
    net.run(100);
    call(undefined, 60 * NS_PER_S);
    net.run(20_000);
    // SYN at 0.1, 1.1 and 3.1 s; the entries go at 3.01 s.
    expect(net.events('tcp', { event: 'syn-retransmit' })).toHaveLength(2);
    expect(diary.lines).toEqual(['C open', 'S open']);
  });
});

describe('SYN cookies', () => {
  it('serve every client with a full backlog, keep no state, and act once a flood', () => {
    const { net, listener, flood, call, diary } = site(['syn-cookies'], { backlog: 4 });
    flood(20);
    net.run(100);
    const connection = call();
    connection.send(letter('question', 3000));
    net.run(400);
    expect(diary.lines).toEqual(['C open', 'S open', 'S got question from client']);
    expect(listener.halfOpen.size).toBe(5);
    expect(net.events('stop')).toMatchObject([
      { at: 'server', fields: { control: 'syn-cookies', reason: 'syn-cookie', origin: 'attacker', port: 80 } },
    ]);
    expect(net.events('drop', { reason: 'backlog-full' })).toEqual([]);
    expect(net.events('tcp', { event: 'cookie-accepted' })).toHaveLength(1);
  });

  it('count a new flood after the backlog has drained', () => {
    const { net, flood, listener } = site(['syn-cookies'], { backlog: 4, synAckRetries: 0 });
    flood(6);
    net.run(2000);
    expect(listener.halfOpen.size).toBe(0);
    flood(6);
    net.run(2500);
    expect(net.events('stop')).toHaveLength(2);
  });

  it('hold for one to two intervals of 64 s, and only for the right numbers', () => {
    const answer = (waitMs: number, seqShift: number, ackShift: number): number => {
      const { net, client, server, flood, diary } = site(['syn-cookies'], { backlog: 4 });
      const seen: number[] = [];
      server.node.rules.egress.push((packet) => {
        if (packet.dst === ip('198.18.0.99') && packet.body.protocol === 'tcp') seen.push(packet.body.seq);
        return { verb: 'pass' };
      });
      flood(5);
      net.run(100);
      const ghost = { ...client, address: ip('198.18.0.99') };
      net.inject(server, ghost, { srcPort: 999, dstPort: 80, seq: 4_294_967_295, flags: SYN });
      net.run(100 + waitMs);
      net.inject(server, ghost, { srcPort: 999, dstPort: 80, seq: seqShift, ack: ((seen[0] ?? 0) + 1 + ackShift) >>> 0, flags: ACK });
      return diary.lines.length;
    };
    expect(answer(10, 0, 0)).toBe(1);
    expect(answer(127_000, 0, 0)).toBe(1);
    expect(answer(129_000, 0, 0)).toBe(0);
    expect(answer(10, 1, 0)).toBe(0);
    expect(answer(10, 0, 1)).toBe(0);
  });

  it('are not looked for when none was sent', () => {
    const { net, client, server, diary } = site(['syn-cookies']);
    const recorder = new Recorder();
    recorder.watch(server, 'S');
    net.inject(server, client, { srcPort: 999, dstPort: 80, seq: 5, ack: 6, flags: ACK });
    expect(recorder.lines).toEqual([expect.stringContaining('S RST')]);
    expect(diary.lines).toEqual([]);
    expect(net.gate.asked).toEqual([]);
  });
});

describe('rate limiting', () => {
  it('refuses more than a quarter of the backlog to one /24, and is asked only then', () => {
    const { net, listener, spoof, call, diary } = site(['rate-limiting'], { backlog: 16 });
    for (let n = 0; n < 4; n++) spoof(n, ip('198.18.7.1') + n);
    net.run(50);
    expect(net.gate.asked).toEqual([]);
    for (let n = 4; n < 60; n++) spoof(n, ip('198.18.7.1') + n);
    net.run(100);
    expect(listener.halfOpen.size).toBe(4);
    expect(net.events('stop', { control: 'rate-limiting', reason: 'rate-limit', origin: 'attacker' })).toHaveLength(56);
    call();
    net.run(200);
    expect(diary.lines).toEqual(['C open', 'S open']);
  });

  it('forgets a /24 whose entries have expired', () => {
    const { net, listener, spoof } = site(['rate-limiting'], { backlog: 16, synAckRetries: 0 });
    for (let n = 0; n < 4; n++) spoof(n, ip('198.18.7.1') + n);
    net.run(2000);
    expect(listener.halfOpen.size).toBe(0);
    spoof(9, ip('198.18.7.9'));
    net.run(2050);
    expect(listener.halfOpen.size).toBe(1);
    expect(net.gate.asked).toEqual([]);
  });

  it('does not help against sources from everywhere', () => {
    const { net, listener, flood } = site(['rate-limiting'], { backlog: 16 });
    flood(60);
    net.run(100);
    expect(listener.halfOpen.size).toBe(17);
    expect(net.gate.asked.filter((question) => question.startsWith('rate-limiting'))).toEqual([]);
  });

  it('changes nothing when it is off', () => {
    const { net, listener, spoof } = site([], { backlog: 16 });
    for (let n = 0; n < 60; n++) spoof(n, ip('198.18.7.1') + n);
    net.run(100);
    expect(listener.halfOpen.size).toBe(17);
    expect(net.events('stop')).toEqual([]);
  });
});
