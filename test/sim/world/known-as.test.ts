/**
 * Purpose: two sites with the same prefix inside, each known to the others under another one (TR D.7 c, second remedy): whose address is whose, at every place; and that nothing else of a scenario notices.
 *
 * ```
 * clinic.sz.doctor-pc     192.168.1.10 -- clinic.vpn (known as 192.0.2.32/27) ----- internet -- provider
 * laboratory.sz.result-pc 192.168.1.10 -- laboratory.vpn (known as 192.0.2.64/27) --'
 * ```
 * Guards: a fact, log or sentence that names the other site's host; an attack that fails only because it used an address that nobody has where he stands.
 */
import { describe, expect, it } from 'vitest';
import { runFlow } from '../../../lab/run/flow-expectations.ts';
import { loadScenario } from '../../../scenarios/index.ts';
import { parseIpv4 } from '../../../sim/net/address.ts';
import { AddressBook } from '../../../sim/world/address-book.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { buildWorld, type World } from '../../../sim/world/world.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { namesOf } from '../../../threats/evidence/names.ts';
import { replay } from '../../../threats/replay.ts';
import { shipped } from '../../scenarios/files.ts';
import { profile } from '../../threats/support/figure-3.ts';
import { mayBeShown, withSamePrefix } from './same-prefix.ts';

function scenarioOf(id: string): Scenario {
  const loaded = loadScenario(shipped(id), `${id}.yaml`);
  if (!loaded.ok) throw new Error(`test: ${id} does not load`);
  return loaded.scenario;
}

const ip = (text: string): number => parseIpv4(text) ?? -1;
const c3 = scenarioOf('figure-c3');
const PROTECTED = ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking'];

describe('the book of addresses', () => {
  const book = new AddressBook(c3);

  it('names the owner by the place at which an address is seen', () => {
    const seen = (address: string, at: string): string | undefined => book.ownerOf(ip(address), at);
    expect(seen('192.168.1.10', 'clinic.vpn')).toBe('clinic.sz.doctor-pc');
    expect(seen('192.168.1.10', 'laboratory.sz')).toBe('laboratory.sz.result-pc');
    expect(seen('192.168.1.1', 'clinic.sz')).toBe('clinic.vpn');
    for (const outside of ['internet', 'provider.sz.relay-server', 'vpn-centre']) {
      expect(seen('192.168.1.10', outside)).toBeUndefined();
      expect(seen('192.0.2.42', outside)).toBe('clinic.sz.doctor-pc');
      expect(seen('192.0.2.74', outside)).toBe('laboratory.sz.result-pc');
    }
    // Known addresses are known inside too, and nobody has the rest of the prefix.
    expect(seen('192.0.2.74', 'clinic.vpn')).toBe('laboratory.sz.result-pc');
    expect(seen('192.168.1.20', 'clinic.sz')).toBeUndefined();
  });

  it('gives each the address by which it reaches a host', () => {
    expect(book.addressOf('clinic.sz.doctor-pc', 'clinic.vpn')).toBe(ip('192.168.1.10'));
    expect(book.addressOf('clinic.sz.doctor-pc', 'laboratory.sz.result-pc')).toBe(ip('192.0.2.42'));
    expect(book.addressOf('nobody.sz.pc', 'clinic.vpn')).toBeUndefined();
  });

  it('knows where attackers stand: on a zone, or with a box on a line', () => {
    const vantage = { id: 'lan', kind: 'lan', at: 'clinic.sz', name: { en: 'l', ja: 'l' }, sees: 'own' } as const;
    const more = new AddressBook({ ...c3, vantages: [...c3.vantages, vantage] });
    more.enter(ip('192.168.1.20'), 'attacker/lan');
    expect(more.ownerOf(ip('192.168.1.20'), 'clinic.vpn')).toBe('attacker/lan');
    expect(more.ownerOf(ip('192.0.2.52'), 'provider.vpn')).toBe('attacker/lan');
    expect(more.ownerOf(ip('192.168.1.20'), 'laboratory.vpn')).toBeUndefined();
    expect(more.isInside('clinic', 'attacker/lan')).toBe(true);
    expect(more.isInside('clinic', 'attacker/lan/box')).toBe(false);
    expect(more.isInside('clinic', 'attacker/cloned-box')).toBe(false);
  });

  it('is what sentences go by', () => {
    const names = namesOf(c3, { lang: 'en', isAttacker: () => false });
    expect(names.address('192.168.1.10', 'clinic.sz')).toContain('clinic.sz.doctor-pc');
    expect(names.address('192.168.1.10', 'laboratory.sz')).toContain('laboratory.sz.result-pc');
    expect(names.address('192.168.1.10', 'internet')).toBe('192.168.1.10');
  });
});

