/**
 * Purpose: lets Wireshark's tshark read a capture, with our keys and with every checksum checked, and gives what it says.
 *
 * `npm test` provides tshark and names it in TSHARK; a test run by itself looks for it on the search path.
 * Units: none.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from '../../lab/capture/index.ts';

const program = process.env['TSHARK'] ?? 'tshark';

/** True where no tshark starts; the tests that need it are then skipped, and counted as such. */
export const noTshark = spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0;
if (noTshark) process.stderr.write('!! NO TSHARK: the tests that let Wireshark read our captures are SKIPPED. They have not passed.\n');

/** What an analyser must never say of a capture of ours. */
export const FAULTS = ['_ws.malformed', '_ws.short', 'ip.checksum.status == 0', 'tcp.checksum.status == 0', 'udp.checksum.status == 0'];

type Written = Pick<Capture, 'file' | 'keys'>;
export type Fields = readonly (readonly string[])[];

export interface Analyser {
  /** One field of every packet that a filter lets pass. */
  fields(filter: string, ...names: readonly string[]): Fields;
  /** Packets with a fault. */
  faults(): Fields;
}

/** Writes a capture with its keys into a folder and opens it. */
export function analyse(folder: string, name: string, capture: Written): Analyser {
  const { path, env } = written(folder, name, capture);
  const fields: Analyser['fields'] = (filter, ...names) => {
    const { status, stdout, stderr } = spawnSync(program, fieldsOf(path, filter, names), { env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`tshark ended with ${status}: ${stderr}`);
    return table(stdout.split('\n'));
  };
  return {
    fields,
    faults: () => fields(FAULTS.map((fault) => `(${fault})`).join(' || '), 'frame.number', 'frame.protocols', '_ws.col.Info'),
  };
}

/** A kind of remark of the analyser's own ("expert information"), and how many packets drew it. */
export interface Remark {
  readonly severity: 'Errors' | 'Warns' | 'Notes';
  readonly group: string;
  readonly protocol: string;
  readonly summary: string;
  readonly packets: number;
}

export interface Reading {
  readonly rows: Fields;
  readonly remarks: readonly Remark[];
}

/** As `analyse` and `fields`, with every remark that is more than chat, in one pass and beside the caller's work: a start of tshark takes longer than most captures. */
export async function readOnce(folder: string, name: string, capture: Written, filter: string, names: readonly string[]): Promise<Reading> {
  const { path, env } = written(folder, name, capture);
  const child = spawn(program, [...fieldsOf(path, filter, names), '-z', 'expert,note'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`tshark ended with ${status}: ${errors.join('')}`);
  const lines = out.join('').split('\n');
  const end = lines.findIndex((line) => SEVERITY.test(line));
  return { rows: table(end < 0 ? lines : lines.slice(0, end)), remarks: end < 0 ? [] : remarksIn(lines.slice(end)) };
}

/** Head of a part of what `-z expert` prints, a line in it, and what stands between. */
const SEVERITY = /^(Errors|Warns|Notes) \(\d+\)$/;
const REMARK = /^ *(\d+) +(\S.*?) +(\S+) {2}(.*)$/;
const BETWEEN = /^$|^=+$|^ *Frequency +Group/;

function remarksIn(lines: readonly string[]): readonly Remark[] {
  let severity: Remark['severity'] = 'Errors';
  return lines.flatMap((line) => {
    if (BETWEEN.test(line)) return [];
    const head = SEVERITY.exec(line);
    if (head !== null) {
      severity = head[1] as Remark['severity'];
      return [];
    }
    const [, packets, group = '', protocol = '', summary = ''] = REMARK.exec(line) ?? [];
    if (packets === undefined) throw new Error(`tshark: a remark in a form that is not known: ${line}`);
    return [{ severity, group, protocol, summary, packets: Number(packets) }];
  });
}

function written(folder: string, name: string, { file, keys }: Written): { readonly path: string; readonly env: NodeJS.ProcessEnv } {
  const config = join(folder, `${name}.keys`);
  const path = join(folder, `${name}.pcapng`);
  mkdirSync(config, { recursive: true });
  writeFileSync(path, file);
  for (const key of keys) writeFileSync(join(config, key.name), key.text);
  return { path, env: { ...process.env, WIRESHARK_CONFIG_DIR: config } };
}

function fieldsOf(path: string, filter: string, names: readonly string[]): readonly string[] {
  return ['-r', path, '-Y', filter, '-T', 'fields', '-E', 'occurrence=a', ...names.flatMap((field) => ['-e', field])];
}

function table(lines: readonly string[]): Fields {
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}
