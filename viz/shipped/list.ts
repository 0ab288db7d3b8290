/**
 * Purpose: the scenarios that come with the page: their ids at once, what they hold only when it is asked for.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import type { Lab } from '../state/lab.ts';
import type { ReadScenario } from '../worker/protocol.ts';

const READ = import.meta.glob<ReadScenario>('../../scenarios/*.yaml', { query: '?scenario', import: 'default' });
const TEXTS = import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default' });

function idOf(path: string): string {
  return path.replace(/^.*\/|\.yaml$/g, '');
}

/** In the order of the TR: clause 9, then its annexes. */
export const shippedIds: readonly string[] = Object.keys(READ).map(idOf);

async function part<T>(parts: Readonly<Record<string, () => Promise<T>>>, id: string): Promise<T> {
  const load = Object.entries(parts).find(([path]) => idOf(path) === id)?.[1];
  if (load === undefined) throw new Error(`the page has no scenario ${id}`);
  return load();
}

/**
 * What the loader read of a shipped scenario.
 * Units: none. Errors: rejects for an id that is not shipped (a bug) and when its file cannot be fetched. Source: own design.
 */
export async function shippedScenario(id: string): Promise<Scenario> {
  return (await part(READ, id)).scenario;
}

/**
 * Opens a shipped scenario.
 * Units: none. Errors: as above; false if it was not opened. Source: own design.
 */
export async function openShipped(lab: Lab, id: string): Promise<boolean> {
  return lab.openRead(await part(READ, id), `${id}.yaml`, () => part(TEXTS, id));
}

/**
 * Opens a shipped scenario that the reader has chosen, with its first attack ready to be played.
 * Units: none. Errors: as above. Source: own design.
 */
export async function visitShipped(lab: Lab, id: string): Promise<void> {
  if (!(await openShipped(lab, id))) return;
  const [first] = lab.loaded.peek()?.attacks ?? [];
  if (first !== undefined) await lab.cases.open(first.id, [], 'matrix');
}
