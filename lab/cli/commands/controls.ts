/**
 * Purpose: `wardlab controls`: the catalogue of countermeasures.
 *
 * Units: none. Determinism: fixed order. References: contract.md section 2.
 */
import { controlEntry, CONTROLS } from '../../../threats/catalogue/index.ts';
import { additionsOf } from '../../plugin/plugins.ts';
import { choosePlugins } from '../choose.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Prints the catalogue.
 * Units: exit code. Errors: plug-ins that do not load are refused. Source: TR 8.1, A, B, C, D.
 */
export async function controlsCommand(terminal: Terminal, options: { readonly plugin: readonly string[] }): Promise<number> {
  const plugins = await choosePlugins(options.plugin);
  if (!plugins.ok) return terminal.refuse(plugins.refusal);
  const brought = additionsOf(plugins.value).controls.map(({ mechanism, words }) =>
    controlEntry(mechanism, { mechanism, scope: [], words }),
  );
  const all = [...CONTROLS, ...brought];
  if (terminal.json) {
    terminal.document({ schema: 'wardlab/controls@1', controls: all });
    return EXIT_OK;
  }
  const yes = terminal.say({ en: 'yes', ja: '可' });
  const head = [
    'ID',
    terminal.say({ en: 'executable', ja: '実行' }),
    terminal.say({ en: 'name', ja: '名称' }),
    terminal.say({ en: 'source', ja: '出典' }),
  ];
  const rows = all.map(({ id, implemented, name, source }) => [id, implemented ? yes : '-', terminal.say(name), source]);
  const [first = '', ...others] = tableLines([head, ...rows]);
  terminal.line(terminal.tint('bold', first));
  for (const line of others) terminal.line(line);
  terminal.line();
  const count = all.filter(({ implemented }) => implemented).length;
  terminal.line(
    terminal.say({
      en: `Executable in this version: ${count} of ${all.length}. Where each acts and what it does: --json.`,
      ja: `本バージョンで実行可能: ${all.length} 件中 ${count} 件。作用する場所と内容は --json で表示します。`,
    }),
  );
  return EXIT_OK;
}
