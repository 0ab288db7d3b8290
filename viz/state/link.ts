/**
 * Purpose: the state of the page in its address, so that a link shows the same replay again. It stands behind `#` and never reaches a server.
 */
import type { Lang } from '../../scenarios/issue.ts';

export interface LinkState {
  readonly scenario: string | undefined;
  readonly lang: Lang | undefined;
  /** Controls that the switches have on. */
  readonly on: readonly string[];
  readonly attack: string | undefined;
  /** Controls of the replay that is shown. */
  readonly profile: readonly string[];
  /** Controls of the replay that it is compared with. */
  readonly base: readonly string[];
  /** Both stand side by side. */
  readonly compare: boolean;
  readonly seed: number;
}

const LARGEST_SEED = 2 ** 31;

function list(text: string | null): readonly string[] {
  return text === null || text === '' ? [] : text.split(',');
}

/**
 * Reads the part of an address behind `#`.
 * Units: none. Errors: none; what makes no sense is taken as absent. Source: URL standard (application/x-www-form-urlencoded).
 */
export function readLink(hash: string): LinkState {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const lang = fields.get('lang');
  const seed = Number(fields.get('seed') ?? '1');
  return {
    scenario: fields.get('scenario') ?? undefined,
    lang: lang === 'en' || lang === 'ja' ? lang : undefined,
    on: list(fields.get('on')),
    attack: fields.get('attack') ?? undefined,
    profile: list(fields.get('with')),
    base: list(fields.get('against')),
    compare: fields.get('view') === 'compare',
    seed: Number.isInteger(seed) && seed >= 0 && seed < LARGEST_SEED ? seed : 1,
  };
}

/**
 * The part of an address behind `#`, with it.
 * Units: none. Errors: none. Source: as above.
 */
export function writeLink(state: LinkState): string {
  const fields = new URLSearchParams();
  if (state.scenario !== undefined) fields.set('scenario', state.scenario);
  if (state.lang !== undefined) fields.set('lang', state.lang);
  if (state.on.length > 0) fields.set('on', state.on.join(','));
  if (state.attack !== undefined) {
    fields.set('attack', state.attack);
    if (state.profile.length > 0) fields.set('with', state.profile.join(','));
    if (state.base.length > 0) fields.set('against', state.base.join(','));
    if (state.compare) fields.set('view', 'compare');
    if (state.seed !== 1) fields.set('seed', String(state.seed));
  }
  // Commas and slashes may stand as they are behind #, and are easier to read so.
  return `#${fields.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')}`;
}
