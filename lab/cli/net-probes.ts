/**
 * Purpose: `wardlab probe syn-flood|arp|tcp` and their options, as commander needs them.
 *
 * Units: in the words of the options. Determinism: none needed. References: contract.md section 2.
 */
import { Option, type Command } from 'commander';
import { ENTRIES, SPOOFS } from '../probe/arp.ts';
import { ACKS, SEGMENTS, TIMESTAMPS } from '../probe/tcp.ts';
import type { ArpOptions, SynFloodOptions, TcpOptions } from './commands/probe-net.ts';
import type { CommonOptions, Terminal } from './terminal.ts';

/** Commander leaves a flag out that was not given. */
export type ParsedOptions = Omit<CommonOptions, 'json' | 'seed'> & { readonly json?: boolean; readonly seed?: number };

/** What a probe needs of the program that it belongs to. */
export interface ProbeHost {
  command(group: Command, usage: string, about: string): Command;
  terminalOf(options: ParsedOptions): Terminal;
  onExit(code: number): void;
}

const oneOf = (flags: string, about: string, choices: readonly string[], otherwise: string): Option =>
  new Option(flags, about).choices(choices).default(otherwise);

/**
 * Adds these probes to the group.
 * Units: none. Errors: none. Source: contract 2.
 */
export function netProbes(group: Command, host: ProbeHost): void {
  synFlood(group, host);
  arp(group, host);
  tcp(group, host);
}

function synFlood(group: Command, { command, terminalOf, onExit }: ProbeHost): void {
  command(group, 'syn-flood', 'callers beside a flood of SYNs from silent sources / SYN フラッド下の接続成功率')
    .option('--backlog <n>', 'backlog of the listener / 待ち受けのバックログ', '128')
    .option('--synack-retries <n>', 'repeats of a SYN-ACK (Linux tcp_synack_retries) / SYN-ACK の再送回数', '5')
    .addOption(oneOf('--cookies <mode>', 'SYN cookies: 0 off, 1 when full, 2 always / SYN クッキー', ['0', '1', '2'], '0'))
    .option('--rate <n>', 'SYNs of the flood in a second / 毎秒の攻撃 SYN 数', '50')
    .option('--calls <n>', 'calls of legitimate clients in a second / 毎秒の正規の接続数', '4')
    .option('--max-syn-backlog <n>', 'Linux tcp_max_syn_backlog; its last quarter is for proven peers / 最後の 4 分の 1 は実績のある相手用')
    .option('--unproven', 'the callers never become proven peers / 正規クライアントを実績のある相手と見なさない')
    .option('--warm-up <s>', 'seconds of the flood before it is measured / 計測前の攻撃時間（秒）')
    .option('--measure <s>', 'measured seconds of each flood / 計測時間（秒）', '30')
    .option('--runs <n>', 'independent runs / 独立な試行の数', '3')
    .option(
      '--repeats <n>',
      'floods that a run is made of; absent: until the standard error is 0.005 / 1 回の試行に含める独立なフラッドの数（省略時は標準誤差が 0.005 になるまで）',
    )
    .action(async (options: ParsedOptions & SynFloodOptions) => {
      const { synFloodCommand } = await import('./commands/probe-net.ts');
      onExit(synFloodCommand(terminalOf(options), options));
    });
}

function arp(group: Command, { command, terminalOf, onExit }: ProbeHost): void {
  command(group, 'arp', 'a false claim of an address on a LAN / LAN 上のアドレス詐称（ARP）')
    .addOption(oneOf('--entry <state>', "the client's entry before / 詐称前のエントリ", ENTRIES, 'stale'))
    .addOption(oneOf('--spoof <form>', 'form of the claim / 詐称の形式', SPOOFS, 'unicast-reply'))
    .addOption(oneOf('--accept <n>', 'Linux arp_accept of the client', ['0', '1', '2'], '0'))
    .addOption(oneOf('--drop-gratuitous <n>', 'Linux drop_gratuitous_arp of the client', ['0', '1'], '0'))
    .option('--age <s>', 'seconds since the entry was made / エントリ作成からの秒数')
    .option('--claims <n>', 'claims in all / 詐称の回数', '1')
    .option('--every <s>', 'seconds between claims / 詐称の間隔（秒）', '2')
    .option('--observe <s>', 'seconds for which the client sends afterwards / 観測時間（秒）', '75')
    .action(async (options: ParsedOptions & ArpOptions) => {
      const { arpCommand } = await import('./commands/probe-net.ts');
      onExit(arpCommand(terminalOf(options), options));
    });
}

function tcp(group: Command, { command, terminalOf, onExit }: ProbeHost): void {
  command(group, 'tcp', 'a forged segment into an open connection / 確立済み接続への偽造セグメント')
    .addOption(oneOf('--segment <kind>', 'kind of segment / セグメントの種類', Object.keys(SEGMENTS), 'rst'))
    .option(
      '--seq <place>',
      'exact, in-window, last, edge, beyond, before, outside, or octets after RCV.NXT / シーケンス番号の位置、または RCV.NXT からの差',
      'exact',
    )
    .addOption(oneOf('--ack <place>', 'acknowledgement number / 確認応答番号', ACKS, 'valid'))
    .addOption(oneOf('--timestamp <age>', 'timestamp option / タイムスタンプオプション', TIMESTAMPS, 'current'))
    .option('--bytes <n>', 'octets of forged data / 偽造データのオクテット数', '20')
    .option('--window <n>', "octets of the victim's receive window / 受信ウィンドウ", '65536')
    .addOption(oneOf('--victim <end>', 'who gets the segment / 標的', ['server', 'client'], 'server'))
    .option('--count <n>', 'segments / セグメント数', '1')
    .option('--every <ms>', 'milliseconds between them / 間隔（ミリ秒）', '0.5')
    .option('--then-exact', 'a RST with the number that the challenge ACK tells follows / 続けて正確な番号の RST を送る')
    .addOption(oneOf('--rfc5961 <n>', 'the victim follows RFC 5961 (1) or RFC 793 (0) / 標的の規則', ['0', '1'], '1'))
    .option('--challenge-limit <n/s>', 'challenge ACKs in any so many seconds, such as 10/5 / チャレンジ ACK の上限', '1/0.5')
    .action(async (options: ParsedOptions & TcpOptions) => {
      const { tcpCommand } = await import('./commands/probe-net.ts');
      onExit(tcpCommand(terminalOf(options), options));
    });
}
