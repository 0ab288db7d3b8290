/** Purpose: data and FINs forged into an open connection: delivery, desynchronisation, broken messages, and the acceptability of old acknowledgements. */
import { describe, expect, it } from 'vitest';
import type { Mechanism } from '../../../../sim/net/mechanisms.ts';
import { TCP_FLAG, type Piece } from '../../../../sim/net/packet.ts';
import { seqAdd } from '../../../../sim/net/tcp/seq.ts';
import { Diary, letter, Net, Recorder } from './harness.ts';

const { ACK, FIN, PSH } = TCP_FLAG;

function scene(on: readonly Mechanism[] = []) {
  const net = new Net({ on });
  const client = net.host('client');
  const server = net.host('server');
  const diary = new Diary();
  const recorder = new Recorder();
  server.tcp.listen(80, () => diary.events('S'));
  const connection = client.tcp.connect({ dst: server.address, dstPort: 80 }, diary.events('C'));
  connection.send(letter('first', 20));
  net.run(500);
  recorder.watch(client, 'C');
  recorder.watch(server, 'S');
  const forge = (
    pieces: readonly Piece[],
    options: { readonly ahead?: number; readonly ack?: number; readonly flags?: number } = {},
  ): void => {
    const { local, sndNxt, rcvNxt } = connection;
    net.inject(server, client, {
      srcPort: local.port,
      dstPort: 80,
      seq: seqAdd(sndNxt, options.ahead ?? 0),
      ack: seqAdd(rcvNxt, options.ack ?? 0),
      flags: options.flags ?? ACK | PSH,
      pieces,
    });
  };
  return { net, client, server, diary, recorder, connection, forge };
}

const whole = (name: string, bytes: number): Piece[] => [{ content: letter(name, bytes), offset: 0, length: bytes }];

describe('injected data', () => {
  /*
   *   C            X (attacker)             S
   *   │            │ 30 octets, exact seq ─▶│ delivered as a message of the client
   *   │◀───────────┼─────────────── ACK +30 │ acknowledges what C never sent
   *   │ ACK ───────┼───────────────────────▶│ old seq: the ends answer each other; the limit of one in 0.5 s ends the storm
   *   │ 100 octets ┼───────────────────────▶│ the first 30 are taken for a repetition, the rest makes no sense: garbled
   */
  it('with the exact sequence number is delivered, and desynchronises the stream for good', () => {
    const { net, diary, connection, forge } = scene();
    forge(whole('forged', 30));
    expect(diary.lines.slice(3)).toEqual(['S got forged from attacker']);
    net.run(600);
    connection.send(letter('true', 100));
    net.run(5000);
    expect(diary.lines.slice(4)).toEqual(['S garbled by client']);
    connection.send(letter('another', 100));
    net.run(9000);
    expect(diary.lines.slice(5)).toEqual([]);
  });

  it('leads to no acknowledgement storm', () => {
    const { net, forge, recorder } = scene();
    forge(whole('forged', 30));
    net.run(10_500);
    // Ten seconds at two answers a second and side.
    expect(recorder.lines.length).toBeGreaterThan(2);
    expect(recorder.lines.length).toBeLessThanOrEqual(2 * 2 * 10 + 2);
  });

  it('inside a message breaks it: nothing is delivered, the application is told once', () => {
    const { net, client, diary, connection, forge } = scene();
    client.node.rules.egress.push((packet) =>
      packet.body.protocol === 'tcp' && packet.body.seq === seqAdd(start, 1360) ? { verb: 'drop', reason: 'test-loss' } : { verb: 'pass' },
    );
    const start = connection.sndNxt;
    connection.send(letter('true', 5000));
    net.run(515);
    forge(whole('forged', 1360), { ahead: 1360 - 5000 });
    client.node.rules.egress.pop();
    net.run(20_000);
    expect(diary.lines.slice(3)).toEqual(['S garbled by attacker']);
    expect(connection.state).toBe('established');
  });

  it('ahead of the stream stays in place of the true octets that come later', () => {
    const { net, diary, connection, forge } = scene();
    forge(whole('forged', 100), { ahead: 500 });
    net.run(600);
    connection.send(letter('true', 1000));
    net.run(2000);
    expect(diary.lines.slice(3)).toEqual(['S garbled by attacker']);
  });

  it.each([
    ['outside the window', { ahead: 100_000 }],
    ['before RCV.NXT', { ahead: -30 }],
    ['acknowledging what was never sent', { ack: 1000 }],
    ['without an acknowledgement', { flags: PSH }],
  ])('%s is dropped and does no harm', (_, options) => {
    const { net, diary, connection, forge } = scene();
    forge(whole('forged', 30), options);
    connection.send(letter('true', 100));
    net.run(2000);
    expect(diary.lines.slice(3)).toEqual(['S got true from client']);
  });

  it('names every sender of a message whose octets came from more than one', () => {
    const { net, diary, connection, forge } = scene();
    const content = letter('shared', 2000);
    forge([{ content, offset: 0, length: 500 }]);
    connection.send(content);
    net.run(2000);
    expect(diary.lines.slice(3)).toEqual(['S got shared from attacker+client']);
  });
});

