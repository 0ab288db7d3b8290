/**
 * Purpose: the commands and their options, as commander needs them. Each command's code is loaded only when it runs.
 *
 * Units: none. Determinism: none needed. References: contract.md section 2.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../run/package.ts';
import type { NationOptions } from './commands/nation.ts';
import type { EspProbeWords, IkeProbeWords } from '../probe/ike-options.ts';
import { IKE_PROBE_DEFAULTS } from '../probe/ike-defaults.ts';
import { netProbes, type ParsedOptions } from './net-probes.ts';
import { makeTerminal, type Terminal } from './terminal.ts';

type PluginOptions = ParsedOptions & { readonly plugin: readonly string[] };

/** Told what a command ended with. */
export type OnExit = (code: number) => void;

const SCENARIO = 'a file, or the id of a shipped scenario / ファイル、または同梱シナリオの ID';

/** Collects the values of an option that may be given several times. */
const collect = (word: string, before: readonly string[]): readonly string[] => [...before, word];

interface ReportOptions extends PluginOptions {
  readonly output: string;
  readonly format: string;
  readonly print?: boolean;
}

function pairsOf(word: string): number {
  const value = Number(word);
  if (!/^\d+$/.test(word) || value < 1 || value > 10_000_000)
    throw new InvalidArgumentError('It must be a whole number from 1 to 10000000.');
  return value;
}

