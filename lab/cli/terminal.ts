/**
 * Purpose: where a command writes: data to standard output, everything else to standard error, colours only where a person sees them.
 *
 * Does not model: cursor control; the progress bar does that itself. Units: columns. Determinism: none needed.
 * References: contract.md section 2; no-color.org (NO_COLOR).
 */
import { styleText } from 'node:util';
import { formatIssue, type Issue, type Lang } from '../../scenarios/issue.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import { jsonText } from '../words/json.ts';
import { wrapped } from './width.ts';

export type { Lang } from '../../scenarios/issue.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly json: boolean;
  readonly lang: Lang;
  readonly seed: number;
}

export type Tint = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** Why a command does not run: bad input, said in both languages. */
export interface Refusal {
  readonly message: Bilingual;
  /** Faults of a scenario file. */
  readonly issues?: readonly Issue[];
}

/** A value that was read from the command line, or why it was refused. */
export type Chosen<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** What a command writes with. */
export interface Terminal extends CommonOptions {
  /** A line of results. */
  line(text?: string): void;
  /** The one document of `--json`. */
  document(value: unknown): void;
  /** A line for the person, outside the results. */
  note(text: string): void;
  /** Shows what is suspicious about a scenario file. */
  warn(issues: readonly Issue[]): void;
  /** The text in the reader's language. */
  say(text: Bilingual): string;
  /** The text in a colour, or as it is. */
  tint(tint: Tint, text: string): string;
  /** Lines no wider than the reader's terminal, each behind `indent` blanks. */
  wrap(text: string, indent?: number): string[];
  /** Says why the command does not run; gives the exit code. */
  refuse(refusal: Refusal): number;
}

/**
 * Whether a stream goes to a person who wants colours.
 * Units: none. Errors: none. Source: no-color.org.
 */
export function isColourful(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}

/** Control characters and changes of writing direction: a scenario's text must not steer the reader's terminal. */
const STEERING = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Text without characters that a terminal obeys.
 * Units: none. Errors: none. Source: ECMA-48 (C0, C1); UAX #9 (direction).
 */
export function plainText(text: string): string {
  return text.replace(STEERING, '\ufffd');
}

/** Width of lines of prose: that of the terminal, within what reads well; 100 in a pipe. */
function columns(): number {
  const { isTTY, columns: actual } = process.stdout;
  return isTTY ? Math.min(Math.max(actual, 40), 110) : 100;
}

/**
 * The terminal of this process.
 * Units: none. Errors: none. Source: contract 2.
 */
export function makeTerminal(options: CommonOptions): Terminal {
  const colourful = isColourful(process.stdout);
  const say = (text: Bilingual): string => plainText(text[options.lang]);
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const document = (value: unknown): void => void process.stdout.write(jsonText(value));
  return {
    ...options,
    line: (text = '') => void process.stdout.write(`${text}\n`),
    document,
    note,
    say,
    tint: (tint, text) => (colourful ? styleText(tint, text, { validateStream: false }) : text),
    wrap: (text, indent = 0) => wrapped(text, columns() - indent).map((line) => ' '.repeat(indent) + line),
    warn: (issues) => {
      for (const issue of issues) note(`${options.lang === 'ja' ? '警告' : 'warning'}: ${formatIssue(issue, options.lang)}`);
    },
    refuse: ({ message, issues }) => {
      for (const issue of issues ?? []) note(formatIssue(issue, options.lang));
      note(`wardlab: ${say(message)}`);
      if (options.json) document({ schema: 'wardlab/error@1', exit: EXIT_USAGE, message, ...(issues !== undefined && { issues }) });
      return EXIT_USAGE;
    },
  };
}

/**
 * A refusal as a choice.
 * Units: none. Errors: none. Source: own design.
 */
export function refused(en: string, ja: string): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { message: { en, ja } } };
}
