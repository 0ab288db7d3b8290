/**
 * Purpose: FTP and SIP as services of a scenario (figure-d2, whose patient sits behind a translator): what gets through in the clear and in the tunnel, what is noted of it, what a listener has of it.
 *
 * ```
 * patient.sz.tablet -- patient.vpn -- translator (203.0.113.22) -- internet -- core-hospital.vpn -- booking-server
 *   PORT 192,0,2,138,234,97  ............................................>  calls 192.0.2.138: nobody has it out here
 *   INVITE, c=IN IP4 192.0.2.138  ......................................>  clinic.sz.doctor-pc speaks to 192.0.2.138
 * ```
 * Guards: a translator that helps, a data connection that no agreement covers, a file or voice that is counted as arrived where it did not.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../scenarios/index.ts';
import type { TraceEvent } from '../../../sim/kernel/trace.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { evidenceOf } from '../../../threats/evidence/index.ts';
import { replay } from '../../../threats/replay.ts';
import { shipped } from '../../scenarios/files.ts';
import { profile } from '../../threats/support/figure-3.ts';

const loaded = loadScenario(shipped('figure-d2'), 'figure-d2.yaml');
if (!loaded.ok) throw new Error('test: figure-d2 does not load');
const { scenario } = loaded;
const PROTECTED = ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'];

function run(flow: string, controls: readonly string[], of: Scenario = scenario): World {
  const world = buildWorld(of, { seed: 1, answer: profile(controls), trace: true, stage: [flow] });
  world.run();
  return world;
}

const events = (world: World, kind: string): readonly TraceEvent[] =>
  world.parts.context.trace.events.filter((event) => event.kind === kind);
const ends = (world: World): readonly string[] => world.parts.facts.sessions.map(({ end, complete }) => `${end} ${complete}`);
const without = (change: (services: readonly string[]) => readonly string[]): Scenario => ({
  ...scenario,
  groups: scenario.groups.map(({ services, ...group }) => (services === undefined ? group : { ...group, services: change(services) })),
});

describe('a file by FTP', () => {
  it('in active mode through a translator: the server cannot call back, and by then the translator has forgotten the way for its words too', () => {
    const world = run('send-readings', []);
    expect(ends(world)).toEqual(['timeout false']);
    expect(events(world, 'ftp').map(({ at, fields }) => [at, fields['event'], fields['address']])).toEqual([
      ['core-hospital.sz.booking-server', 'unreachable', '192.0.2.138'],
    ]);
    const [session] = world.parts.facts.sessions;
    expect(((session?.endNs ?? 0) - (session?.startNs ?? 0)) / 1e9).toBeCloseTo(65.2, 0);
    expect(events(world, 'drop').map(({ at, fields }) => `${String(fields['reason'])} @ ${at}`)).toEqual(
      expect.arrayContaining(['no-route @ internet', 'nat-no-mapping @ patient.vpn.nat']),
    );
    // He got the server's greeting in time: the control connection is no trouble.
    expect(world.parts.facts.attempts.map(({ servedNs, deadlineNs }) => (servedNs ?? Infinity) < deadlineNs)).toEqual([true]);
    expect(world.parts.facts.acceptances.map(({ op, claimedUser }) => `${op} ${claimedUser}`)).toEqual(['login ueda']);
  });

  it('in active mode through the tunnel: the server calls the address that the client has', () => {
    const world = run('send-readings', PROTECTED);
    expect(ends(world)).toEqual(['finished true']);
    expect(world.parts.facts.acceptances.map(({ op, asset, sourceOwner }) => `${op} ${asset} ${sourceOwner}`)).toEqual([
      'login  patient.sz.tablet',
      'put-file readings-ueda patient.sz.tablet',
    ]);
    expect(world.parts.facts.holdings).toContainEqual({ host: 'core-hospital.sz.booking-server', asset: 'readings-ueda', label: 'phi' });
    expect(events(world, 'stop')).toEqual([]);
  });

  it('in passive mode passes the translator too, and the server knows only whose line it is', () => {
    const world = run('send-readings-passively', []);
    expect(ends(world)).toEqual(['finished true']);
    expect(world.parts.facts.acceptances.at(-1)).toMatchObject({ op: 'put-file', sourceOwner: 'patient.vpn', claimedUser: 'ueda' });
  });

  it('needs the agreement of the group for its data connection as well, in either mode', () => {
    const mode = (ftpMode: 'active' | 'passive', of: Scenario): Scenario => ({
      ...of,
      flows: of.flows.map((flow) => (flow.id === 'send-result-file' ? { ...flow, ftpMode } : flow)),
    });
    for (const ftpMode of ['active', 'passive'] as const) {
      expect(ends(run('send-result-file', PROTECTED, mode(ftpMode, scenario))), ftpMode).toEqual(['finished true']);
      const closed = run(
        'send-result-file',
        PROTECTED,
        mode(
          ftpMode,
          without((services) => services.filter((id) => id !== 'result-files')),
        ),
      );
      expect(ends(closed)).not.toContain('finished true');
      expect(events(closed, 'stop').map(({ fields }) => fields['reason'])).toContain('outside-agreed-services');
    }
  });

  it('is refused to who is not known, and what is not its author’s is not taken where signatures are looked at', () => {
    const stranger = {
      ...scenario,
      services: scenario.services.map((each) => (each.id === 'result-files' ? { ...each, accounts: [] } : each)),
    };
    expect(ends(run('send-result-file', [], stranger))).toEqual(['finished true']);
    const closed = {
      ...scenario,
      services: scenario.services.map((each) => (each.id === 'result-files' ? { ...each, accounts: ['ueda'] } : each)),
    };
    expect(ends(run('send-result-file', [], closed))).toEqual(['refused false']);
    const elsewhere = {
      ...scenario,
      sites: scenario.sites.map((site) => ({
        ...site,
        assets: site.assets.map((asset) => (asset.id === 'results-of-the-day' ? { ...asset, at: 'clinic.sz.doctor-pc' } : asset)),
      })),
    };
    expect(ends(run('send-result-file', [], elsewhere))).toEqual(['finished true']);
    expect(ends(run('send-result-file', ['object-signature'], elsewhere))).toEqual(['refused false']);
  });

  it('lies in one piece with the server, sealed for it where documents are', () => {
    const sealed = run('send-result-file', ['object-encryption']);
    expect(ends(sealed)).toEqual(['finished true']);
    const sent = events(sealed, 'frame').filter(({ fields }) => fields['content'] === 'ftp-data');
    expect(sent.length).toBeGreaterThan(50);
  });
});

describe('a call by SIP', () => {
  const voices = (world: World): readonly string[] =>
    world.parts.facts.talks.map(({ from, sent, received }) => `${from} ${sent} ${received}`);

  it('through a translator, with rport: the call stands, the doctor hears the patient, and the patient hears nothing', () => {
    const world = run('call-doctor', []);
    expect(ends(world)).toEqual(['finished false']);
    expect(voices(world)).toEqual(['patient.sz.tablet 500 500', 'clinic.sz.doctor-pc 500 0']);
    expect(events(world, 'sip').map(({ at, fields }) => [at, fields['event'], fields['address']])).toEqual([
      ['patient.sz.tablet', 'unheard', '192.0.2.138'],
    ]);
  });

  it('through a translator, without rport: no answer comes, and after 32 s the caller gives up', () => {
    const plain = { ...scenario, flows: scenario.flows.map((flow) => (flow.id === 'call-doctor' ? { ...flow, rport: false } : flow)) };
    const world = run('call-doctor', [], plain);
    expect(ends(world)).toEqual(['timeout false']);
    expect(voices(world)).toEqual([]);
    const [session] = world.parts.facts.sessions;
    expect(((session?.endNs ?? 0) - (session?.startNs ?? 0)) / 1e9).toBe(32);
    expect(events(world, 'sip').map(({ fields }) => fields['event'])).toEqual(['no-answer']);
  });

  it('through the tunnel: both hear each other', () => {
    const world = run('call-doctor', PROTECTED);
    expect(ends(world)).toEqual(['finished true']);
    expect(voices(world)).toEqual(['patient.sz.tablet 500 500', 'clinic.sz.doctor-pc 500 500']);
    expect(events(world, 'stop')).toEqual([]);
  });

  it('is taken from partners only', () => {
    const closed = {
      ...scenario,
      services: scenario.services.map((each) => (each.id === 'telephone' ? { ...each, partners: ['clinic'] } : each)),
    };
    expect(ends(run('call-doctor', PROTECTED, closed))).toEqual(['timeout false']);
  });

  it('may be made again and again, and between two terminals that call each other', () => {
    const often = {
      ...scenario,
      services: [
        ...scenario.services,
        {
          id: 'home-telephone',
          name: { en: 'h', ja: 'h' },
          kind: 'sip',
          host: 'patient.sz.tablet',
          port: 5060,
          tls: 'never',
          accounts: [],
          partners: ['clinic'],
        },
      ] satisfies Scenario['services'],
      flows: scenario.flows.flatMap((flow) =>
        flow.id === 'call-doctor'
          ? [
              { ...flow, times: 2, everyNs: 15e9 },
              { ...flow, id: 'call-back', service: 'home-telephone', client: 'clinic.sz.doctor-pc', asset: 'letter-ueda', atNs: 9e9 },
            ]
          : [flow],
      ),
    };
    const world = buildWorld(often, { seed: 1, answer: profile(PROTECTED), trace: false, stage: ['call-doctor', 'call-back'] });
    world.run();
    expect(ends(world)).toEqual(['finished true', 'finished true', 'finished true']);
  });
});

describe('who listens on the way', () => {
  const attack = (variant: string, controls: readonly string[]) => {
    const found = attacksOf(scenario).find(({ id }) => id === variant);
    if (found === undefined) throw new Error(`test: figure-d2 has no ${variant}`);
    return replay(scenario, found, { seed: 1, answer: profile(controls), trace: true });
  };
  const learned = (variant: string, controls: readonly string[]): readonly string[] =>
    attack(variant, controls).learned.map(({ form, what, label }) => `${form} ${what} ${label}`);

  it('has the password and the file of an FTP session in the clear, and neither in the tunnel', () => {
    expect(learned('T01/wan-on/internet/file', [])).toEqual(['key password/endo ', 'plain results-of-the-day phi']);
    expect(learned('T01/wan-on/internet/file', ['ipsec-ike'])).toEqual([]);
    expect(learned('T01/wan-on/internet/file', ['object-encryption'])).toEqual(['key password/endo ', 'cipher results-of-the-day ']);
  });

  it('understands a call after a second of voice, one-way as it is', () => {
    const heard = attack('T01/wan-on/internet/call', []);
    expect(heard.learned.map(({ form, what }) => `${form} ${what}`)).toEqual(['plain complaints-ueda']);
    const first = heard.events.find(({ kind, at }) => kind === 'session' && at === 'patient.sz.tablet');
    expect(((heard.learned[0]?.atNs ?? 0) - (first?.timeNs ?? 0)) / 1e9).toBeGreaterThan(0.98);
    expect(learned('T01/wan-on/internet/call', ['ipsec-ike'])).toEqual([]);
  });

  it('logs in with what he recorded, in his own name, which the server does not see', () => {
    expect(attack('T02/wan-on/internet/ftp', []).finding.outcome).toBe('succeeded');
    expect(attack('T02/wan-on/internet/ftp', ['object-encryption']).finding.outcome).toBe('succeeded');
    expect(attack('T02/wan-on/internet/ftp', ['ipsec-ike']).finding.outcome).toBe('blocked');
  });

  it('is told of in both languages, as are a data connection and a voice that went nowhere', () => {
    const lines = evidenceOf(attack('T01/wan-on/internet/file', []));
    expect(lines.map(({ en }) => en).join('\n')).toContain('as a file from Jun Endo');
    expect(lines.map(({ ja }) => ja).join('\n')).toContain('のファイル（当日分の血液検査結果ファイル');
    const call = evidenceOf(attack('T01/wan-on/internet/call', []));
    expect(call.map(({ en }) => en).join('\n')).toContain('was sent to 192.0.2.138 and did not reach');
    expect(call.map(({ ja }) => ja).join('\n')).toContain('192.0.2.138 宛に送られ');
  });
});
