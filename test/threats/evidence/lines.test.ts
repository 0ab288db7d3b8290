/**
 * Purpose: tests of evidence lines and of what stopped an attack, on traces made by hand.
 *
 * Guards: what counts as evidence, how alike events become one line, how names are told, and which obstacle ended an attack. All traces are made by hand.
 */
import { describe, expect, it } from 'vitest';
import { evidenceOf, stoppedBy, stops } from '../../../threats/evidence/index.ts';
import { boundedBy, type Judged } from '../../../threats/evidence/stops.ts';
import { judged, stop, type Step } from './support.ts';

const ATTACKER = 'attacker/backbone';
const VPN = 'core-hospital.vpn';
const SERVER = 'core-hospital.sz.booking-server';
const CLIENT = 'clinic-a.sz.reception-pc';

describe('what is evidence', () => {
  it('tells steps, stops and effects, and neither frames nor questions about controls', () => {
    const told = judged(
      'succeeded',
      [CLIENT, 'frame', { from: CLIENT, to: VPN }],
      [ATTACKER, 'attack', { step: 'flooding', service: 'booking', synPerS: 50 }],
      [VPN, 'consult', { control: 'ipsec-ike', on: false }],
      [SERVER, 'effect', { txn: 'txn/1', user: 'suzuki', origin: ATTACKER }],
    );
    expect(evidenceOf(told).map(({ event, what }) => [event, what])).toEqual([
      [1, 'attack/flooding'],
      [3, 'effect/'],
    ]);
  });
  it('leaves out keys of the attacker’s own sessions, true address bindings, and drops that do not concern him', () => {
    const learned = (mac: string): Step => [CLIENT, 'arp', { event: 'learned', ip: '192.0.2.1', mac, state: 'stale' }];
    const told = judged(
      'succeeded',
      [ATTACKER, 'learn', { what: 'sk/1/2', form: 'key', how: 'own', from: ATTACKER, tries: 0, label: '' }],
      learned('02:00:c0:00:02:01'),
      [CLIENT, 'drop', { reason: 'outside-window', origin: SERVER }],
      [ATTACKER, 'drop', { reason: 'no-route', origin: ATTACKER }],
      learned('02:00:c0:00:02:14'),
      [CLIENT, 'drop', { reason: 'outside-window', origin: ATTACKER }],
      [SERVER, 'drop', { reason: 'backlog-full', origin: CLIENT }],
    );
    expect(evidenceOf(told).map(({ event }) => event)).toEqual([4, 5, 6]);
  });
  it('has words for a step or reason that nobody has described yet', () => {
    const told = judged('blocked', [ATTACKER, 'attack', { step: 'new-step' }], stop('tls', SERVER, 'new-reason'));
    const lines = evidenceOf(told);
    expect(lines.map(({ en }) => en)).toEqual([
      'The attacker took the step new-step.',
      `At the booking server at Core hospital (${SERVER}), TLS (tls) stopped the attacker (new-reason).`,
    ]);
    expect(lines[1]?.ja).toBe(`地域中核病院の診察予約サーバ（${SERVER}）では、TLS（tls）により、攻撃者を止めた（new-reason）。`);
  });
  it('of a replay without trace there is none', () => {
    expect(evidenceOf(judged('succeeded'))).toEqual([]);
    expect(stoppedBy(judged('blocked'))).toBeUndefined();
  });
});

