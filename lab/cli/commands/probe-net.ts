/**
 * Purpose: `wardlab probe syn-flood|arp|tcp`: reads the options, runs the probe, shows what it saw.
 *
 * Units: in the names of the options. Determinism: the same options and seed give the same document. References: contract.md sections 2 and 3.
 */
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import type { AckLimitSpec } from '../../../sim/net/tcp/ack-limit.ts';
import { probeArp, type ArpSpec, type EntryBefore, type Spoof } from '../../probe/arp.ts';
import { probeSynFlood, type SynFloodSpec } from '../../probe/syn-flood.ts';
import { probeTcp, SEQUENCES, type SegmentKind, type TcpSpec } from '../../probe/tcp.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { allChosen, readCount, readDecimal } from '../../probe/read.ts';
import { refused, type Chosen, type Terminal } from '../terminal.ts';
import { arpLines, synFloodLines, tcpLines } from '../text/probe-net-text.ts';

/** Words of the command line. */
export interface SynFloodOptions {
  readonly backlog: string;
  readonly synackRetries: string;
  readonly cookies: '0' | '1' | '2';
  readonly rate: string;
  readonly calls: string;
  readonly maxSynBacklog?: string;
  readonly unproven?: boolean;
  readonly measure: string;
  readonly warmUp?: string;
  readonly runs: string;
  readonly repeats?: string;
}

/** Words of the command line. */
export interface ArpOptions {
  readonly entry: EntryBefore;
  readonly spoof: Spoof;
  readonly accept: '0' | '1' | '2';
  readonly dropGratuitous: '0' | '1';
  readonly age?: string;
  readonly claims: string;
  readonly every: string;
  readonly observe: string;
}

/** Words of the command line. */
export interface TcpOptions {
  readonly segment: SegmentKind;
  readonly seq: string;
  readonly ack: TcpSpec['ack'];
  readonly timestamp: TcpSpec['timestamp'];
  readonly bytes: string;
  readonly window: string;
  readonly victim: TcpSpec['victim'];
  readonly count: string;
  readonly every: string;
  readonly thenExact?: boolean;
  readonly rfc5961: '0' | '1';
  readonly challengeLimit: string;
}

/** Bounds: those of the settings (Linux: tcp_synack_retries is an octet, a window 30 bits), and sizes that a run of the probe still answers for. */
const MOST = {
  backlog: 65_535,
  retries: 10,
  perS: 100_000,
  measureS: 36_000,
  runs: 1000,
  claims: 10_000,
  observeS: 86_400,
  count: 100_000,
} as const;
const MOST_WINDOW = 2 ** 30;

/**
 * Runs `probe syn-flood`.
 * Units: exit code. Errors: bad input is refused. Source: contract 2.
 */
export function synFloodCommand(terminal: Terminal, options: SynFloodOptions): number {
  const { maxSynBacklog: reserve } = options;
  const numbers = allChosen<Pick<SynFloodSpec, 'backlog' | 'synAckRetries' | 'floodPerS' | 'callsPerS' | 'measuredS' | 'runs'>>({
    backlog: readCount('--backlog', options.backlog, 1, MOST.backlog),
    synAckRetries: readCount('--synack-retries', options.synackRetries, 0, MOST.retries),
    floodPerS: readDecimal('--rate', options.rate, 0, MOST.perS),
    callsPerS: readDecimal('--calls', options.calls, 0.01, MOST.perS),
    measuredS: readCount('--measure', options.measure, 1, MOST.measureS),
    runs: readCount('--runs', options.runs, 1, MOST.runs),
  });
  if (!numbers.ok) return terminal.refuse(numbers.refusal);
  const maxSynBacklog = reserve === undefined ? undefined : readCount('--max-syn-backlog', reserve, 1, MOST.backlog);
  if (maxSynBacklog?.ok === false) return terminal.refuse(maxSynBacklog.refusal);
  const warmUp = options.warmUp === undefined ? undefined : readCount('--warm-up', options.warmUp, 0, MOST.measureS);
  if (warmUp?.ok === false) return terminal.refuse(warmUp.refusal);
  const repeats = options.repeats === undefined ? undefined : readCount('--repeats', options.repeats, 1, MOST.runs);
  if (repeats?.ok === false) return terminal.refuse(repeats.refusal);
  const figures = probeSynFlood({
    ...numbers.value,
    ...(repeats === undefined ? {} : { repeats: repeats.value }),
    ...(maxSynBacklog === undefined ? {} : { maxSynBacklog: maxSynBacklog.value }),
    ...(warmUp === undefined ? {} : { warmUpS: warmUp.value }),
    cookies: options.cookies === '2' ? 2 : options.cookies === '1' ? 1 : 0,
    unproven: options.unproven === true,
    seed: terminal.seed,
  });
  return show(terminal, figures, synFloodLines);
}

