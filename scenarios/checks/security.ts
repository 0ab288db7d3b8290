/**
 * Purpose: what the analysis needs: controls with mechanism and scope, vantages that fit their place, expectations that can be checked.
 *
 * Does not model: whether a mechanism does anything at a place; the replays show that.
 * Determinism: file order.
 * References: threat cards 2.2 (vantages); contract 3 and 4.
 */
import { MECHANISMS } from '../../sim/world/mechanisms.ts';
import type { Operation } from '../../sim/world/scenario.ts';
import { isPluginMechanism, PLUGIN_THREAT } from '../additions.ts';
import { STANDS } from '../fitting.ts';
import { didYouMean, type Path, show } from '../issue.ts';
import { nearest } from '../suggest.ts';
import { inside } from './addresses.ts';
import { checkId, checkOnce, checkPlace, type Context, warn } from './context.ts';

type Vantage = Context['draft']['vantages'][string];

/**
 * Checks controls, vantages, keys and expectations of the draft.
 * Units: none. Errors: reported to the context. Source: own design.
 */
export function checkSecurity(context: Context): void {
  const { controls, vantages, expect, keys, sites, adversary, deployed, monitoring } = context.draft;
  if (monitoring?.['reports-to'] !== undefined) checkPlace(context, ['monitoring', 'reports-to'], monitoring['reports-to'], ['host']);
  for (const [controlId, control] of Object.entries(controls)) {
    const path = ['controls', controlId];
    const mechanism = control.mechanism ?? controlId;
    const named = control.mechanism !== undefined || MECHANISMS.some((known) => known === controlId);
    if (isPluginMechanism(mechanism))
      checkPluginMechanism(context, control.mechanism === undefined ? path : [...path, 'mechanism'], mechanism);
    else if (!named && context.whole([...path, 'mechanism'])) {
      const expected = { en: 'the key mechanism, since the id is not the name of one', ja: 'キー mechanism（ID が機構名ではないため）' };
      context.faults.push({
        path: [...path, 'mechanism'],
        code: 'missing-key',
        expected,
        found: show(undefined),
        ...didYouMean(nearest(controlId, MECHANISMS)),
      });
    }
    checkScope(context, [...path, 'scope'], control.scope);
  }
  const standing = new Map<string, string>();
  for (const [vantageId, vantage] of Object.entries(vantages)) {
    checkVantage(context, ['vantages', vantageId], vantage);
    checkAlone(context, standing, vantageId, vantage);
  }
  const used = new Set(
    Object.values(sites).flatMap((site) => [
      ...Object.values(site.devices).flatMap((device) => [device.psk, device['manual-key']]),
      ...Object.values(site.zones).map((zone) => zone?.['wlan-key']),
    ]),
  );
  for (const [keyId, key] of Object.entries(keys)) {
    const path = ['keys', keyId];
    if (!used.has(keyId) && context.whole(['sites']))
      warn(context, path, 'never-used', { en: 'a device that uses the key', ja: 'この鍵を使う機器' }, { en: 'none', ja: 'なし' });
    if (key.rank !== undefined && key.rank > adversary.dictionary.value) {
      warn(
        context,
        [...path, 'rank'],
        'beyond-dictionary',
        { en: "a rank within the adversary's dictionary", ja: '攻撃者の辞書に含まれる順位' },
        String(key.rank),
      );
    }
  }
  checkOnce(context, ['deployed'], deployed ?? []);
  for (const [index, id] of (deployed ?? []).entries()) checkId(context, ['deployed', index], 'controls', id);
  const said = new Map<string, string>();
  for (const [index, { threat, controls: selection, outcome }] of expect.entries()) {
    const path = ['expect', index, 'controls'];
    checkPluginThreat(context, ['expect', index, 'threat'], threat.split('/')[0] ?? threat);
    if (typeof selection !== 'string') {
      checkOnce(context, path, selection);
      for (const [item, id] of selection.entries()) checkId(context, [...path, item], 'controls', id);
    }
    const question = `${threat} ${typeof selection === 'string' ? selection : [...selection].sort().join(',')}`;
    const before = said.get(question);
    if (before !== undefined && before !== outcome)
      warn(
        context,
        ['expect', index, 'outcome'],
        'contradiction',
        { en: `${before}, as above for the same threat and controls`, ja: `同じ脅威と対策について上に書かれた ${before}` },
        outcome,
      );
    said.set(question, before ?? outcome);
  }
  checkFlowExpectations(context);
}