describe('alike events', () => {
  it('become one line with a count and the first and last of them', () => {
    const refused = stop('ipsec-ike', VPN, 'unprotected-inbound');
    const [line, ...rest] = evidenceOf(judged('blocked', refused, refused, [ATTACKER, 'frame', {}], refused));
    expect(rest).toEqual([]);
    expect(line).toMatchObject({ event: 0, timeNs: 0, count: 3, lastEvent: 3, lastTimeNs: 3_000_000_000 });
    expect(line?.en).toMatch(/ \(3 times\)\.$/);
    expect(line?.ja).toMatch(/（3 回）。$/);
  });
  it('two thousand requests are one line', () => {
    const drop: Step = [SERVER, 'drop', { reason: 'backlog-full', origin: ATTACKER }];
    const lines = evidenceOf(judged('succeeded', ...Array.from({ length: 2000 }, () => drop)));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.en).toContain('2,000 times');
  });
  it('stay apart when they happened elsewhere or say something else', () => {
    const told = judged(
      'blocked',
      stop('ipsec-ike', VPN, 'esp-replay'),
      stop('ipsec-ike', 'clinic-a.vpn', 'esp-replay'),
      stop('tls', VPN, 'esp-replay'),
    );
    expect(evidenceOf(told)).toHaveLength(3);
  });
  it('both ends of a tunnel report it, and it is told once, without a count', () => {
    const told = judged(
      'blocked',
      [VPN, 'tunnel', { event: 'up', peer: 'clinic-a' }],
      ['clinic-a.vpn', 'tunnel', { event: 'up', peer: 'core-hospital' }],
      ['clinic-b.vpn', 'tunnel', { event: 'up', peer: 'core-hospital' }],
    );
    const lines = evidenceOf(told);
    expect(lines.map(({ event, lastEvent }) => [event, lastEvent])).toEqual([
      [0, 1],
      [2, 2],
    ]);
    expect(lines[0]?.en).not.toContain('twice');
  });
  it('users who were served late are told apart from those served in time', () => {
    const session = (run: number, event: string): Step => [
      CLIENT,
      'session',
      {
        event,
        op: 'inquire',
        flow: 'portal-use',
        run: `portal-use/${run}`,
        service: 'booking',
        user: '',
        end: 'finished',
        complete: true,
        origin: CLIENT,
      },
    ];
    // A second an event: run 1 takes 1 s, run 2 takes 5 s.
    const told = judged(
      'succeeded',
      session(1, 'start'),
      session(1, 'end'),
      session(2, 'start'),
      ['x', 'frame', {}],
      ['x', 'frame', {}],
      ['x', 'frame', {}],
      ['x', 'frame', {}],
      session(2, 'end'),
    );
    const ends = evidenceOf(told).filter(({ what }) => what === 'session/end-finished');
    expect(ends.map(({ en }) => en.includes('had to wait more than 3 s'))).toEqual([false, true]);
  });
});

describe('names', () => {
  it('are the scenario’s, in the reader’s language, with the id in brackets', () => {
    const [line] = evidenceOf(
      judged('succeeded', [
        SERVER,
        'accept',
        { service: 'booking', op: 'login', site: 'clinic-a', user: 'suzuki', asset: '', origin: ATTACKER, txn: '', altered: false },
      ]),
    );
    expect(line?.en).toBe(`The booking server at Core hospital (${SERVER}) accepted the attacker’s login as Mayumi Suzuki (suzuki).`);
    expect(line?.ja).toBe(`地域中核病院の診察予約サーバ（${SERVER}）が、攻撃者を鈴木 真由美（suzuki）としてログインさせた。`);
  });
  it('a device whose name says whose it is gets no site added; a line is named by its ends', () => {
    const told = judged('blocked', stop('ipsec-ike', VPN, 'esp-replay'), [
      'internet--clinic-a.vpn',
      'drop',
      { reason: 'queue-full', origin: ATTACKER },
    ]);
    const lines = evidenceOf(told);
    expect(lines[0]?.en).toMatch(/^At the VPN router of the hospital \(core-hospital\.vpn\), IPsec with IKE \(ipsec-ike\) refused/);
    expect(lines[0]?.ja).toMatch(/^病院の VPN ルータ（core-hospital\.vpn）では、IPsec＋IKE（ipsec-ike）により、/);
    expect(lines[1]?.en).toMatch(/^On the line between the Internet \(internet\) and the VPN router of the clinic \(clinic-a\.vpn\), /);
  });
  it('what a scripted user does at a station that the attacker holds as well stays the user’s', () => {
    const accept = (user: string): Step => [
      'core-hospital.hsz.modality',
      'accept',
      { service: 'console', op: 'login', site: 'vendor', user, asset: '', origin: 'vendor.sz.service-laptop', txn: '', altered: false },
    ];
    const told = { ...judged('succeeded', accept('ito'), accept('suzuki')), isAttacker: (place: string) => place.startsWith('vendor') };
    const [own, stolen] = evidenceOf(told);
    expect(own?.en).toContain('accepted the login of Shota Ito');
    expect(stolen?.en).toContain('accepted the attacker’s login as Mayumi Suzuki');
  });
});

