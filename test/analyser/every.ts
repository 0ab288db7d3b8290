/**
 * Purpose: `npm run captures`: replays every attack of every shipped scenario, with all controls off and on, and lets tshark read each capture. The tests take a sample.
 *
 * Prints a line a capture, the faults beneath it, and totals. While tshark reads one capture the next is made, so that on two cores it takes as long as the slower of the two: replays and
 * real encryption of a million packets here, Wireshark's dissection of them there.
 * Usage: `npm run captures [-- figure-3 …]`; exits 1 when tshark finds a fault or something that it cannot open, 3 when there is no tshark.
 * Units: packets.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureOf } from '../../lab/capture/index.ts';
import { shippedIds } from '../../scenarios/index.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { added, judge, JUDGED_FIELDS, JUDGED_FILTER, NOTHING, type Counts } from './judge.ts';
import { listened, scenarioOf } from './runs.ts';
import { noTshark, readOnce } from './tshark.ts';

const NO_TSHARK = 3;
const MOST_FAULTS = 5;

/** Everything that was read. */
interface Totals {
  readonly captures: number;
  readonly packets: number;
  readonly counts: Counts;
}

/** A capture that tshark is reading; the lines to print when it is done. */
type Reader = () => Promise<{ readonly packets: number; readonly counts: Counts }>;

/** The captures of a scenario, one a threat and profile. */
function* capturesOf(id: string, folder: string): Generator<Reader> {
  const scenario = scenarioOf(id);
  const attacks = attacksOf(scenario);
  for (const threat of new Set(attacks.map(({ definition }) => definition.threat)))
    for (const profile of ['none', 'all'] as const) {
      const name = `${id} ${threat} ${profile}`;
      const own = attacks.filter(({ definition }) => definition.threat === threat);
      const runs = own.map((attack) => listened(scenario, attack.id, () => profile === 'all'));
      const capture = captureOf(runs, { lang: 'en', about: name });
      const place = join(folder, name.replaceAll(' ', '-'));
      const reading = readOnce(place, 'capture', capture, JUDGED_FILTER, JUDGED_FIELDS);
      yield async () => {
        const { faults, ...counts } = judge(runs, await reading);
        rmSync(place, { recursive: true });
        console.log(`${name}: ${runs.length} runs, ${capture.packets} packets, ${words(counts)}, ${faults.length} faults`);
        for (const fault of faults.slice(0, MOST_FAULTS)) console.log(`  ${fault}`);
        if (faults.length > MOST_FAULTS) console.log(`  and ${faults.length - MOST_FAULTS} more`);
        return { packets: capture.packets, counts };
      };
    }
}

function words({ ikeAuth, ikeAuthOpened, esp, espOpened, icvChanged }: Counts): string {
  const changed = icvChanged > 0 ? `, ${icvChanged} wrong check values of packets that were changed on the way` : '';
  return `IKE_AUTH ${ikeAuthOpened} of ${ikeAuth} and ESP ${espOpened} of ${esp} decrypted${changed}`;
}

async function readAll(ids: readonly string[], folder: string): Promise<Totals> {
  let totals: Totals = { captures: 0, packets: 0, counts: NOTHING };
  const finish = async (reader: Reader | undefined): Promise<void> => {
    if (reader === undefined) return;
    const { packets, counts } = await reader();
    totals = { captures: totals.captures + 1, packets: totals.packets + packets, counts: added(totals.counts, counts) };
  };
  let before: Reader | undefined;
  for (const id of ids)
    for (const reader of capturesOf(id, folder)) {
      await finish(before);
      before = reader;
    }
  await finish(before);
  return totals;
}

if (noTshark) process.exit(NO_TSHARK);
const folder = mkdtempSync(join(tmpdir(), 'wardlab-captures-'));
const wanted = process.argv.slice(2);
const { captures, packets, counts } = await readAll(wanted.length > 0 ? wanted : shippedIds, folder).finally(() =>
  rmSync(folder, { recursive: true, force: true }),
);
const { malformed, checksum, icv, closed, other, sequence } = counts;
const faults = malformed + checksum + icv + closed + other;
console.log(
  `${captures} captures, ${packets} packets, ${words(counts)}; remarks: ${malformed} malformed, ${checksum} wrong checksums, ${icv} check values against the trace, ` +
    `${closed} not decrypted, ${other} others, ${sequence} about sequences (not judged); ${faults} faults`,
);
process.exitCode = faults > 0 ? 1 : 0;