/** Whether work can be done is told by its sessions; what goes by single datagrams has none, and what staff does at counters and gateways is noted reading by reading. */
const WITHOUT_SESSION: readonly Operation[] = ['log', 'look-up', 'talk', 'read-records', 'copy-file', 'browse', 'send-mail', 'fetch-mail'];

function checkFlowExpectations(context: Context): void {
  for (const [index, { flow, controls }] of (context.draft['expect-flows'] ?? []).entries()) {
    const path = ['expect-flows', index];
    if (typeof controls !== 'string') {
      checkOnce(context, [...path, 'controls'], controls);
      for (const [item, id] of controls.entries()) checkId(context, [...path, 'controls', item], 'controls', id);
    }
    if (!checkId(context, [...path, 'flow'], 'flows', flow)) continue;
    const operation = context.draft.flows[flow]?.operation;
    if (operation === undefined || !WITHOUT_SESSION.includes(operation)) continue;
    context.faults.push({
      path: [...path, 'flow'],
      code: 'operation-mismatch',
      expected: { en: 'a flow with sessions, which tell whether it was completed', ja: 'セッションにより完了を判定できるフロー' },
      found: { en: `${flow}, of operation ${operation}`, ja: `operation: ${operation} の ${flow}` },
    });
  }
}

/** A name of the form that plug-ins use must come from one that is loaded. */
function checkPluginMechanism(context: Context, path: Path, mechanism: string): void {
  const known = context.additions.controls.map((control) => String(control.mechanism));
  if (known.includes(mechanism)) return;
  context.faults.push({
    path,
    atKey: path.at(-1) !== 'mechanism',
    code: 'unknown-reference',
    expected: { en: 'a mechanism of a loaded plug-in (--plugin FILE)', ja: '読み込まれたプラグインの機構（--plugin ファイル）' },
    found: show(mechanism),
    ...didYouMean(nearest(mechanism, [...known, ...MECHANISMS])),
  });
}

function checkPluginThreat(context: Context, path: Path, threat: string): void {
  if (!PLUGIN_THREAT.test(threat) || context.additions.threats.includes(threat)) return;
  context.faults.push({
    path,
    code: 'unknown-reference',
    expected: { en: 'a threat of a loaded plug-in (--plugin FILE)', ja: '読み込まれたプラグインの脅威（--plugin ファイル）' },
    found: show(threat),
    ...didYouMean(nearest(threat, context.additions.threats)),
  });
}

function checkScope(context: Context, path: Path, scope: readonly string[]): void {
  checkOnce(context, path, scope);
  const all = new Set(scope);
  for (const [index, place] of scope.entries()) {
    checkPlace(context, [...path, index], place, []);
    const parts = place.split('.');
    const wider = parts
      .slice(1)
      .map((_, depth) => parts.slice(0, depth + 1).join('.'))
      .find((outer) => all.has(outer));
    if (wider !== undefined)
      warn(
        context,
        [...path, index],
        'covered-twice',
        { en: 'places that do not contain one another', ja: '互いに含み合わない場所' },
        { en: `${place} inside ${wider}`, ja: `${wider} に含まれる ${place}` },
      );
  }
}

/** Attacks are called by kind and place: two positions of one kind at one place would be one, unless something else happens there. */
function checkAlone(context: Context, standing: Map<string, string>, vantageId: string, { kind, at, incident, fails }: Vantage): void {
  const what = [kind, at, incident ?? '', ...(fails === undefined ? [] : ['fails'])].join(' ');
  const other = standing.get(what);
  if (other === undefined) return void standing.set(what, vantageId);
  context.faults.push({
    path: ['vantages', vantageId, 'at'],
    code: 'duplicate-item',
    expected: { en: `another place, since vantages.${other} is ${kind} there`, ja: `別の場所（vantages.${other} が同じ場所の ${kind}）` },
    found: { en: `"${at}" again`, ja: `二度目の "${at}"` },
  });
}