describe('what stopped the attacker', () => {
  it('is the last obstacle that he met', () => {
    const told = judged('blocked', stop('tls', SERVER, 'unreadable'), stop('ipsec-ike', VPN, 'unprotected-inbound'));
    expect(stoppedBy(told)).toMatchObject({
      control: 'ipsec-ike',
      at: VPN,
      event: 1,
      timeNs: 1_000_000_000,
      reason: 'unprotected-inbound',
      source: 'RFC 4301 5.2',
    });
    expect(stops(told).map(({ control }) => control)).toEqual(['tls', 'ipsec-ike']);
  });
  it('a late repetition of an earlier obstacle does not hide what ended the attack', () => {
    const arp = stop('dynamic-arp-inspection', 'core-hospital.sz', 'binding-mismatch');
    const told = judged('blocked', arp, stop('lockout', SERVER, 'account-locked'), arp, arp);
    expect(stoppedBy(told)?.control).toBe('lockout');
    expect(stops(told)).toHaveLength(2);
  });
  it('where one control stopped him at several places, the first place stands for all', () => {
    const told = judged('blocked', stop('ipsec-ike', CLIENT, 'unreadable'), stop('ipsec-ike', SERVER, 'unreadable'));
    expect(stoppedBy(told)?.at).toBe(CLIENT);
    expect(stops(told)).toHaveLength(2);
  });
  it('stops of other people’s packets count only where he met none himself', () => {
    const other = stop('zone-firewall', VPN, 'no-rule-permits', CLIENT);
    expect(stoppedBy(judged('blocked', stop('tls', SERVER, 'unreadable'), other))?.control).toBe('tls');
    const told = judged('blocked', other);
    expect(stops(told)).toEqual([]);
    expect(stoppedBy(told)?.control).toBe('zone-firewall');
    expect(evidenceOf(told)).toHaveLength(1);
  });
  it('a control that was on answers where nothing was refused at all', () => {
    const asked = (control: string, on: boolean): Step => [SERVER, 'consult', { control, on }];
    const told = judged('blocked', asked('tls', false), asked('patching', true), asked('lockout', false));
    expect(stoppedBy(told)).toMatchObject({ control: 'patching', at: SERVER, event: 1, reason: 'called-upon' });
    expect(stoppedBy(judged('blocked', asked('tls', false)))).toBeUndefined();
  });
  it('what was detected is answered for by the alarm, and bounded by what came after it', () => {
    const monitoring = 'access-monitoring-and-cutoff';
    const told: Judged = {
      ...judged(
        'detected',
        [SERVER, 'consult', { control: monitoring, on: true }],
        stop('port-security', SERVER, 'too-many-macs'),
        [SERVER, 'alarm', { alarm: 'rate', subject: 'suzuki', origin: ATTACKER }],
        stop(monitoring, SERVER, 'cut-off'),
      ),
      finding: { outcome: 'detected', because: { en: 'by hand', ja: '手作り' }, detectedNs: 2_000_000_000 },
    };
    expect(stoppedBy(told)).toMatchObject({ control: monitoring, event: 2, reason: 'alarm-rate' });
    expect(boundedBy(told)).toMatchObject({ control: monitoring, event: 3, reason: 'cut-off' });
    expect(boundedBy(judged('blocked', stop('tls', SERVER, 'unreadable')))).toBeUndefined();
  });
  it.each(['succeeded', 'inconclusive'] as const)('nothing stopped an attack that %s', (outcome) => {
    const told = judged(outcome, stop('tls', SERVER, 'unreadable'));
    expect(stoppedBy(told)).toBeUndefined();
    expect(stops(told)).toHaveLength(1);
  });
  it.each(['blocked', 'detected', 'degraded'] as const)('something stopped an attack that was %s', (outcome) => {
    expect(stoppedBy(judged(outcome, stop('tls', SERVER, 'unreadable')))?.control).toBe('tls');
  });
});
