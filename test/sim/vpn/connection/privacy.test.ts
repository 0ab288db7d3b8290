/**
 * Purpose: policies on personal data that are exchanged before a connection (TR 9.2): downloaded from the centre with the connection information, compared line by line, and refused with both of them.
 *
 * ```
 * vendor.vpn ── who is hospital? ──> centre     both policies lie there, line by line
 * vendor.vpn <── information, policy of the hospital ── centre      they fit
 * vendor.vpn <──────────── refused ─────────────────── centre      the vendor does more than the hospital allows, or the other way round
 * ```
 */
import { describe, expect, it } from 'vitest';
import { isCentreAnswer } from '../../../../sim/vpn/centre-messages.ts';
import { PRIVACY_BYTES, privacyDifference, type PrivacyPolicy, type PrivacyTerms } from '../../../../sim/vpn/privacy.ts';
import { FULL, Lab, type Controls, type SiteName } from '../support.ts';

const DAY_NS = 86_400e9;
const ALLOWS: PrivacyTerms = { use: 'copied', keptNs: 7 * DAY_NS, passedOn: false };
const HOSPITAL: PrivacyPolicy = { does: { use: 'none', keptNs: 0, passedOn: false }, allows: ALLOWS };
const { 'connection-policy': _policy, ...WITHOUT_POLICY } = FULL;

function lab(policies: Partial<Record<SiteName, PrivacyPolicy>>, controls: Controls = FULL): Lab {
  const made = new Lab({ controls });
  for (const entry of made.entries) {
    const privacy = policies[entry.peerSite as SiteName];
    if (privacy !== undefined) made.directory.put({ ...entry, privacy });
  }
  return made;
}

/** What the vendor says reaches the hospital, or not. */
function vendorAsks(made: Lab): boolean {
  made.say('vendor', 'hospital', 'maintenance');
  made.run(10);
  return made.texts('hospital').includes('maintenance');
}

describe('two policies', () => {
  const fit = (does: PrivacyTerms | undefined): string | undefined =>
    privacyDifference(
      { site: 'vendor', privacy: does === undefined ? undefined : { does } },
      { site: 'hospital', privacy: { allows: ALLOWS } },
    )?.line;

  it('fit where what each does is within what the other allows', () => {
    expect(fit(ALLOWS)).toBeUndefined();
    expect(fit({ use: 'on-screen', keptNs: 0, passedOn: false })).toBeUndefined();
    expect(privacyDifference({ site: 'vendor', privacy: undefined }, { site: 'hospital', privacy: undefined })).toBeUndefined();
  });

  it('differ in the first line that goes further, and in having none where one is asked for', () => {
    expect(fit({ use: 'copied', keptNs: 8 * DAY_NS, passedOn: true })).toBe('kept');
    expect(fit({ use: 'copied', keptNs: 0, passedOn: true })).toBe('passed-on');
    expect(fit(undefined)).toBe('not-stated');
    const strict = { site: 'hospital', privacy: { allows: { use: 'on-screen', keptNs: 0, passedOn: false } } } as const;
    expect(privacyDifference({ site: 'vendor', privacy: { does: ALLOWS } }, strict)).toMatchObject({ line: 'use', doer: 'vendor' });
    // Whoever asks, both directions count.
    expect(privacyDifference(strict, { site: 'vendor', privacy: { does: ALLOWS } })).toMatchObject({ line: 'use', doer: 'vendor' });
  });
});

describe('policies that fit', () => {
  it('are exchanged through the centre: the answer brings the partner’s, signed with the rest, and the connection stands', () => {
    const made = lab({ hospital: HOSPITAL, vendor: { does: ALLOWS } });
    expect(vendorAsks(made)).toBe(true);
    const answers = made.seen.flatMap(({ packet: { body } }) =>
      body.protocol === 'udp' && isCentreAnswer(body.content) ? [body.content] : [],
    );
    expect(answers.map(({ result }) => (result.ok ? result.info.privacy : result.reason))).toEqual([HOSPITAL]);
    expect(made.events('centre', 'informed').map(({ at, fields }) => `${at} ${String(fields['privacy'])}`)).toEqual([
      'vendor.vpn received',
    ]);
    expect(made.stops()).toEqual([]);
    expect(made.gate.mechanisms).not.toContain('connection-policy');
  });

  it('make the answer longer by their octets', () => {
    const bytes = (policies: Partial<Record<SiteName, PrivacyPolicy>>): number => {
      const made = lab(policies);
      vendorAsks(made);
      return made.seen.flatMap(({ packet: { body } }) =>
        body.protocol === 'udp' && isCentreAnswer(body.content) ? [body.content.bytes] : [],
      )[0] as number;
    };
    expect(bytes({ hospital: HOSPITAL, vendor: { does: ALLOWS } }) - bytes({})).toBe(PRIVACY_BYTES);
  });
});

describe('policies that do not fit', () => {
  const passesOn: PrivacyPolicy = { does: { ...ALLOWS, passedOn: true } };

  it('are refused by the centre, which says which line of whose policy, with both', () => {
    const made = lab({ hospital: HOSPITAL, vendor: passesOn });
    expect(vendorAsks(made)).toBe(false);
    expect(made.stops()).toEqual(['connection-policy privacy-policies-differ @ centre']);
    expect(made.events('stop')[0]?.fields).toMatchObject({
      from: 'vendor.vpn',
      peer: 'hospital',
      line: 'passed-on',
      doer: 'vendor',
      owner: 'hospital',
      doesPassedOn: true,
      allowsPassedOn: false,
      allowsKeptNs: 7 * DAY_NS,
    });
    expect(made.ikeScript()).toEqual([]);
  });

  it('are refused to the other side too: the hospital does not get to the vendor either', () => {
    const made = lab({ hospital: HOSPITAL, vendor: passesOn });
    made.say('hospital', 'vendor', 'fault data');
    made.run(10);
    expect(made.texts('vendor')).toEqual([]);
    expect(made.events('stop')[0]?.fields).toMatchObject({ line: 'passed-on', doer: 'vendor' });
  });

  it('let a site that has stated nothing in only where nothing is asked of it', () => {
    expect(vendorAsks(lab({ hospital: HOSPITAL }))).toBe(false);
    expect(vendorAsks(lab({ hospital: { does: ALLOWS } }))).toBe(true);
  });

  it('close nothing without the connection policy', () => {
    const made = lab({ hospital: HOSPITAL, vendor: passesOn }, WITHOUT_POLICY);
    expect(vendorAsks(made)).toBe(true);
    expect(made.stops()).toEqual([]);
  });

  it('are refused by the device too, for who got the information elsewhere', () => {
    const made = new Lab({ gateway: (site) => (site === 'hospital' ? { policiesDiffer: (peer) => peer === 'vendor' } : {}) });
    expect(vendorAsks(made)).toBe(false);
    expect(made.stops()).toEqual(['connection-policy privacy-policies-differ @ hospital.vpn']);
  });
});
