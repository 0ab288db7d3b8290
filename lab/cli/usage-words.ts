/**
 * Purpose: what is wrong with a command line, in both languages. Commander speaks English only; its codes are told in Japanese here.
 *
 * Units: none. Determinism: pure.
 */
import type { CommanderError } from 'commander';
import type { Bilingual } from '../../sim/world/scenario.ts';

const QUOTED = /'([^']*)'/;
const MEANT = /\(Did you mean (?:one of )?(.+?)\?\)/;

const JAPANESE: Readonly<Record<string, (what: string) => string>> = {
  'commander.unknownCommand': (what) => `「${what}」というコマンドはありません`,
  'commander.unknownOption': (what) => `「${what}」というオプションはありません`,
  'commander.optionMissingArgument': (what) => `オプション「${what}」に値が必要です`,
  'commander.missingArgument': (what) => `引数「${what}」が必要です`,
  'commander.missingMandatoryOptionValue': (what) => `オプション「${what}」は必須です`,
  'commander.excessArguments': () => '引数が多すぎます',
  'commander.invalidArgument': (what) => `「${what}」の値が正しくありません`,
};

/**
 * The message of a usage error.
 * Units: none. Errors: none; an unknown code is told in general words, with the English message. Source: own design.
 */
export function usageMessage(error: CommanderError): Bilingual {
  const en = error.message.replace(/^error: /, '').replace(/\n/g, ' ');
  const what = QUOTED.exec(en)?.[1] ?? '';
  const meant = MEANT.exec(en)?.[1];
  const told = JAPANESE[error.code]?.(what) ?? `使い方に誤りがあります（${en}）`;
  return { en, ja: meant === undefined ? told : `${told}（${meant} の誤りではありませんか）` };
}
