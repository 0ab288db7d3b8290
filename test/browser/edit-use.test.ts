/**
 * Purpose: services, flows, firewall rules, information and attackers' positions from the drawing: what the forms offer is in the text, what they write the loader takes, and everything else stays as it was.
 *
 * Also things beside the places (services, flows, people, …): renamed with all that speaks of them, removed with what could not stand without them.
 */
import { describe, expect, it } from 'vitest';
import { OPERATIONS, STANDS } from '../../scenarios/fitting.ts';
import { scenarioJsonSchema } from '../../scenarios/index.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { goesWith, renamePlace } from '../../viz/edit/change.ts';
import { drawEn, drawJa } from '../../viz/edit/draw-words.ts';
import { problemOf, settled, taking, type Form, type Values } from '../../viz/edit/form.ts';
import { actionsFor, formFor, type Action } from '../../viz/edit/forms.ts';
import { placesOf, readLoosely } from '../../viz/edit/names.ts';
import { removeAll } from '../../viz/edit/text-edit.ts';
import { seenAt, THING_SECTIONS, thingPath, thingsOf, thingText } from '../../viz/edit/things.ts';
import { shipped, TWO_SITES } from '../scenarios/files.ts';
import { issues, lost, sound } from './support/edited-text.ts';

const schema = scenarioJsonSchema();
const USES = ['service', 'flow', 'asset', 'rule', 'vantage'] as const satisfies readonly Action[];

/** A form with some values chosen by the reader, one after the other. */
function filled(
  text: string,
  action: Action,
  place: string | undefined,
  wishes: Values = {},
): { readonly form: Form; readonly values: Values } {
  const form = formFor(action, place, text, schema, 'en');
  let values = settled(form, {});
  for (const [key, value] of Object.entries(wishes)) {
    const field = form.fields(values).find((one) => one.key === key);
    if (field === undefined) throw new Error(`the form has no field ${key}`);
    values = settled(form, taking(field, values, value));
  }
  return { form, values };
}

function done(text: string, action: Action, place: string | undefined, wishes: Values = {}): string {
  const { form, values } = filled(text, action, place, wishes);
  const problem = problemOf(form, values);
  if (problem !== undefined) throw new Error(`${action} at ${place}: ${JSON.stringify(problem)}`);
  return form.apply(text, values);
}

