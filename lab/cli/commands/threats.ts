/**
 * Purpose: `wardlab threats`: the catalogue of the TR's printed threat lines.
 *
 * Units: none. Determinism: fixed order. References: contract.md section 2.
 */
import { COUNT_NOTE, MECHANISM_CLASSES, THREATS, THREATS_LISTED, THREATS_STATED } from '../../../threats/catalogue/index.ts';
import { executableThreats } from '../../run/coverage-run.ts';
import { choosePlugins } from '../choose.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Prints the catalogue.
 * Units: exit code. Errors: plug-ins that do not load are refused. Source: TR A.5.1.
 */
export async function threatsCommand(terminal: Terminal, options: { readonly plugin: readonly string[] }): Promise<number> {
  const plugins = await choosePlugins(options.plugin);
  if (!plugins.ok) return terminal.refuse(plugins.refusal);
  const executable = new Set(executableThreats(plugins.value));
  const brought = plugins.value.threats;
  if (terminal.json) {
    const threats = [...THREATS, ...brought].map((entry) => ({ ...entry, executable: executable.has(entry.id) }));
    terminal.document({
      schema: 'wardlab/threats@1',
      stated: THREATS_STATED,
      listed: THREATS_LISTED,
      note: COUNT_NOTE,
      classes: MECHANISM_CLASSES,
      threats,
    });
    return EXIT_OK;
  }
  const yes = terminal.say({ en: 'yes', ja: '可' });
  const head = [
    'ID',
    terminal.say({ en: 'executable', ja: '実行' }),
    terminal.say({ en: 'reading', ja: '解釈' }),
    terminal.say({ en: 'name', ja: '名称' }),
    terminal.say({ en: 'as printed', ja: '印刷された項目名' }),
  ];
  const rows = THREATS.map(({ id, confidence, name, printed }) => [
    id,
    executable.has(id) ? yes : '-',
    confidence,
    terminal.say(name),
    printed,
  ]);
  for (const { id, name } of brought)
    rows.push([id, executable.has(id) ? yes : '-', '-', terminal.say(name), terminal.say({ en: 'plug-in', ja: 'プラグイン' })]);
  const lines = THREATS.filter(({ id }) => executable.has(id)).length;
  const [first = '', ...others] = tableLines([head, ...rows]);
  terminal.line(terminal.tint('bold', first));
  for (const line of others) terminal.line(line);
  terminal.line();
  terminal.line(terminal.say(COUNT_NOTE));
  terminal.line(
    terminal.say({
      en: `Executable in this version: ${lines} of ${THREATS_LISTED}. Reading: A stated by an RFC, B inferred, C more than one reading. Details: --json.`,
      ja: `本バージョンで実行可能: ${THREATS_LISTED} 項目中 ${lines} 項目。解釈: A＝RFC に明記、B＝推定、C＝複数の解釈あり。詳細は --json。`,
    }),
  );
  return EXIT_OK;
}
