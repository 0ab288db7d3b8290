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

/** Literals of an expression that may choose between several: `kind === 'a' ? 'b' : 'c'` gives b and c. */
function choices(expression: string): readonly string[] {
  return [...expression.replace(/[!=]== '[^']*'/g, '').matchAll(/'([\w-]+)'/g)].flatMap((match) => match[1] ?? []);
}

function choicesIn(folders: readonly string[], patterns: readonly RegExp[]): readonly string[] {
  const texts = folders.flatMap(textsOf);
  return texts.flatMap((text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => choices(match[1] ?? ''))));
}

/** Rules of use are part of a reason that is put together at run time. */
const rulesOfUse = (): readonly string[] =>
  choices(/interface Violation \{[^}]*?rule: ([^;]*);/.exec(readFileSync('sim/world/facts.ts', 'utf8'))?.[1] ?? '').map(
    (rule) => `rule-of-use-${rule}`,
  );

/** Reasons that a control gives when it stops something. */
export const stopReasons = (): readonly string[] => {
  const plain = literals(
    ['sim'],
    [
      /stopPacket\([^')]*'([\w-]+)'/g,
      /mechanism: '[\w-]+',\s+reason: '([\w-]+)'/g,
      /reason: '([\w-]+)', by:/g,
      /'(certificate-[\w-]+|key-not-held)'/g,
      /ok: false, reason: '(esp-[\w-]+)'/g,
      /verb: 'drop', reason: '([\w-]+)', control/g,
    ],
  );
  const chosen = choicesIn(
    ['sim'],
    [
      /\bstop\(\{[^;]*?reason: ([^`,]+?)[,}]/g,
      /(?<!#)\brefuse\(\w+, ('[\w-]+')\)/g,
      /#stop\(\w+, ([^)]*)\)/g,
      /#demand\('[\w-]+', ([^,]*),/g,
      /\bask\('[\w-]+', [^']*('[\w-]+')\)/g,
      /#restore\([^']*('[\w-]+')\)/g,
    ],
  );
  return [...new Set([...plain, ...chosen, ...rulesOfUse()])].sort();
};

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

/** Steps that an attacker notes. The notes of users (`#note`) are events of other kinds. */
export const attackSteps = (): readonly string[] =>
  [...new Set(choicesIn(['threats/attacks', 'sim/world'], [/(?<!#)\bnote\(([^;{)]+?)(?:, \{|\))/g]))].sort();

/** Kinds of trace events. */
export const traceKinds = (): readonly string[] => literals(['sim'], [/(?:\bemit|#note)\((?:[^;']*?, )?'([\w-]+)'/g]);

/** How a session may end, as the facts declare it. */
export const sessionEnds = (): readonly string[] => {
  const declared = /end: ((?:'[\w-]+'(?: \| )?)+);/.exec(readFileSync('sim/world/facts.ts', 'utf8'))?.[1] ?? '';
  return [...declared.matchAll(/'([\w-]+)'/g)].flatMap((match) => match[1] ?? []).filter((end) => end !== 'open');
};