describe('the forms of use and attack', () => {
  it('write every kind of service, with a free port, and a flow of each of its operations', () => {
    let text = TWO_SITES;
    for (const kind of Object.keys(OPERATIONS)) {
      const before = text;
      text = done(text, 'service', 'hospital.sz.letter-server', { kind });
      expect(lost(before, text)).toEqual([]);
      const service = sound(text).services.at(-1);
      expect([service?.kind, service?.host]).toEqual([kind, 'hospital.sz.letter-server']);
      for (const operation of OPERATIONS[kind as keyof typeof OPERATIONS]) {
        text = done(text, 'flow', `services/${service?.id}`, { operation });
        const flow = sound(text).flows.at(-1);
        expect([flow?.service, flow?.operation, flow?.client.split('.')[0]]).toEqual([service?.id, operation, 'clinic']);
      }
    }
    const ports = sound(text).services.map(({ host, port }) => `${host} ${port}`);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('write every kind of attacker wherever he can stand, in a large scenario; the program finds attacks from there', () => {
    const whole = shipped('figure-3');
    const held = thingsOf(readLoosely(whole).data, 'vantages');
    const text = removeAll(
      whole,
      held.flatMap((thing) => goesWith(whole, schema, thing)),
    );
    const { data } = readLoosely(text);
    const found = new Set<string>();
    for (const kind of Object.keys(STANDS)) {
      const { form, values } = filled(text, 'vantage', undefined, {
        kind,
        ...(kind === 'stolen' || kind === 'phys' ? { at: 'clinic-a.vpn' } : {}),
      });
      const stands = form.fields(values).find(({ key }) => key === 'at')?.options ?? [];
      const known = new Map(placesOf(data).map((one) => [one.place, one.kind]));
      expect(stands.length).toBeGreaterThan(0);
      for (const { value } of stands) expect(known.has(value)).toBe(true);
      const now = form.apply(text, values);
      expect(lost(text, now)).toEqual(['vantages: {}']);
      const scenario = sound(now);
      const vantage = scenario.vantages.at(-1);
      expect(vantage?.kind).toBe(kind);
      if (attacksOf(scenario).some((attack) => attack.vantage.id === vantage?.id)) found.add(kind);
    }
    expect([...found].sort()).toEqual(Object.keys(STANDS).sort());
  });

  it('offer only what the text has, at every place of every kind, and give a sound text', () => {
    const text = shipped('figure-b5');
    const { data } = readLoosely(text);
    const names = new Set([
      ...placesOf(data).map(({ place }) => place),
      ...THING_SECTIONS.flatMap((kind) => thingsOf(data, kind).map((one) => one.split('/')[1] ?? '')),
    ]);
    const fixed = new Set(['kind', 'tls', 'operation', 'protocol', 'label', 'incident']);
    const kinds = new Set<string>();
    for (const place of [undefined, ...placesOf(data).map((one) => one.place)])
      for (const action of actionsFor(data, place).filter((one) => USES.some((use) => use === one))) {
        const { form, values } = filled(text, action, place);
        for (const { key, options = [] } of form.fields(values))
          if (!fixed.has(key)) for (const { value, word } of options) if (word === undefined) expect(names).toContain(value);
        const kind = `${action} ${placesOf(data).find((one) => one.place === place)?.kind}`;
        if (kinds.has(kind)) continue;
        kinds.add(kind);
        const now = done(text, action, place);
        expect(
          `${kind} ${issues(now)
            .map((one) => one.message.en)
            .join()}`,
        ).toBe(`${kind} `);
        expect(lost(text, now).length).toBeLessThanOrEqual(1);
      }
    expect(kinds.size).toBeGreaterThan(12);
  });

  it('propose the rule that an agreed use still needs, in the manner of the rules that are there, and refuse it twice', () => {
    const text = done(TWO_SITES, 'service', 'hospital.sz.letter-server', { kind: 'console' });
    const used = done(text, 'flow', 'services/console', { client: 'clinic.sz.doctor-pc' });
    const firewall = placesOf(readLoosely(used).data).find(({ place }) =>
      sound(used).sites.some((site) => site.devices.some((device) => device.allow.length > 0 && place === `${site.id}.${device.id}`)),
    )?.place;
    const now = done(used, 'rule', firewall, { agreed: 'maintain' });
    const lines = now.split('\n').filter((line) => !used.includes(line));
    expect(lines).toEqual(['          - { from: clinic.sz.doctor-pc, to: hospital.sz.letter-server, protocol: tcp, port: 2323 }']);
    const { form, values } = filled(now, 'rule', firewall, { agreed: 'maintain' });
    expect(problemOf(form, values)).toMatchObject({ taken: expect.stringContaining('doctor-pc') as string });
    // Where there is no rule yet, the first one stands in a list of its own.
    const bare = removeAll(used, [['sites', 'hospital', 'devices', 'fw', 'allow']]);
    const first = done(bare, 'rule', firewall, { agreed: 'maintain' });
    expect(first).toContain('\n        allow:\n          - { from: clinic.sz.doctor-pc,');
    expect(sound(first).sites[0]?.devices.find(({ kind }) => kind === 'firewall')?.allow).toHaveLength(1);
    // A site without a firewall is not offered any rule.
    expect(actionsFor(readLoosely(used).data, 'clinic')).not.toContain('rule');
  });

  it('limit a user to the accounts, what is sent to what is there, and ask for the interval only of what is repeated', () => {
    const text = shipped('figure-3');
    const booking = filled(text, 'flow', 'services/booking', { operation: 'book', times: '3' });
    const field = (key: string) => booking.form.fields(booking.values).find((one) => one.key === key);
    expect(field('user')?.options?.map(({ value }) => value)).toEqual(['sato', 'suzuki', 'takahashi']);
    expect(field('asset')).toBeUndefined();
    expect(field('every')?.value).toBe('5 s');
    expect(problemOf(booking.form, { ...booking.values, every: 'soon' })).toEqual({ example: '5 s' });
    const letter = filled(text, 'flow', 'clinic-a.sz.doctor-pc', { service: 'referral', operation: 'store-letter' });
    expect(letter.values['client']).toBe('clinic-a.sz.doctor-pc');
    expect(
      letter.form
        .fields(letter.values)
        .find(({ key }) => key === 'asset')
        ?.options?.map(({ value }) => value),
    ).toEqual(['letter-tanaka']);
    expect(letter.form.fields(letter.values).some(({ key }) => key === 'every')).toBe(false);
  });

  it('speak both languages', () => {
    expect(Object.keys(drawJa)).toEqual(Object.keys(drawEn));
    for (const text of Object.values(drawJa))
      if (typeof text === 'string' && text !== 'TLS') expect(text).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
  });
});

describe('things beside the places', () => {
  const text = shipped('figure-3');
  const { data } = readLoosely(text);
  const all = THING_SECTIONS.flatMap((kind) => thingsOf(data, kind));

  it('are all found, with a name and a place in the picture', () => {
    const { services, flows, vantages, controls } = sound(text);
    expect(thingsOf(data, 'services')).toHaveLength(services.length);
    expect(thingsOf(data, 'flows')).toHaveLength(flows.length);
    expect(thingsOf(data, 'vantages')).toHaveLength(vantages.length);
    expect(thingsOf(data, 'controls')).toHaveLength(controls.length);
    const places = new Set(placesOf(data).map(({ place }) => place));
    for (const thing of [...all, ...thingsOf(data, 'allow')]) {
      expect(thingPath(data, thing)).toBeDefined();
      expect(thingText(data, thing, 'ja')).not.toBe('');
      const at = seenAt(data, thing);
      if (at !== undefined) expect(places).toContain(at);
    }
    expect(seenAt(data, 'services/booking')).toBe('core-hospital.sz.booking-server');
    expect(thingText(data, 'allow/core-hospital.web/1', 'en')).toContain('portal-server → core-hospital.sz.booking-server (tcp 8443)');
  });

  it('can be renamed, and named as before; the loader takes the text in between', () => {
    const checked = new Set<string>();
    for (const thing of all) {
      const [section = '', id = ''] = thing.split('/');
      const renamed = renamePlace(text, thing, 'another-name');
      expect(renamed).not.toBe(text);
      const back = renamePlace(renamed, `${section}/another-name`, id);
      // A control whose id spoke for itself now says what it does; nothing else may differ.
      if (section === 'controls') expect(lost(text, back).every((line) => line.includes(`${id}:`))).toBe(true);
      else expect(back).toBe(text);
      if (checked.has(section)) continue;
      checked.add(section);
      expect(
        `${thing} ${issues(renamed)
          .map((one) => `${one.path} ${one.code}`)
          .join()}`,
      ).toBe(`${thing} `);
      expect(renamed).not.toMatch(new RegExp(`(?<![\\w-])${id}:$`, 'm'));
    }
    expect(checked.size).toBeGreaterThanOrEqual(7);
  });

  it('go with what could not stand without them, and leave no name behind that nothing bears', () => {
    const checked = new Set<string>();
    for (const thing of [...all, ...thingsOf(data, 'allow')]) {
      const [section = ''] = thing.split('/');
      const gone = goesWith(text, schema, thing);
      expect(gone[0]).toEqual(thingPath(data, thing));
      if (checked.has(section)) continue;
      checked.add(section);
      const rest = removeAll(text, gone);
      expect(
        `${thing} ${issues(rest)
          .filter(({ code }) => code === 'unknown-reference')
          .map(({ path }) => path)
          .join()}`,
      ).toBe(`${thing} `);
    }
    const booking = goesWith(text, schema, 'services/booking').map((path) => path.join('.'));
    expect(booking).toEqual(expect.arrayContaining(['services.booking', 'flows.book-slot', 'flows.portal-use']));
    expect(goesWith(text, schema, 'allow/core-hospital.web/1')).toEqual([['sites', 'core-hospital', 'devices', 'web', 'allow', 1]]);
  });
});
