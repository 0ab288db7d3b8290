/**
 * Purpose: lets Wireshark's tshark read a capture, with our keys and with every checksum checked, and gives what it says.
 *
 * `npm test` provides tshark and names it in TSHARK; a test run by itself looks for it on the search path.
 * Units: none.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from '../../lab/capture/index.ts';

const program = process.env['TSHARK'] ?? 'tshark';

/** True where no tshark starts; the tests that need it are then skipped, and counted as such. */
export const noTshark = spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0;
if (noTshark) process.stderr.write('!! NO TSHARK: the tests that let Wireshark read our captures are SKIPPED. They have not passed.\n');

/** What an analyser must never say of a capture of ours. */
const FAULTS = ['_ws.malformed', '_ws.short', 'ip.checksum.status == 0', 'tcp.checksum.status == 0', 'udp.checksum.status == 0'];

export interface Analyser {
  /** One field of every packet that a filter lets pass. */
  fields(filter: string, ...names: readonly string[]): readonly (readonly string[])[];
  /** Packets with a fault. */
  faults(): readonly (readonly string[])[];
}

/** Writes a capture with its keys into a folder and opens it. */
export function analyse(folder: string, name: string, { file, keys }: Pick<Capture, 'file' | 'keys'>): Analyser {
  const config = join(folder, `${name}.keys`);
  const path = join(folder, `${name}.pcapng`);
  mkdirSync(config, { recursive: true });
  writeFileSync(path, file);
  for (const key of keys) writeFileSync(join(config, key.name), key.text);
  const fields: Analyser['fields'] = (filter, ...names) => {
    const wanted = names.flatMap((field) => ['-e', field]);
    const env = { ...process.env, WIRESHARK_CONFIG_DIR: config };
    const { status, stdout, stderr } = spawnSync(program, ['-r', path, '-Y', filter, '-T', 'fields', '-E', 'occurrence=a', ...wanted], {
      env,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`tshark ended with ${status}: ${stderr}`);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t'));
  };
  return {
    fields,
    faults: () => fields(FAULTS.map((fault) => `(${fault})`).join(' || '), 'frame.number', 'frame.protocols', '_ws.col.Info'),
  };
}
