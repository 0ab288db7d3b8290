/**
 * Purpose: tests of the catalogue of controls.
 *
 * Guards: every mechanism of the simulator has a control with words in two languages; what has no mechanism says so; ids that a scenario makes up still read well.
 */
import { describe, expect, it } from 'vitest';
import { MECHANISMS } from '../../../sim/world/mechanisms.ts';
import { CONTROLS, controlEntry } from '../../../threats/catalogue/index.ts';
import { figure3 } from '../support/figure-3.ts';

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

describe('the list of controls', () => {
  it('has unique ids in kebab-case', () => {
    const ids = CONTROLS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });
  it.each(MECHANISMS.map((mechanism) => [mechanism]))('knows the mechanism %s', (mechanism) => {
    expect(CONTROLS.filter((entry) => entry.mechanism === mechanism).length).toBeGreaterThan(0);
    expect(controlEntry(mechanism).mechanism).toBe(mechanism);
  });
  it('says of a control that it can be executed exactly when the simulator has its mechanism', () => {
    const known: readonly string[] = MECHANISMS;
    for (const { id, mechanism, implemented } of CONTROLS)
      expect(implemented, id).toBe(mechanism !== undefined && known.includes(mechanism));
    expect(CONTROLS.filter(({ implemented }) => !implemented).length).toBeGreaterThan(0);
  });
  it.each(CONTROLS.map((entry) => [entry.id, entry] as const))('%s is written in both languages', (_id, { name, where, does, source }) => {
    for (const text of [where, does]) {
      expect(text.en).not.toMatch(JAPANESE);
      expect(text.en.trim()).not.toBe('');
      expect(text.ja).toMatch(JAPANESE);
    }
    expect(name.en).not.toMatch(JAPANESE);
    // A protocol's own name is the same in both languages.
    if (!/^[A-Z]{2,}$/.test(name.en)) expect(name.ja).not.toBe(name.en);
    expect(does.en).toMatch(/\.$/);
    expect(does.ja).toMatch(/。$/);
    expect(source).toMatch(/RFC \d|TR [0-9A-D]|IEEE|own /);
  });
});

describe('controls of a scenario', () => {
  it('finds words for every offer of figure-3, with its scope', () => {
    for (const offer of figure3().controls) {
      const entry = controlEntry(offer.id, offer);
      expect(entry.mechanism, offer.id).toBe(offer.mechanism);
      expect(entry.scope).toEqual(offer.scope);
      expect(entry.source).not.toBe('none');
    }
  });
  it('speaks of mechanism and places when the scenario made the id up', () => {
    const entry = controlEntry('our-vpn', { mechanism: 'ipsec-ike', scope: ['a.vpn', 'b.vpn'] });
    expect(entry).toMatchObject({ id: 'our-vpn', mechanism: 'ipsec-ike', implemented: true });
    expect(entry.name).toEqual({ en: 'IPsec with IKE at a.vpn, b.vpn', ja: 'IPsec＋IKE・a.vpn、b.vpn' });
    expect(entry.does).toEqual(controlEntry('ipsec-ike').does);
  });
  it('believes the offer, not the id, when a scenario gives a known id another mechanism', () => {
    const entry = controlEntry('lockout', { mechanism: 'tls', scope: ['a'] });
    expect(entry).toMatchObject({ id: 'lockout', mechanism: 'tls', name: { en: 'TLS at a' } });
  });
  it('describes an unknown id as unknown', () => {
    expect(controlEntry('moat')).toMatchObject({ id: 'moat', implemented: false, name: { en: 'moat', ja: 'moat' } });
    expect(controlEntry('moat', { mechanism: 'drawbridge', scope: [] })).toMatchObject({ mechanism: 'drawbridge', implemented: false });
  });
});
