/**
 * Purpose: says the YAML library's syntax errors in the product's words, in both languages.
 *
 * Does not model: every code of the library; those without a line here keep the library's English sentence.
 * References: YAML 1.2.2; error codes of the `yaml` package 2.9.
 */
import type { Bilingual } from '../sim/world/scenario.ts';
import type { Fault } from './issue.ts';

const VALID: Bilingual = { en: 'valid YAML 1.2', ja: '正しい YAML 1.2' };

const FOUND: Readonly<Record<string, Bilingual>> = {
  BAD_DQ_ESCAPE: { en: 'an unknown escape in a double-quoted text', ja: '二重引用符内の未知のエスケープ' },
  BAD_INDENT: {
    en: 'an indentation that does not fit what stands above (or a bracket above is not closed)',
    ja: '上の行と合わない字下げ（または閉じ括弧の抜け）',
  },
  BAD_SCALAR_START: {
    en: 'a plain text that starts with a reserved character (quote it)',
    ja: '予約文字で始まる引用符なしの文字列（引用符で囲んでください）',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'a second colon on the line (a line break or quotes are missing)',
    ja: '同じ行の二つ目のコロン（改行または引用符の抜け）',
  },
  BLOCK_IN_FLOW: { en: 'an indented block inside { } or [ ]', ja: '{ } や [ ] の中の字下げブロック' },
  KEY_OVER_1024_CHARS: { en: 'a key longer than 1024 characters', ja: '1024 文字を超えるキー' },
  MISSING_CHAR: {
    en: 'a missing character (comma, colon, space, quote or closing bracket)',
    ja: '文字の抜け（コンマ、コロン、空白、引用符、閉じ括弧）',
  },
  MULTILINE_IMPLICIT_KEY: { en: 'a key that runs over several lines (a colon is missing)', ja: '複数行にわたるキー（コロンの抜け）' },
  TAB_AS_INDENT: { en: 'a tab used for indentation', ja: '字下げに使われたタブ' },
  TAG_RESOLVE_FAILED: { en: 'a tag (!…), which scenarios do not use', ja: 'シナリオでは使わないタグ（!…）' },
  UNEXPECTED_TOKEN: { en: 'a character that cannot stand here', ja: 'ここには置けない文字' },
};

/**
 * The fault for one error or warning of the YAML library.
 * Units: none. Errors: none. Source: error codes of the `yaml` package 2.9.
 */
export function yamlFault(libraryCode: string, libraryMessage: string): Fault {
  const found = FOUND[libraryCode] ?? { en: libraryMessage, ja: libraryMessage };
  if (libraryCode === 'TAB_AS_INDENT') {
    return { path: [], code: 'yaml-tab', expected: { en: 'spaces for indentation', ja: '半角空白による字下げ' }, found };
  }
  if (libraryCode === 'TAG_RESOLVE_FAILED') {
    return { path: [], code: 'yaml-tag', expected: { en: 'a plain value without a tag', ja: 'タグのない値' }, found };
  }
  return { path: [], code: 'yaml-syntax', expected: VALID, found };
}
