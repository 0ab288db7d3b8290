/**
 * Purpose: finds the reasons, steps and ends that occur as literals in the sources, so that each can be asked for its words.
 *
 * Does not model: reasons put together at run time (the replays of stories.test.ts meet those).
 * References: sim/kernel/trace.ts (events); sim/net/context.ts (`drop`, `stop`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function textsOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function literals(folders: readonly string[], patterns: readonly RegExp[]): readonly string[] {
  const found = new Set<string>();
  for (const text of folders.flatMap(textsOf)) {
    for (const pattern of patterns) for (const match of text.matchAll(pattern)) if (match[1] !== undefined) found.add(match[1]);
  }
  return [...found].sort();
}

/** Reasons that a control gives when it stops something. */
export const stopReasons = (): readonly string[] =>
  literals(
    ['sim'],
    [
      /stop\(\{ control, at[^}]*?reason: '([\w-]+)'/g,
      /stopPacket\([^')]*'([\w-]+)'/g,
      /verb: 'drop', reason: '([\w-]+)'/g,
      /mechanism: '[\w-]+', reason: '([\w-]+)'/g,
      /reason: '([\w-]+)', by:/g,
      /refuse\(\w+, '([\w-]+)'\)/g,
      /'(certificate-[\w-]+|key-not-held)'/g,
      /ok: false, reason: '(esp-[\w-]+)'/g,
    ],
  );

/** Reasons for drops, and for the end of a tunnel or negotiation, which become those of the packets that waited. */
export const dropReasons = (): readonly string[] =>
  literals(
    ['sim'],
    [
      /\bdrop\(.*, '([\w-]+)'\)/g,
      /#dropFirst\(\w+, '([\w-]+)'\)/g,
      /#refuse\(packet, '([\w-]+)'/g,
      /sent: false, reason: '([\w-]+)'/g,
      /failure = '([\w-]+)'/g,
      /endReason = (?:.*\?\? )?'([\w-]+)'/g,
    ],
  );

/** Steps that an attacker notes. */
export const attackSteps = (): readonly string[] =>
  literals(['threats/attacks', 'sim/world'], [/note\('([\w-]+)', \{/g]).filter((step) => step !== 'session');

/** How a session may end, as the facts declare it. */
export const sessionEnds = (): readonly string[] => {
  const declared = /end: ((?:'[\w-]+'(?: \| )?)+);/.exec(readFileSync('sim/world/facts.ts', 'utf8'))?.[1] ?? '';
  return [...declared.matchAll(/'([\w-]+)'/g)].flatMap((match) => match[1] ?? []).filter((end) => end !== 'open');
};