function seedOf(word: string): number {
  const value = Number(word);
  if (!/^\d+$/.test(word) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be a whole number from 0 to 9007199254740991.');
  return value;
}

/** A command with the options that all have. */
function command(program: Command, usage: string, about: string): Command {
  return program
    .command(usage)
    .description(about)
    .option('--json', 'machine output: one JSON document / JSON 形式で出力')
    .option(
      '--seed <n>',
      'base seed, default 1; with replay and explain exactly one run / 乱数の種（既定値 1）。replay と explain では 1 回のみ実行',
      seedOf,
    )
    .addOption(new Option('--lang <lang>', 'language of all prose / 表示言語').choices(['en', 'ja']).default('en'));
}

/** A command that knows plug-ins. */
function withPlugins(one: Command): Command {
  return one.option('--plugin <file>', 'threats, attacks and controls of your own (docs/plugins.md) / 独自の脅威・攻撃・対策', collect, []);
}

/** Options of `replay` and `explain`. */
function withAttack(one: Command): Command {
  return withPlugins(one)
    .option('--threat <id>', 'the threat, T01 to T32 / 脅威', collect, [])
    .option('--attack <id>', 'one attack of the threat / 攻撃を 1 つに限定')
    .option('--controls <ids>', 'controls that are on: none, all, or ids with commas / 有効にする対策');
}

/**
 * The command line. Nothing is parsed yet.
 * Units: none. Errors: parsing throws CommanderError on bad usage. Source: contract 2.
 */
export function makeProgram(onExit: OnExit): Command {
  const program = new Command('wardlab')
    .description(
      'Network simulation and threat-analysis lab for health-information networks (ISO/TR 11636)\n医療情報ネットワークのシミュレーションと脅威分析',
    )
    .version(packageVersion(), '-V, --version', 'version / バージョン')
    .helpOption('-h, --help', 'help / ヘルプ')
    .helpCommand('help [command]', 'help / ヘルプ')
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  catalogues(program, onExit);
  runs(program, onExit);
  plugins(program, onExit);
  scale(program, onExit);
  probes(program, onExit);
  for (const one of [...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
    one.copyInheritedSettings(program).exitOverride();
  return program;
}

function catalogues(program: Command, onExit: OnExit): void {
  withPlugins(command(program, 'threats', 'catalogue of threats / 脅威の一覧')).action(async (options: PluginOptions) => {
    const { threatsCommand } = await import('./commands/threats.ts');
    onExit(await threatsCommand(terminalOf(options), options));
  });
  withPlugins(command(program, 'controls', 'catalogue of countermeasures / 対策の一覧')).action(async (options: PluginOptions) => {
    const { controlsCommand } = await import('./commands/controls.ts');
    onExit(await controlsCommand(terminalOf(options), options));
  });
  command(program, 'scenarios', 'shipped scenarios / 同梱シナリオの一覧').action(async (options: ParsedOptions) => {
    const { scenariosCommand } = await import('./commands/scenarios.ts');
    onExit(scenariosCommand(terminalOf(options)));
  });
  command(program, 'schema', 'JSON Schema of scenario files / シナリオ書式の JSON Schema').action(async (options: ParsedOptions) => {
    const { schemaCommand } = await import('./commands/schema.ts');
    onExit(schemaCommand(terminalOf(options)));
  });
  withPlugins(command(program, 'validate', 'says what is wrong with a scenario file / シナリオファイルの検査'))
    .argument('<file>', SCENARIO)
    .action(async (file: string, options: PluginOptions) => {
      const { validateCommand } = await import('./commands/validate.ts');
      onExit(await validateCommand(terminalOf(options), file, options));
    });
}

function runs(program: Command, onExit: OnExit): void {
  type AttackOptions = PluginOptions & {
    readonly threat: readonly string[];
    readonly attack?: string;
    readonly controls?: string;
    readonly trace?: string;
    readonly filter?: string;
    readonly pcap?: string;
    readonly keys?: string;
    readonly pcapAt: readonly string[];
  };
  withAttack(command(program, 'replay', 'runs the attacks of a threat once / 攻撃の再現'))
    .argument('<scenario>', SCENARIO)
    .option('--trace <file>', 'write the events of the trace, one JSON line each / トレースを NDJSON で保存')
    .option(
      '--filter <expression>',
      'print the events that match instead of the evidence (docs/filter.md) / 証跡の代わりに、式に一致するイベントだけを表示',
    )
    .option('--pcap <file>', 'write what was on the wires, for Wireshark (pcapng) / 全回線のパケットを pcapng で保存（Wireshark 用）')
    .option('--pcap-at <place>', 'with --pcap: only this line or LAN / --pcap と併用し、回線または LAN を限定', collect, [])
    .option(
      '--keys <dir>',
      "with --pcap: write the run's keys as Wireshark's tables / --pcap と併用し、復号用の鍵を Wireshark の鍵表として保存",
    )
    .action(async (scenario: string, options: AttackOptions) => {
      const { replayCommand } = await import('./commands/replay.ts');
      onExit(await replayCommand(terminalOf(options), scenario, options));
    });
  withAttack(command(program, 'explain', 'tells the evidence as a story / 証跡の解説'))
    .argument('<scenario>', SCENARIO)
    .action(async (scenario: string, options: AttackOptions) => {
      const { explainCommand } = await import('./commands/explain.ts');
      onExit(await explainCommand(terminalOf(options), scenario, options));
    });
  withPlugins(command(program, 'coverage', 'which controls defeat which threat, exactly / 脅威 × 対策の網羅表'))
    .argument('[scenarios...]', SCENARIO)
    .option('--threat <ids...>', 'only these threats / 脅威を限定', [])
    .action(async (scenarios: readonly string[], options: PluginOptions & { readonly threat: readonly string[] }) => {
      const { coverageCommand } = await import('./commands/coverage.ts');
      onExit(await coverageCommand(terminalOf(options), scenarios, options));
    });
  command(program, 'compare', 'networks side by side, with the controls that each comes with / 網の比較')
    .argument('[scenarios...]', SCENARIO)
    .action(async (scenarios: readonly string[], options: ParsedOptions) => {
      const { compareCommand } = await import('./commands/compare.ts');
      onExit(await compareCommand(terminalOf(options), scenarios));
    });
  withPlugins(command(program, 'report', 'writes the coverage with its evidence as a report / 報告書の出力'))
    .argument('<scenarios...>', SCENARIO)
    .option('-o, --output <dir>', 'folder to write to / 出力先フォルダー', 'report')
    .option('--format <formats>', 'html, json / 形式', 'html,json')
    .option('--print', 'print the coverage table as well / 網羅表も表示')
    .action(async (scenarios: readonly string[], options: ReportOptions) => {
      const { reportCommand } = await import('./commands/report.ts');
      onExit(await reportCommand(terminalOf(options), scenarios, options));
    });
  command(program, 'prove', "holds the lab's claims against direct replays / 判定の正しさを直接の再現で検証")
    .argument('[scenarios...]', `${SCENARIO} (figure-3)`)
    .option('--pairs <n>', 'random pairs of attack and profile / 無作為に検証する組の数', pairsOf, 10_000)
    .action(async (scenarios: readonly string[], options: ParsedOptions & { readonly pairs: number }) => {
      const { proveCommand } = await import('./commands/prove.ts');
      onExit(await proveCommand(terminalOf(options), scenarios, options));
    });
}

function plugins(program: Command, onExit: OnExit): void {
  const group = program.command('plugin').description('plug-ins / プラグイン');
  command(group, 'check', 'conformance kit: is a plug-in fit for use? / プラグインの適合検査')
    .argument('<files...>', 'files of plug-ins / プラグインのファイル')
    .option('--scenario <scenario>', SCENARIO)
    .action(async (files: readonly string[], options: ParsedOptions & { readonly scenario?: string }) => {
      const { pluginCheckCommand } = await import('./commands/plugin.ts');
      onExit(await pluginCheckCommand(terminalOf(options), files, options));
    });
}

function probes(program: Command, onExit: OnExit): void {
  const group = program.command('probe').description('one protocol model by itself, without a scenario / プロトコルモデルの単独測定');
  command(group, 'ike', 'set-up of an IKEv2 tunnel on a bare line / IKEv2 の確立')
    .option('--auth <kind>', 'psk, rsa2048, rsa3072, ecdsa256 / 認証方式', IKE_PROBE_DEFAULTS.auth)
    .option('--proposal <words>', 'cipher, hash and group / 暗号・ハッシュ・鍵交換', IKE_PROBE_DEFAULTS.proposal)
    .option('--one-way <time>', 'delay of the line in each direction / 片方向の遅延', IKE_PROBE_DEFAULTS.oneWay)
    .option('--loss <share>', 'loss of each packet / パケット損失率', IKE_PROBE_DEFAULTS.loss)
    .option('--runs <n>', 'set-ups to run / 試行回数', IKE_PROBE_DEFAULTS.runs)
    .option('--initiator <product>', 'whose behaviour / 開始側の実装', IKE_PROBE_DEFAULTS.initiator)
    .option('--id-bytes <n>', 'length of the names of both ends / 識別名の長さ', IKE_PROBE_DEFAULTS.idBytes)
    .option('--responder <product>', 'whose behaviour / 応答側の実装', IKE_PROBE_DEFAULTS.responder)
    .option('--cookie', 'the responder demands a cookie / 応答側がクッキーを要求')
    .option(
      '--failure <kind>',
      'wrong-psk, wrong-identity, untrusted, expired, revoked, revoked-no-list, no-proposal, wrong-group, esp-mismatch, ts-mismatch / 失敗の種類',
    )
    .option('--failing <end>', 'the end with which something is wrong / 問題のある側', IKE_PROBE_DEFAULTS.failing)
    .option(
      '--revocation <policy>',
      'relaxed or strict: without a revocation list / 失効リストがない場合の扱い',
      IKE_PROBE_DEFAULTS.revocation,
    )
    .option('--fragment-bytes <n>', 'largest IP packet of a fragment, or none / フラグメントの最大 IP パケット長、または none')
    .option('--certificate-bytes <n>', 'length of the certificates (DER) / 証明書の長さ')
    .option('--intermediates <n,n>', 'lengths of the certificates of intermediate issuers / 中間認証局の証明書の長さ')
    .option('--authorities <n>', 'issuers that each end trusts / 信頼する発行者の数')
    .option('--no-mobike', 'without MOBIKE / MOBIKE なし')
    .option('--no-nat', 'without a claimed NAT / NAT を装わない')
    .action(async (options: ParsedOptions & IkeProbeWords) => {
      const { probeIkeCommand } = await import('./commands/probe.ts');
      onExit(probeIkeCommand(terminalOf(options), options));
    });
  command(group, 'esp', 'size of a packet in an ESP tunnel / ESP のパケット長')
    .requiredOption('--suite <name>', 'aes-gcm-16, aes-cbc-sha1-96, aes-cbc-sha256-128, … / 暗号方式')
    .requiredOption('--inner <octets>', 'total length of the inner packet / 内側パケット長')
    .option('--udp', 'inside UDP, as through a NAT / UDP カプセル化')
    .option('--transport', 'transport mode / トランスポートモード')
    .action(async (options: ParsedOptions & EspProbeWords) => {
      const { probeEspCommand } = await import('./commands/probe.ts');
      onExit(probeEspCommand(terminalOf(options), options));
    });
  netProbes(group, { command, terminalOf, onExit });
}

function scale(program: Command, onExit: OnExit): void {
  withPlugins(command(program, 'capacity', 'set-up time, overhead and load of the tunnels (TR D.7) / トンネルの性能（TR D.7）'))
    .argument('<scenario>', SCENARIO)
    .action(async (scenario: string, options: PluginOptions) => {
      const { capacityCommand } = await import('./commands/capacity.ts');
      onExit(await capacityCommand(terminalOf(options), scenario, options));
    });
  command(program, 'nation', 'a day of on-demand tunnels in a generated nation / 生成した全国規模ネットワークの 1 日')
    .option('--institutions <n>', 'hospitals, clinics, dental clinics, pharmacies / 施設数', '240000')
    .addOption(
      new Option('--day <day>', 'ordinary, or the busiest day of claims / 通常日または請求集中日')
        .choices(['ordinary', 'peak'])
        .default('ordinary'),
    )
    .option('--hours <span>', 'part of the day / 対象の時間帯', '00:00-24:00')
    .option('--servers <n>', 'servers of the VPN centre / センターのサーバ数', '2')
    .option('--outage <span>', 'the centre is away, for example 10:00-10:15 / センターの停止時間帯')
    .option('--renewals <span>', 'all devices renew their certificates in this time / 全機器の証明書を更新する時間帯')
    .option('--revocations <n>', 'certificates taken back in the course of the day / 失効させる証明書の数', '0')
    .option('--find-servers', 'double the servers until 99 % wait 30 s at most / 99 % が 30 秒以内となるサーバ数を探索')
    .action(async (options: ParsedOptions & NationOptions) => {
      const { nationCommand } = await import('./commands/nation.ts');
      onExit(nationCommand(terminalOf(options), options));
    });
}

function terminalOf({ json = false, lang, seed = 1 }: ParsedOptions): Terminal {
  return makeTerminal({ json, lang, seed });
}