function checkVantage(context: Context, path: Path, vantage: Vantage): void {
  if (vantage.account !== undefined) checkPlace(context, [...path, 'account'], vantage.account, ['host']);
  checkFailures(context, path, vantage);
  if (vantage.incident === 'line-fault' && vantage.errors === undefined && context.whole([...path, 'errors']))
    context.faults.push({
      path: [...path, 'errors'],
      code: 'missing-partner-key',
      expected: { en: 'the errors of the line beside line-fault', ja: 'line-fault と併記する回線の errors' },
      found: show(undefined),
    });
  const kinds = STANDS[vantage.kind];
  if (!checkPlace(context, [...path, 'at'], vantage.at, kinds)) return;
  if (vantage.lost?.credentials !== undefined)
    checkId(context, [...path, 'lost', 'credentials', 'user'], 'users', vantage.lost.credentials.user);
  if (vantage.user !== undefined) checkId(context, [...path, 'user'], 'users', vantage.user);
  const [siteId = '', zoneId = ''] = vantage.at.split('.');
  const wanted = vantage.kind.startsWith('in-') ? vantage.kind.slice(3) : zoneId;
  if (wanted !== zoneId) {
    context.faults.push({
      path: [...path, 'at'],
      code: 'wrong-place',
      expected: { en: `a zone ${wanted} (site.${wanted})`, ja: `${wanted} ゾーン（site.${wanted}）` },
      found: show(vantage.at),
    });
  }
  if (context.whole(path)) checkStation(context, path, vantage);
  const zone = context.draft.sites[siteId]?.zones[zoneId as 'hsz' | 'sz' | 'dmz'];
  if (zone === undefined) return;
  if (zone.medium === 'hub' && vantage.kind === 'lan' && vantage.sees === 'own') {
    warn(
      context,
      [...path, 'sees'],
      'hub-shows-all',
      { en: `segment, since ${vantage.at} is a hub`, ja: `segment（${vantage.at} はハブのため）` },
      'own',
    );
  }
  if (vantage.address !== undefined && vantage.address.prefix === undefined)
    inside(context, [...path, 'address'], vantage.address.address, zone.prefix);
}

/** A station on a network needs its line; a station in a zone uses the zone's. */
function checkStation(context: Context, path: Path, vantage: Vantage): void {
  const onNetwork = vantage.address?.prefix !== undefined;
  const inZone = context.names.places.get(vantage.at) === 'zone';
  const need = (key: string, expected: { en: string; ja: string }): void => {
    context.faults.push({ path: [...path, key], code: 'missing-partner-key', expected, found: show(undefined) });
  };
  if (vantage.kind === 'wan-off' && vantage.address === undefined)
    need('address', { en: "the attacker's own address, since he is off the path", ja: '経路外の攻撃者自身のアドレス' });
  if (vantage.address !== undefined && onNetwork === inZone) {
    const expected = inZone
      ? { en: 'an address without /length, since the station uses the zone', ja: '/長さ のないアドレス（端末はゾーン内のため）' }
      : { en: 'an address with /length such as 203.0.113.22/30', ja: '203.0.113.22/30 のような /長さ 付きアドレス' };
    context.faults.push({
      path: [...path, 'address'],
      code: 'bad-address',
      expected,
      found: { en: onNetwork ? 'one with it' : 'one without it', ja: onNetwork ? '長さ付き' : '長さなし' },
    });
    return;
  }
  for (const key of ['rate', 'delay'] as const) {
    if (onNetwork && vantage[key] === undefined) need(key, { en: `${key} of the station's line`, ja: `端末の回線の ${key}` });
    if (!onNetwork && vantage[key] !== undefined)
      context.faults.push({
        path: [...path, key],
        code: 'unused-key',
        expected: { en: `no ${key} without an address on a network`, ja: `ネットワーク上のアドレスがない場合、${key} は不要` },
        found: { en: 'one', ja: '指定あり' },
      });
  }
}

/** T26: what fails is a place, a duct of a line, or the region of something that would take over. */
function checkFailures(context: Context, path: Path, vantage: Vantage): void {
  if (vantage.fails === undefined) return;
  const { sites, centre } = context.draft;
  const lines = Object.values(sites).flatMap((site) => Object.values(site.devices).flatMap((device) => Object.values(device.lines)));
  const hosts = Object.values(sites).flatMap((site) => Object.values(site.zones).flatMap((zone) => Object.values(zone?.hosts ?? {})));
  const named = [
    ...lines.flatMap((line) => [line.duct, line.standby?.region]),
    ...hosts.map((host) => host.mirror?.region),
    ...Object.values(sites).flatMap((site) => Object.values(site.devices).map((device) => device.spare?.region)),
    centre?.mirror?.region,
  ];
  for (const [index, name] of vantage.fails.entries()) {
    if (context.names.places.has(name) || named.includes(name) || !context.whole(['sites'])) continue;
    context.faults.push({
      path: [...path, 'fails', index],
      code: 'unknown-reference',
      expected: { en: 'a place, a duct or a region of this scenario', ja: 'このシナリオの場所、管路または地域' },
      found: show(name),
      ...didYouMean(nearest(name, [...context.names.places.keys(), ...named.filter((each) => each !== undefined)])),
    });
  }
}