/**
 * Runs `probe arp`.
 * Units: exit code. Errors: bad input is refused. Source: contract 2.
 */
export function arpCommand(terminal: Terminal, options: ArpOptions): number {
  const { age, accept } = options;
  const numbers = allChosen<Pick<ArpSpec, 'claims' | 'everyS' | 'observedS'>>({
    claims: readCount('--claims', options.claims, 1, MOST.claims),
    everyS: readDecimal('--every', options.every, 0.001, MOST.observeS),
    observedS: readDecimal('--observe', options.observe, 1, MOST.observeS),
  });
  if (!numbers.ok) return terminal.refuse(numbers.refusal);
  const ageS = age === undefined ? undefined : readDecimal('--age', age, 0.001, MOST.observeS);
  if (ageS?.ok === false) return terminal.refuse(ageS.refusal);
  const figures = probeArp({
    ...numbers.value,
    ...(ageS === undefined ? {} : { ageS: ageS.value }),
    entry: options.entry,
    spoof: options.spoof,
    settings: { accept: accept === '2' ? 2 : accept === '1' ? 1 : 0, dropGratuitous: options.dropGratuitous === '1' },
    seed: terminal.seed,
  });
  return show(terminal, figures, arpLines);
}

/**
 * Runs `probe tcp`.
 * Units: exit code. Errors: bad input is refused. Source: contract 2.
 */
export function tcpCommand(terminal: Terminal, options: TcpOptions): number {
  const chosen = allChosen<Pick<TcpSpec, 'seq' | 'bytes' | 'windowBytes' | 'count' | 'everyMs' | 'ackLimit'>>({
    seq: place(options.seq),
    bytes: readCount('--bytes', options.bytes, 1, 1360),
    windowBytes: readCount('--window', options.window, 1, MOST_WINDOW),
    count: readCount('--count', options.count, 1, MOST.count),
    everyMs: readDecimal('--every', options.every, 0, MOST.observeS),
    ackLimit: limit(options.challengeLimit),
  });
  if (!chosen.ok) return terminal.refuse(chosen.refusal);
  const { segment, ack, timestamp, victim } = options;
  const figures = probeTcp({
    ...chosen.value,
    segment,
    ack,
    timestamp,
    victim,
    thenExact: options.thenExact === true,
    hardened: options.rfc5961 === '1',
    seed: terminal.seed,
  });
  return show(terminal, figures, tcpLines);
}

function show<T>(terminal: Terminal, figures: T, lines: (terminal: Terminal, figures: T) => readonly string[]): number {
  if (terminal.json) terminal.document(figures);
  else for (const line of lines(terminal, figures)) terminal.line(line);
  return EXIT_OK;
}

function place(word: string): Chosen<TcpSpec['seq']> {
  const name = SEQUENCES.find((each) => each === word);
  if (name !== undefined) return { ok: true, value: name };
  const value = Number(word);
  if (/^[+-]?\d+$/.test(word) && Math.abs(value) < 2 ** 31) return { ok: true, value };
  const names = SEQUENCES.join(', ');
  return refused(
    `--seq needs ${names}, or octets after RCV.NXT within 2^31, not "${word}"`,
    `--seq には ${names}、または RCV.NXT からのオクテット数（絶対値 2^31 未満）を指定してください（指定値「${word}」）`,
  );
}

function limit(word: string): Chosen<AckLimitSpec> {
  const [count, seconds, more] = word.split('/');
  if (/^[1-9]\d{0,8}$/.test(count ?? '') && /^\d{1,6}(\.\d{1,3})?$/.test(seconds ?? '') && Number(seconds) > 0 && more === undefined)
    return { ok: true, value: { count: Number(count), perNs: Math.round(Number(seconds) * NS_PER_S) } };
  return refused(
    `--challenge-limit needs a number of ACKs and of seconds such as 10/5, not "${word}"`,
    `--challenge-limit には 10/5 のように ACK の数と秒数を指定してください（指定値「${word}」）`,
  );
}
