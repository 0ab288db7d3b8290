/**
 * Purpose: the public names of this room, and the ids of the scenarios that ship with the product.
 *
 * Does not model: reading files; the caller has the text of `scenarios/<id>.yaml` from its file system or its bundler.
 */
export { isPluginMechanism, NO_ADDITIONS, PLUGIN_THREAT, type Additions } from './additions.ts';
export { formatIssue, type Issue, type IssueCode, type Lang } from './issue.ts';
export { loadScenario, type LoadResult } from './load.ts';
export { scenarioJsonSchema } from './schema.ts';

/** Each stands as `<id>.yaml` beside this file. */
export const shippedIds: readonly string[] = [
  'figure-1',
  'figure-2',
  'figure-3',
  'figure-4',
  'figure-5',
  'figure-d2',
  'figure-b1',
  'figure-b2',
  'figure-b3',
  'figure-b4',
  'figure-b5',
  'figure-c1',
  'figure-c2',
  'figure-c3',
  'table-d1-internet-vpn',
  'table-d1-on-demand',
];
