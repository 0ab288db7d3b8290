/**
 * Purpose: networks: what belongs to each kind, and who can be where.
 *
 * Does not model: whether the network as a whole can route; the world's builder decides that.
 * Determinism: file order.
 * References: TR 6.2.1, B.4.2 (leased line, public network, closed IP networks and their interconnection).
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { type Path, show } from '../issue.ts';
import { checkId, checkOnce, type Context } from './context.ts';

type Network = Context['draft']['networks'][string];

/** What a network of one kind must have and no other may. */
const OWN_KEYS = [
  { kind: 'pstn', keys: ['call'] },
  { kind: 'ip-vpn-interconnected', keys: ['connects', 'rate', 'delay'] },
] as const;

/**
 * Checks the networks of the draft.
 * Units: none. Errors: reported to the context. Source: TR 6.2.1, B.4.2.
 */
export function checkNetworks(context: Context): void {
  for (const [id, network] of Object.entries(context.draft.networks)) {
    const path = ['networks', id];
    for (const { kind, keys } of OWN_KEYS) for (const key of keys) checkKey(context, path, network, kind, key);
    if (network.kind === 'leased-line') checkEnds(context, path, id);
    checkConnects(context, path, network.connects ?? []);
  }
  checkOutsiders(context);
}

function checkKey(
  context: Context,
  path: Path,
  network: Network,
  kind: Network['kind'],
  key: 'call' | 'connects' | 'rate' | 'delay',
): void {
  const given = network[key] !== undefined;
  if (given === (network.kind === kind)) return;
  const expected: Bilingual = given
    ? { en: `no ${key} on a network of kind ${network.kind}`, ja: `kind: ${network.kind} の網に ${key} は不要` }
    : { en: `${key} of a network of kind ${kind}`, ja: `kind: ${kind} の網の ${key}` };
  const found: Bilingual = given ? { en: 'one', ja: '指定あり' } : show(undefined);
  context.faults.push({ path: [...path, key], code: given ? 'unused-key' : 'missing-partner-key', expected, found });
}

/** TR 6.2.1 a: a leased line has two ends. */
function checkEnds(context: Context, path: Path, id: string): void {
  if (!context.whole(['sites'])) return;
  const ends = Object.values(context.draft.sites).filter((site) => Object.values(site.devices).some((device) => id in device.lines)).length;
  if (ends === 2) return;
  context.faults.push({
    path,
    atKey: true,
    code: 'wrong-place',
    expected: { en: 'two sites with a line to it, since a leased line has two ends', ja: 'この網に回線を持つ二つの施設（専用線の両端）' },
    found: { en: `${ends}`, ja: `${ends} 施設` },
  });
}

function checkConnects(context: Context, path: Path, carriers: readonly string[]): void {
  checkOnce(context, [...path, 'connects'], carriers);
  for (const [index, carrier] of carriers.entries()) {
    if (!checkId(context, [...path, 'connects', index], 'networks', carrier)) continue;
    const kind = context.draft.networks[carrier]?.kind;
    if (kind === 'ip-vpn') continue;
    context.faults.push({
      path: [...path, 'connects', index],
      code: 'wrong-place',
      expected: { en: 'a network of kind ip-vpn', ja: 'kind: ip-vpn の網' },
      found: show(kind),
    });
  }
}

/** TR 6.2.1: nobody from outside gets into a leased line or a closed IP network. */
function checkOutsiders(context: Context): void {
  for (const [id, { kind, at }] of Object.entries(context.draft.vantages)) {
    const network = context.draft.networks[at]?.kind;
    if (kind !== 'wan-off' || network === undefined || network === 'internet' || network === 'pstn') continue;
    context.faults.push({
      path: ['vantages', id, 'at'],
      code: 'wrong-place',
      expected: {
        en: 'the Internet or a telephone network, since nobody outside reaches a closed one',
        ja: 'インターネットまたは公衆網（閉域網には外部から到達できないため）',
      },
      found: { en: `${at}, of kind ${network}`, ja: `kind: ${network} の ${at}` },
    });
  }
}
