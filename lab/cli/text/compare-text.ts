/**
 * Purpose: a comparison of networks as a table for a terminal: threats down, networks across.
 *
 * Does not model: colours of cells; words tell outcomes apart. Units: none. Determinism: pure.
 * References: TR 6.2, B.4, Table D.1.
 */
import type { Bilingual } from '../../../sim/world/scenario.ts';
import type { Comparison, NetworkCell } from '../../run/compare-run.ts';
import { VERDICT_WORDS } from '../../words/outcomes.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/**
 * The lines of a comparison: attackers between the institutions, then those inside; threats that no network offers are named below.
 * Units: none. Errors: none. Source: TR B.4.1 (what counts as the network).
 */
export function compareLines(terminal: Terminal, comparison: Comparison): string[] {
  const { say } = terminal;
  const { networks, threats } = comparison;
  const missing = threats
    .filter(({ cells }) => cells.every(({ between, inside }) => between.attacks + inside.attacks === 0))
    .map(({ id }) => id);
  const none = say({ en: 'no control of its own', ja: '固有の対策なし' });
  return [
    ...networks.flatMap(({ id, title, deployed }, at) => terminal.wrap(`${at + 1}  ${id}: ${say(title)} [${deployed.join(', ') || none}]`)),
    ...tableOf(terminal, comparison, 'between', {
      en: 'Attacks from the network between institutions, or by a partner',
      ja: '施設間の網、または連携先からの攻撃',
    }),
    ...tableOf(terminal, comparison, 'inside', {
      en: 'Attacks from inside an institution (LAN, radio, a host)',
      ja: '施設内部からの攻撃（LAN、無線、端末）',
    }),
    '',
    ...terminal.wrap(
      say({
        en: 'Each cell is what comes of the threat with the controls in brackets, from runs, and how many of its attacks still succeed; “-”: the network offers no attack, or none that succeeds without controls.',
        ja: '各欄は、角括弧内の対策を有効とした実行結果と、なお成立する攻撃の数。「-」は、攻撃の余地がないか、対策なしでも成立しないことを示す。',
      }),
    ),
    ...(missing.length === 0
      ? []
      : terminal.wrap(say({ en: `In none of these networks: ${missing.join(', ')}`, ja: `いずれの網でも対象外: ${missing.join('、')}` }))),
    '',
  ];
}

function tableOf(terminal: Terminal, { networks, threats }: Comparison, where: 'between' | 'inside', title: Bilingual): string[] {
  const { say, tint } = terminal;
  const offered = threats.filter(({ cells }) => cells.some((cell) => cell[where].succeedBare > 0));
  if (offered.length === 0) return [];
  const rows = offered.map(({ id, name, cells }) => [id, ...cells.map((cell) => wordOf(terminal, cell[where])), say(name)]);
  const [head = '', ...lines] = tableLines([
    ['ID', ...networks.map((_, at) => String(at + 1)), say({ en: 'threat', ja: '脅威' })],
    ...rows,
  ]);
  return ['', tint('bold', say(title)), tint('dim', head), ...lines];
}

function wordOf({ say }: Terminal, { outcome, succeed, succeedBare }: NetworkCell): string {
  if (outcome === 'not-applicable') return '-';
  return outcome === 'succeeded' ? `${say(VERDICT_WORDS[outcome])} ${succeed}/${succeedBare}` : say(VERDICT_WORDS[outcome]);
}