describe('an acknowledgement older than the largest window', () => {
  const forged = (on: readonly Mechanism[]) => {
    const all = scene(on);
    all.net.gate.asked.length = 0;
    all.forge(whole('forged', 30), { ack: -1_000_000 });
    all.net.run(501);
    return all;
  };

  it('is a harmless duplicate under RFC 793: the data counts', () => {
    const { net, diary } = forged([]);
    expect(diary.lines.slice(3)).toEqual(['S got forged from attacker']);
    expect(net.gate.asked).toEqual(['tcp-rfc5961@server']);
  });

  it('is challenged under RFC 5961', () => {
    const { net, diary } = forged(['tcp-rfc5961']);
    expect(diary.lines.slice(3)).toEqual([]);
    expect(net.events('stop', { control: 'tcp-rfc5961', reason: 'challenge-ack', origin: 'attacker' })).toHaveLength(1);
  });

  it('within the window nobody asks', () => {
    const { net, diary, forge } = scene(['tcp-rfc5961']);
    net.gate.asked.length = 0;
    forge(whole('forged', 30), { ack: -65_000 });
    expect(diary.lines.slice(3)).toEqual(['S got forged from attacker']);
    expect(net.gate.asked).toEqual([]);
  });
});

describe('a forged FIN', () => {
  /* The server acknowledges one octet more than the client sent, so the client believes none of its segments until it has sent more itself; that message is lost. */
  it('closes the server at once, and whatever the client sends after it is lost', () => {
    const { net, diary, connection, forge } = scene();
    forge([], { flags: FIN | ACK });
    expect(net.events('tcp', { event: 'peer-closed', origin: 'attacker' })).toHaveLength(1);
    net.run(20_000);
    expect(connection.state).toBe('established');
    connection.send(letter('unheard', 100));
    net.run(300_000);
    expect(diary.lines.slice(3)).toEqual(['S closed fin by attacker', 'C closed fin by server']);
  });

  it('ahead of the stream cuts it off there when the octets before it have come', () => {
    const { net, diary, connection, forge } = scene();
    forge([], { flags: FIN | ACK, ahead: 50 });
    net.run(600);
    expect(net.events('tcp', { event: 'peer-closed' })).toEqual([]);
    connection.send(letter('cut', 100));
    net.run(700);
    expect(net.events('tcp', { event: 'peer-closed', origin: 'attacker' })).toHaveLength(1);
    net.run(300_000);
    expect(diary.lines.slice(3)).toEqual(['S closed fin by attacker', 'C closed fin by server']);
  });

  it('out of the window does nothing', () => {
    const { net, diary, forge } = scene();
    forge([], { flags: FIN | ACK, ahead: 70_000 });
    net.run(300_000);
    expect(diary.lines.slice(3)).toEqual([]);
  });
});
