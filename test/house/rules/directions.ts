/**
 * Purpose: which room may import which, as one table; and which packages the deterministic rooms may use.
 *
 * The TypeScript project references enforce the coarse part at compile time; this rule adds the rooms inside sim/ and the packages.
 * References: design section 3 (the rooms).
 */
import { importsOf } from '../support/imports.ts';
import type { Finding, Rule } from '../support/rule.ts';
import { isCode } from '../support/syntax.ts';

interface Room {
  /** Paths that belong to the room. */
  readonly is: RegExp;
  /** Paths of ours that it may import. */
  readonly files: RegExp;
  /** Packages that it may import; absent where the room is free. */
  readonly packages?: RegExp;
  /** How the message names what is allowed. */
  readonly says: string;
}

const NO_PACKAGE = /^$/;

/** First match wins. */
const ROOMS: readonly Room[] = [
  { is: /^sim\/kernel\/streams\.ts$/, files: /^sim\/kernel\//, packages: /^seedrandom$/, says: 'sim/kernel and seedrandom' },
  { is: /^sim\/kernel\//, files: /^sim\/kernel\//, packages: /^@noble\/hashes\//, says: 'sim/kernel and @noble/hashes' },
  { is: /^sim\/[^/]+$/, files: /^sim\/(kernel\/|[^/]+$)/, packages: /^@xstate\/fsm$/, says: 'sim/kernel and @xstate/fsm' },
  { is: /^sim\/net\//, files: /^sim\/(kernel\/|net\/|[^/]+$)/, packages: /^@xstate\/fsm$/, says: 'sim/kernel, sim/net and @xstate/fsm' },
  {
    is: /^sim\/vpn\//,
    files: /^sim\/(kernel|net|vpn)\/|^sim\/[^/]+$/,
    packages: /^@xstate\/fsm$/,
    says: 'sim/kernel, sim/net, sim/vpn and @xstate/fsm',
  },
  {
    is: /^sim\/scale\//,
    files: /^sim\/(kernel|net|vpn|scale)\/|^sim\/[^/]+$/,
    packages: NO_PACKAGE,
    says: 'sim/kernel, sim/net, sim/vpn and sim/scale',
  },
  { is: /^sim\/world\//, files: /^sim\//, packages: /^@xstate\/fsm$/, says: 'sim and @xstate/fsm' },
  { is: /^sim\//, files: NO_PACKAGE, packages: NO_PACKAGE, says: 'nothing: this folder of sim is not in the table of rooms' },
  { is: /^threats\//, files: /^(sim|threats)\//, packages: /^@noble\/hashes\//, says: 'sim, threats and @noble/hashes' },
  {
    is: /^scenarios\//,
    files: /^(sim|scenarios)\//,
    packages: /^(yaml|zod|@noble\/hashes\/.*)$/,
    says: 'sim, scenarios, yaml, zod and @noble/hashes',
  },
  {
    is: /^lab\/capture\//,
    files: /^(sim|threats|scenarios|lab\/capture)\//,
    packages: /^@noble\//,
    says: 'sim, threats, scenarios, lab/capture and @noble (it also runs in a browser)',
  },
  { is: /^lab\//, files: /^(sim|threats|scenarios|lab)\/|^package\.json$/, says: 'sim, threats, scenarios and lab' },
  { is: /^viz\//, files: /^(sim|threats|scenarios|lab|viz)\//, says: 'sim, threats, scenarios, lab and viz' },
  { is: /^bin\//, files: /^bin\//, says: 'bin (it starts dist/, it imports no source)' },
  { is: /^(test|bench)\//, files: /./, says: 'everything' },
];

/** Imports follow the table of rooms. */
export const directions: Rule = {
  name: 'imports follow the rooms',
  check(path, text) {
    const room = ROOMS.find(({ is }) => is.test(path));
    if (room === undefined || !isCode(path)) return [];
    return importsOf(path, text).flatMap(({ target, ours, line }): Finding[] => {
      const allowed = ours ? room.files.test(target) : (room.packages?.test(target) ?? true);
      return allowed ? [] : [{ path, line, message: `imports ${target}; this room may import ${room.says}` }];
    });
  },
};
