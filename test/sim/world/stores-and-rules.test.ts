/**
 * Purpose: guards the services that people misuse: records, shares, the directory, the gateway, and the watch over them.
 *
 *   client                              server
 *     read-record / copy-file  -------->
 *                              <--------  document | refused
 *     look-up (UDP)            -------->
 *                              <--------  entry(verifiers)
 */
import { describe, expect, it } from 'vitest';
import { appContent, asMessage, type AppMessage } from '../../../sim/world/messages.ts';
import { proveAs } from '../../../sim/world/services/factors.ts';
import { addressOf, type World } from '../../../sim/world/world.ts';
import { clientAt, quietWorld, stopsOf } from './people-support.ts';

const WARD = 'core-hospital.hsz.ward-pc';
const BACKUP_CLIENT = 'core-hospital.hsz.ehr-server';
const S = 1e9;
const WATCH = 'access-monitoring-and-cutoff';

/** The nurse reads records of a collection, so many a second from second 4. */
function readRecords(world: World, asset: string, count: number, perS = 1): readonly string[] {
  const client = clientAt(world, WARD, 'charts');
  client.at(1 * S, { op: 'login-request' });
  client.at(2 * S, () => ({
    op: 'login',
    proof: proveAs(world.parts, 'watanabe', WARD, client.answers.at(-1)?.message.challenge ?? '', 'clear'),
  }));
  const session = (): string => client.answers.find(({ message }) => message.op === 'login-ok')?.message.session ?? '';
  for (let index = 0; index < count; index++)
    client.at(4 * S + Math.floor((index * S) / perS), () => ({ op: 'read-record', session: session(), asset, record: index + 1 }));
  world.run();
  return client.answers.map(({ message }) => message.op).slice(2);
}

describe('records', () => {
  it('are read by whoever has logged in, and only then', () => {
    expect(readRecords(quietWorld(), 'ward-charts', 2)).toEqual(['document', 'document']);
    const world = quietWorld();
    const client = clientAt(world, WARD, 'charts');
    client.at(1 * S, { op: 'read-record', asset: 'ward-charts', record: 1, session: 'session/charts/1' });
    world.run();
    expect(client.answers.map(({ message }) => message.op)).toEqual(['refused']);
  });
  it('that do not exist are refused', () => expect(readRecords(quietWorld(), 'ward-charts', 13).at(-1)).toBe('refused'));
  it('outside the duties are refused by access lists', () => {
    const world = quietWorld(['access-lists']);
    expect(readRecords(world, 'psychiatry-charts', 1)).toEqual(['refused']);
    expect(stopsOf(world)).toEqual(['access-lists/not-on-access-list']);
    expect(readRecords(quietWorld(['access-lists']), 'ward-charts', 1)).toEqual(['document']);
  });
});

describe('the watch', () => {
  it('says nothing at the limit, raises an alarm above it, and cuts off after its response time', () => {
    const at = quietWorld([WATCH]);
    readRecords(at, 'psychiatry-charts', 8);
    expect(at.parts.facts.alarms).toEqual([]);
    const above = quietWorld([WATCH]);
    const answers = readRecords(above, 'psychiatry-charts', 16);
    expect(above.parts.facts.alarms.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['rate watanabe']);
    // The ninth at 12 s raises the alarm, the cut-off comes 2.75 s later: records up to 14 s.
    expect(answers).toEqual([...Array.from({ length: 11 }, () => 'document'), ...Array.from({ length: 5 }, () => 'refused')]);
    expect(stopsOf(above)).toContain(`${WATCH}/cut-off`);
  });
  it('forgets what is older than its window', () => {
    const slow = quietWorld([WATCH]);
    readRecords(slow, 'psychiatry-charts', 30, 0.8);
    expect(slow.parts.facts.alarms).toEqual([]);
  });
});

/** One datagram to the directory from a host; the verifiers that come back. */
function lookUp(world: World, from: string, user?: string): readonly string[] | undefined {
  const host = world.hosts.get(from);
  const service = world.parts.service('directory');
  let verifiers: readonly string[] | undefined;
  host?.udp.bind(5000, (datagram) => {
    verifiers = asMessage(datagram.content)?.verifiers?.map((verifier) => verifier.user);
  });
  world.parts.context.kernel.at(1 * S, () =>
    host?.udp.send({
      dst: addressOf(world, service.host),
      dstPort: service.port,
      srcPort: 5000,
      content: appContent({ service: 'directory', op: 'look-up', ...(user === undefined ? {} : { user }) }),
    }),
  );
  world.run();
  return verifiers;
}

