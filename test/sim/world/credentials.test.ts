/**
 * Purpose: what devices prove themselves with in a scenario: group C of Figure D.2 without a service certificate, VPN software whose key lies in a file (TR D.6) beside devices with a chip; and policies
 * on personal data that a scenario states (TR 9.2).
 *
 * Guards: a device of group C that is refused for something else than what it lacks, a chip whose key is copied, a refusal that names no line.
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../scenarios/index.ts';
import type { Scenario, SiteSpec } from '../../../sim/world/scenario.ts';
import { buildWorld } from '../../../sim/world/world.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { evidenceOf } from '../../../threats/evidence/index.ts';
import { replay, type Replay } from '../../../threats/replay.ts';
import { shipped } from '../../scenarios/files.ts';
import { profile } from '../../threats/support/figure-3.ts';

function scenarioOf(id: string): Scenario {
  const loaded = loadScenario(shipped(id), `${id}.yaml`);
  if (!loaded.ok) throw new Error(`test: ${id} does not load`);
  expect(loaded.warnings).toEqual([]);
  return loaded.scenario;
}

function attack(scenario: Scenario, id: string, controls: readonly string[]): Replay {
  const found = attacksOf(scenario).find((each) => each.id === id);
  if (found === undefined) throw new Error(`test: ${scenario.id} has no ${id}`);
  return replay(scenario, found, { seed: 1, answer: profile(controls), trace: true });
}

const stopsOf = ({ events }: Replay): readonly string[] => [
  ...new Set(
    events
      .filter(({ kind }) => kind === 'stop')
      .map(({ at, fields }) => `${String(fields['control'])} ${String(fields['reason'])} @ ${at}`),
  ),
];

describe('group C of Figure D.2', () => {
  const scenario = scenarioOf('figure-d2');
  const ATTACK = 'T03/peer/outsider';

  it('has no service certificate: its application for connection (step k) is refused at the centre, because it proves nothing', () => {
    const run = attack(scenario, ATTACK, ['ipsec-ike', 'device-auth']);
    expect(run.finding.outcome).toBe('blocked');
    expect(stopsOf(run)).toEqual(['device-auth certificate-missing @ vpn-centre']);
    expect(run.events.filter(({ at, kind }) => at === 'outsider.vpn' && kind === 'ike')).toEqual([]);
    const told = evidenceOf(run).map(({ en, ja }) => `${en} ${ja}`);
    expect(told.join('\n')).toMatch(/VPN service provider's centre.*certificate/);
    expect(told.join('\n')).toMatch(/センター.*証明書/);
  });

  it('gets no connection information either, where nobody asks for certificates', () => {
    const run = attack(scenario, ATTACK, ['ipsec-ike', 'connection-policy']);
    expect(run.finding.outcome).toBe('blocked');
    expect(stopsOf(run)).toEqual(['connection-policy not-in-same-group @ vpn-centre']);
  });

  it('is nobody’s certificate but its own that lacks: the members have theirs', () => {
    const world = buildWorld(scenario, { seed: 1, answer: profile(['ipsec-ike', 'device-auth']), trace: false, stage: [] });
    world.run();
    const members = scenario.sites.filter(({ id }) => id !== 'outsider').map(({ id }) => `${id}.vpn`);
    expect([...world.vpn.certificates.keys()].sort()).toEqual([...members, 'vpn-centre'].sort());
  });
});

describe('VPN software and VPN devices (TR D.6)', () => {
  const scenario = scenarioOf('figure-c3');
  const PROVEN = ['ipsec-ike', 'device-auth', 'connection-policy'];
  const keys = (run: Replay): readonly string[] =>
    run.learned.filter(({ what, form, how }) => form === 'key' && how === 'extracted' && what.startsWith('key/')).map(({ what }) => what);
  const inChip = (site: SiteSpec): SiteSpec => ({
    ...site,
    devices: site.devices.map(({ keyStorage: _file, ...device }) => device),
  });

  it('software: who copies its files has its key, and passes for it anywhere', () => {
    const run = attack(scenario, 'T29/stolen/laboratory.vpn', PROVEN);
    expect(keys(run)).toHaveLength(1);
    expect(run.finding.outcome).toBe('succeeded');
    expect(stopsOf(run)).not.toContain('device-auth certificate-missing @ provider.vpn');
  });

  it('device: the copy of its configuration holds no key, and the partner’s device refuses it', () => {
    const run = attack(scenario, 'T29/stolen/clinic.vpn', PROVEN);
    expect(keys(run)).toEqual([]);
    expect(run.finding.outcome).toBe('blocked');
    expect(stopsOf(run)).toContain('device-auth certificate-missing @ provider.vpn');
  });

  it('differ in nothing but where the key lies: with a chip the laboratory is as safe as the clinic', () => {
    const changed = { ...scenario, sites: scenario.sites.map(inChip) };
    const run = attack(changed, 'T29/stolen/laboratory.vpn', PROVEN);
    expect(run.finding.outcome).toBe('blocked');
    expect(stopsOf(run)).toContain('device-auth certificate-missing @ provider.vpn');
    expect(attack(changed, 'T29/stolen/laboratory.vpn', []).finding.outcome).toBe('succeeded');
  });
});

describe('policies on personal data (TR 9.2)', () => {
  const scenario = scenarioOf('figure-2');
  const PROTECTED = ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'];
  const at = (id: string, privacy: SiteSpec['privacy']): Scenario => ({
    ...scenario,
    sites: scenario.sites.map(({ privacy: own, ...site }) => {
      const stated = site.id === id ? privacy : own;
      return { ...site, ...(stated === undefined ? {} : { privacy: stated }) };
    }),
  });
  const work = (changed: Scenario, controls: readonly string[] = PROTECTED) => {
    const world = buildWorld(changed, { seed: 1, answer: profile(controls), trace: true });
    world.run();
    const failed = world.parts.facts.sessions.filter(({ complete }) => !complete).map(({ flow }) => flow);
    const stops = world.parts.context.trace.events.filter(({ kind }) => kind === 'stop');
    return { failed: [...new Set(failed)], stops };
  };

  it('fit between hospitals and suppliers, and everybody works', () => {
    expect(work(scenario)).toEqual({ failed: [], stops: [] });
  });

  it('that do not fit keep the supplier out of the hospital whose policy is narrower, and out of no other', () => {
    const { failed, stops } = work(at('si-imaging', { does: { use: 'copied', keptNs: 8 * 86_400e9, passedOn: false } }));
    expect([...failed].sort()).toEqual(['maintain-ct-west', 'send-fault-images']);
    expect(new Set(stops.map(({ fields }) => `${String(fields['reason'])} ${String(fields['line'])} ${String(fields['owner'])}`))).toEqual(
      new Set(['privacy-policies-differ kept hospital-west']),
    );
  });

  it('that nobody has stated are none, and without the connection policy nobody asks', () => {
    const silent = at('si-laboratory', undefined);
    expect(work(silent).failed).toEqual(['maintain-analyser']);
    expect(work(silent, ['ipsec-ike', 'device-auth'])).toEqual({ failed: [], stops: [] });
  });

  it('are told with the line, in both languages', () => {
    const changed = at('si-imaging', { does: { use: 'copied', keptNs: 8 * 86_400e9, passedOn: false } });
    const aimed = attacksOf(changed).find(({ aim }) => aim.flow.id === 'send-fault-images' && aim.flowIdle !== true);
    if (aimed === undefined) throw new Error('test: nobody aims at the fault images');
    const lines = evidenceOf(replay(changed, aimed, { seed: 1, answer: profile(PROTECTED), trace: true }));
    expect(lines.map(({ en }) => en).join('\n')).toContain('keeps copies for 8 d');
    expect(lines.map(({ ja }) => ja).join('\n')).toContain('複製を 8 日保管');
  });

  it('are looked at by the loader, which names both of them and the line', () => {
    const text = shipped('figure-2').replace('does: { use: on-screen }', 'does: { use: copied, kept: 30 d, passed-on: true }');
    const loaded = loadScenario(text, 'figure-2.yaml');
    expect(loaded.ok ? loaded.warnings.map(({ path, code }) => `${path} ${code}`) : loaded.issues).toEqual([
      'flows.maintain-analyser.service policies-differ',
    ]);
    const said = loaded.ok ? loaded.warnings[0]?.message : undefined;
    expect(said?.en).toContain('sites.si-laboratory.privacy.does.kept beyond it');
    expect(said?.en).toContain('sites.hospital-west.privacy.allows: use: copied, kept: 604800 s');
    expect(said?.ja).toContain('sites.hospital-west.privacy.allows');
  });
});