describe.each([
  ['in the clear', []],
  ['through tunnels', PROTECTED],
] as const)('two customers with one prefix, %s', (_name, controls) => {
  const world: World = buildWorld(c3, { seed: 1, answer: profile(controls), trace: true });
  world.run();
  const { facts, logs, context } = world.parts;

  it('are told apart in whatever the provider takes from them', () => {
    const from = (service: string): readonly string[] => [
      ...new Set(
        facts.acceptances.filter((each) => each.service === service && each.op === 'store-letter').map(({ sourceOwner }) => sourceOwner),
      ),
    ];
    expect(from('letters')).toEqual(['clinic.sz.doctor-pc']);
    expect(from('results')).toEqual(['laboratory.sz.result-pc']);
    expect(facts.acceptances.filter(({ op }) => op === 'log-record').map(({ sourceOwner }) => sourceOwner)).toContain(
      'clinic.sz.doctor-pc',
    );
    // The doctor works where his account is at home.
    expect(facts.alarms).toEqual([]);
  });

  it('join their records at all three points of an access', () => {
    const joins = (point: string): readonly string[] => logs.records.flatMap((each) => (each.point === point ? [each.join] : []));
    const sent = joins('sender').filter((join) => /^192\.0\.2\.(42|74):/.test(join));
    expect(sent.length).toBeGreaterThan(2);
    for (const join of sent) {
      expect(joins('access-point'), join).toContain(join);
      expect(joins('target'), join).toContain(join);
    }
  });

  it('show nobody outside what they have inside', () => {
    const outside = context.trace.events.filter(
      ({ kind, at, fields }) =>
        kind === 'frame' && !at.startsWith('clinic.sz') && !at.startsWith('laboratory.sz') && fields['proto'] !== 'arp',
    );
    const seen = new Set(outside.flatMap(({ fields }) => [String(fields['src']), String(fields['dst'])]));
    expect([...seen].filter((address) => address.startsWith('192.168.'))).toEqual([]);
    if (controls.length === 0) expect([...seen]).toEqual(expect.arrayContaining(['192.0.2.42', '192.0.2.74']));
  });

  it('reach even their own hosts by the known addresses', () => {
    const back = buildWorld(c3, { seed: 1, answer: profile(controls), trace: true, stage: [] });
    const pc = back.hosts.get('clinic.sz.doctor-pc');
    const got: unknown[] = [];
    pc?.udp.bind(7000, ({ from, content }) => got.push([from, content.kind]));
    const gatewayZone = c3.sites.find(({ id }) => id === 'clinic')?.hosts.map(({ id }) => id);
    expect(gatewayZone).toEqual(['doctor-pc']);
    // Only one host there: it calls itself by the name that others know, through its device.
    back.parts.context.kernel.at(1e9, () =>
      pc?.udp.send({ dst: ip('192.0.2.42'), dstPort: 7000, srcPort: 7000, content: { kind: 'echo', bytes: 20 } }),
    );
    back.run();
    expect(got).toEqual([[ip('192.0.2.42'), 'echo']]);
  });
});