describe('the directory', () => {
  const BOOKING = 'core-hospital.sz.booking-server';
  it('answers with one verifier or with the whole map, to anybody', () => {
    expect(lookUp(quietWorld(), BOOKING, 'sato')).toEqual(['sato']);
    expect(lookUp(quietWorld(), WARD)).toEqual(['suzuki', 'takahashi', 'sato']);
  });
  it('answers known hosts only, where it has a list', () => {
    const restricted = (): World =>
      quietWorld([], (scenario) => ({
        ...scenario,
        services: scenario.services.map((service) => (service.id === 'directory' ? { ...service, trusts: [BOOKING] } : service)),
      }));
    expect(lookUp(restricted(), BOOKING)).toHaveLength(3);
    expect(lookUp(restricted(), WARD)).toBeUndefined();
  });
  it('gives nothing away where it is used over TLS', () => {
    const world = quietWorld(['tls']);
    expect(lookUp(world, BOOKING)).toBeUndefined();
    expect(stopsOf(world)).toEqual(['tls/no-verifier-in-clear']);
  });
});

describe('the share', () => {
  const copy = (from: string, controls: readonly string[]): AppMessage | undefined => {
    const world = quietWorld(controls);
    const client = clientAt(world, from, 'backup');
    client.at(1 * S, { op: 'copy-file', asset: 'chart-backup', record: 1 });
    world.run();
    return client.answers[0]?.message;
  };
  it('gives to anybody, and with access lists to those it is for', () => {
    expect(copy(WARD, [])?.document?.body.form).toBe('plain');
    expect(copy(WARD, ['access-lists'])?.op).toBe('refused');
    expect(copy(BACKUP_CLIENT, ['access-lists'])?.op).toBe('document');
  });
  it('seals what it gives where objects are encrypted', () =>
    expect(copy(WARD, ['object-encryption'])?.document?.body.form).toBe('sealed'));
});

describe('the gateway', () => {
  const ask = (
    controls: readonly string[],
    message: Omit<AppMessage, 'service'>,
    busy = 0,
  ): { readonly op: string | undefined; readonly violations: readonly string[] } => {
    const world = quietWorld(controls);
    const client = clientAt(world, WARD, 'staff-gateway');
    world.parts.busy.set(WARD, busy);
    client.at(1 * S, message);
    world.run();
    return { op: client.answers[0]?.message.op, violations: world.parts.facts.violations.map(({ rule }) => rule) };
  };
  const site = { op: 'browse', target: 'society.example', payloadBytes: 100 } as const;
  it('lets through what the rules allow, without asking for any control', () => {
    expect(ask(['url-whitelist', 'mail-screening', 'service-exclusivity'], site)).toEqual({ op: 'ok', violations: [] });
    expect(ask(['mail-screening'], { op: 'send-mail', target: 'core-hospital.example', payloadBytes: 1_000_000 })).toEqual({
      op: 'ok',
      violations: [],
    });
  });
  it('lets through what no control enforces, and that is a violation', () => {
    expect(ask([], { ...site, target: 'elsewhere.example' })).toEqual({ op: 'ok', violations: ['site'] });
    expect(ask([], site, 1)).toEqual({ op: 'ok', violations: ['simultaneous'] });
    expect(ask([], { op: 'send-mail', target: 'elsewhere.example', payloadBytes: 1_000_001 })).toEqual({
      op: 'ok',
      violations: ['mail-domain', 'mail-size'],
    });
  });
  it('refuses what a deployed control enforces', () => {
    expect(ask(['url-whitelist'], { ...site, target: 'elsewhere.example' })).toEqual({ op: 'refused', violations: [] });
    expect(ask(['service-exclusivity'], site, 1)).toEqual({ op: 'refused', violations: [] });
    expect(ask(['mail-screening'], { op: 'send-mail', target: 'core-hospital.example', payloadBytes: 1_000_001 })).toEqual({
      op: 'refused',
      violations: [],
    });
  });
});
