/**
 * Purpose: who may connect to whom: the groups of Figure D.2, the conditions of both sides, the subscriber's own policy on top of the provider's, several partners on one line.
 */
import { describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../sim/vpn/key-store.ts';
import type { SubscriberPolicy } from '../../../../sim/vpn/directory.ts';
import { FULL, ip, Lab, type Controls, type SiteName } from '../support.ts';

const without = (...names: (keyof Controls)[]): Controls =>
  Object.fromEntries(Object.entries(FULL).filter(([name]) => !names.includes(name as keyof Controls)));
const PAIRS: readonly (readonly [SiteName, SiteName])[] = [
  ['clinic', 'hospital'],
  ['hospital', 'clinic'],
  ['hospital', 'vendor'],
  ['vendor', 'hospital'],
  ['clinic', 'vendor'],
  ['vendor', 'clinic'],
];

/** Every site speaks to every other, one pair after the other; the pairs that got through. */
function reached(lab: Lab): string[] {
  for (const [index, [from, to]] of PAIRS.entries()) lab.at(20 * index, () => lab.say(from, to, `${from}>${to}`));
  lab.run(20 * PAIRS.length);
  return PAIRS.map(([from, to]) => `${from}>${to}`).filter((text) => lab.texts(text.split('>')[1] as SiteName).includes(text));
}

/**
 * Figure D.2: group A is {hospital, vendor}, group B is {hospital, clinic}; group C has neither service certificate nor connection information.
 *
 * clinic.vpn ── who is vendor? ──> centre      B to A: refused, no connection information
 * clinic.vpn ── who is hospital? > centre      B to B: information, IKE, ESP
 */
describe('groups A, B and C of Figure D.2', () => {
  it('A and B connect within themselves, and the member of both connects to all', () => {
    const lab = new Lab();
    expect(reached(lab)).toEqual(['clinic>hospital', 'hospital>clinic', 'hospital>vendor', 'vendor>hospital']);
    expect(new Set(lab.stops())).toEqual(new Set(['connection-policy not-in-same-group @ centre']));
  });

  it('C gets nowhere, and nobody gets to C', () => {
    const bare = { ring: new KeyRing() };
    const lab = new Lab({
      unlisted: ['vendor'],
      gateway: (site) => (site === 'vendor' ? bare : {}),
      client: (site) => (site === 'vendor' ? bare : {}),
    });
    expect(reached(lab)).toEqual(['clinic>hospital', 'hospital>clinic']);
    expect(new Set(lab.stops())).toEqual(new Set(['device-auth certificate-missing @ centre']));
  });

  it('C gets nowhere either when it knows the address of a member from elsewhere', () => {
    const bare = { ring: new KeyRing() };
    const lab = new Lab({ unlisted: ['vendor'], gateway: (site) => (site === 'vendor' ? bare : {}) });
    lab
      .site('vendor')
      .gateway.tunnels.ike.connect({ address: lab.site('clinic').deviceAddress, site: 'clinic', identity: 'clinic.vpn' }, undefined);
    lab.run(10);
    expect(lab.events('ike', 'established')).toEqual([]);
    expect(lab.stops()).toEqual(['device-auth key-not-held @ clinic.vpn']);
  });
});

/**
 * clinic.vpn ── who is hospital? ──> centre     the clinic refuses the hospital, or the hospital the clinic:
 * clinic.vpn <──────────── refused ── centre     either side's condition is enough, whoever asks
 */
describe("the subscriber's own policy", () => {
  const withPolicy = (who: SiteName, policy: SubscriberPolicy, controls: Controls = FULL): Lab => {
    const lab = new Lab({ controls });
    const entry = lab.entries.find(({ peerSite }) => peerSite === who);
    if (entry !== undefined) lab.directory.put({ ...entry, policy });
    return lab;
  };

  it.each([
    ['hospital', { refuses: ['clinic'] }],
    ['clinic', { refuses: ['hospital'] }],
    ['hospital', { accepts: ['vendor'] }],
  ] as const)('of the %s, %o, is a condition on top of the common group', (who, policy) => {
    const lab = withPolicy(who, policy);
    expect(reached(lab)).toEqual(['hospital>vendor', 'vendor>hospital']);
    expect(lab.stops()).toContain('connection-policy subscriber-refuses @ centre');
  });

  it('does not open what the provider’s groups close', () => {
    const lab = withPolicy('vendor', { accepts: ['clinic', 'hospital'] });
    expect(reached(lab)).not.toContain('clinic>vendor');
  });

  it('is enforced by the device too, for who got the information elsewhere', () => {
    const lab = new Lab({ gateway: (site) => (site === 'clinic' ? { refusesPeer: (peer) => peer === 'hospital' } : {}) });
    lab.say('hospital', 'clinic', 'hello');
    lab.run(10);
    expect(lab.texts('clinic')).toEqual([]);
    expect(lab.stops()).toEqual(['connection-policy subscriber-refuses @ clinic.vpn']);
  });

  it('is not there without the connection policy', () => {
    expect(reached(withPolicy('hospital', { refuses: ['clinic'] }, without('connection-policy')))).toHaveLength(6);
  });

  it('can be switched while the network runs: what was closed opens, and the other way round', () => {
    const lab = withPolicy('hospital', { refuses: ['clinic'] });
    const entry = lab.entries.find(({ peerSite }) => peerSite === 'hospital');
    lab.say('clinic', 'hospital', 'closed');
    lab.at(20, () => entry !== undefined && lab.directory.put(entry));
    lab.at(25, () => lab.say('clinic', 'hospital', 'open'));
    lab.run(40);
    expect(lab.texts('hospital')).toEqual(['open']);
  });
});

/** D.4 g: one line, several partners at once. */
describe('several sessions on one line', () => {
  it('run side by side: the hospital speaks with both partners at once, each in its own SA', () => {
    const lab = new Lab();
    for (let n = 0; n < 20; n++) {
      lab.at(1 + n / 10, () => lab.say('clinic', 'hospital', `c${n}`));
      lab.at(1 + n / 10, () => lab.say('vendor', 'hospital', `v${n}`));
      lab.at(1.05 + n / 10, () => lab.say('hospital', n % 2 === 0 ? 'clinic' : 'vendor', `h${n}`));
    }
    lab.run(10);
    expect(lab.texts('hospital')).toHaveLength(40);
    expect(lab.texts('clinic')).toHaveLength(10);
    expect(lab.texts('vendor')).toHaveLength(10);
    const { tunnels } = lab.site('hospital').gateway;
    expect([tunnels.toSite('clinic')?.state, tunnels.toSite('vendor')?.state, tunnels.ike.sad.size]).toEqual(['up', 'up', 2]);
    expect(lab.drops()).toEqual([]);
  });

  it('do not disturb each other: one is torn down, the other goes on', () => {
    const lab = new Lab({ gateway: () => ({ idleTimeoutNs: 5e9 }) });
    lab.say('clinic', 'hospital', 'once');
    for (let n = 0; n < 20; n++) lab.at(n, () => lab.say('vendor', 'hospital', `v${n}`));
    lab.run(19.5);
    const { tunnels } = lab.site('hospital').gateway;
    expect([tunnels.toSite('clinic'), tunnels.toSite('vendor')?.state]).toEqual([undefined, 'up']);
    expect(lab.texts('hospital')).toHaveLength(21);
  });
});

it('needs no change of applications: the same datagram with and without the VPN (D.4 d)', () => {
  for (const controls of [FULL, {}]) {
    const lab = new Lab({ controls });
    lab.say('clinic', 'hospital', 'the same', 333);
    lab.run(5);
    expect(lab.site('hospital').got.map(({ text, src }) => [text, src])).toEqual([['the same', ip('192.0.2.10')]]);
  }
});