describe('a network whose sites all have the same prefix', () => {
  /** Outcome and what stopped it, by attack. */
  function told(scenario: Scenario, controls: readonly string[]): readonly string[] {
    // Floods take long and look at addresses no other way than the rest.
    const quick = attacksOf(scenario).filter(({ definition }) => !['T16', 'T17', 'T24', 'T25'].includes(definition.threat));
    return quick.map((attack) => {
      const { finding, events } = replay(scenario, attack, { seed: 1, answer: profile(controls), trace: true });
      const stops = events.flatMap(({ kind, at, fields }) =>
        kind === 'stop' ? [`${String(fields['control'])} ${String(fields['reason'])} @ ${at}`] : [],
      );
      return [attack.id, finding.outcome, ...new Set(stops)].join(' | ');
    });
  }

  it('figure-2: every attack comes to the same, stopped by the same at the same places', () => {
    const plain = scenarioOf('figure-2');
    const same = withSamePrefix(plain);
    expect(plain.sites.every((site) => mayBeShown(site, plain, site.id))).toBe(true);
    expect(new Set(same.sites.flatMap(({ zones }) => zones.map(({ id, prefix }) => `${id} ${prefix.base}`))).size).toBe(2);
    for (const controls of [[], plain.deployed ?? []]) expect(told(same, controls), controls.join()).toEqual(told(plain, controls));
  });

  it('figure-d2: nothing but FTP and SIP notices, whose messages name addresses that nobody changes (RFC 3027 2.1, 2.2)', () => {
    const plain = scenarioOf('figure-d2');
    const same = withSamePrefix(plain);
    const carrying = plain.flows.filter(({ operation }) => operation === 'put-file' || operation === 'call').map(({ id }) => id);
    expect(carrying.length).toBe(4);
    for (const { id } of plain.flows) {
      expect(runFlow(plain, id, PROTECTED, 1), id).toBe('completes');
      expect(runFlow(same, id, PROTECTED, 1), id).toBe(carrying.includes(id) ? 'fails' : 'completes');
    }
  });
});

describe('the loader', () => {
  const issues = (...edits: readonly (readonly [from: string, to: string])[]): readonly string[] => {
    const text = edits.reduce((before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`test: figure-c3 has no ${from}`);
      return before.replace(from, to);
    }, shipped('figure-c3'));
    const loaded = loadScenario(text, 'changed.yaml');
    return (loaded.ok ? loaded.warnings : loaded.issues).map(({ path, code }) => `${path} ${code}`);
  };

  it('takes two sites with one prefix only where both are known by another: whoever has none shows its own', () => {
    expect(issues()).toEqual([]);
    expect(issues(['        known-as: 192.0.2.32/27\n', ''])).toEqual(['sites.laboratory.zones.sz.prefix overlapping-prefix']);
    expect(issues(['        known-as: 192.0.2.32/27\n', ''], ['        known-as: 192.0.2.64/27\n', ''])).toEqual(
      expect.arrayContaining([
        'sites.laboratory.zones.sz.prefix overlapping-prefix',
        'sites.laboratory.zones.sz.hosts.result-pc.address duplicate-address',
      ]),
    );
  });

  it('keeps known prefixes apart, from each other and from everything else that is seen', () => {
    expect(issues(['known-as: 192.0.2.64/27', 'known-as: 192.0.2.32/27'])).toEqual([
      'sites.laboratory.zones.sz.known-as overlapping-prefix',
    ]);
    expect(issues(['known-as: 192.0.2.64/27', 'known-as: 198.51.100.32/27'])).toEqual([
      'sites.laboratory.zones.sz.known-as overlapping-prefix',
    ]);
    expect(issues(['known-as: 192.0.2.64/27', 'known-as: 192.168.1.0/27'])).toEqual([
      'sites.clinic.zones.sz.prefix overlapping-prefix',
      'sites.laboratory.zones.sz.prefix overlapping-prefix',
    ]);
  });

  it('wants a prefix of the same length, and a device that translates', () => {
    expect(issues(['known-as: 192.0.2.64/27', 'known-as: 192.0.2.64/28'])).toEqual(['sites.laboratory.zones.sz.known-as bad-prefix']);
    expect(issues(['        key-storage: file\n', '        key-storage: file\n        routing: true\n'])).toEqual([
      'sites.laboratory.zones.sz.known-as wrong-place',
    ]);
    expect(
      issues([
        '    scope: [provider.vpn, hospital.vpn, clinic.vpn, laboratory.vpn]\n',
        '    scope: [provider.vpn, hospital.vpn, clinic, laboratory.vpn]\n',
      ]),
    ).toEqual(['controls.ipsec-ike.scope.2 wrong-place']);
  });
});
