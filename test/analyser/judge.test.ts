/**
 * Purpose: what `npm run captures` takes for right and for a fault, held against a run in which an attacker flips bits under ESP, and against planted faults.
 *
 * Without tshark these tests are skipped, loudly, and counted as skipped. References: RFC 4303 3.4.4.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { captureOf } from '../../lab/capture/index.ts';
import { temporaryFolder } from '../lab/support/cli.ts';
import { readPcapng } from '../lab/capture/read-pcapng.ts';
import { added, judge, JUDGED_FIELDS, JUDGED_FILTER, NOTHING } from './judge.ts';
import { listened, scenarioOf } from './runs.ts';
import { noTshark, readOnce, type Reading } from './tshark.ts';

const folder = temporaryFolder();
const run = listened(scenarioOf('figure-1'), 'T31/wan-on/internet', () => true);
const capture = captureOf([run], { lang: 'en', about: 'test' });
const ICV_BAD = JUDGED_FIELDS.indexOf('esp.icv_bad');
/** Flipped by the attacker: as many as the trace says. */
const flipped = run.trace.filter(({ kind, fields }) => kind === 'stop' && fields['reason'] === 'esp-icv-mismatch').length;

function read(name: string, file = capture.file): Promise<Reading> {
  return readOnce(folder, name, { ...capture, file }, JUDGED_FILTER, JUDGED_FIELDS);
}

describe.skipIf(noTshark)('the judge of captures', () => {
  let reading: Reading;
  beforeAll(async () => {
    reading = await read('as-it-is');
  });

  it('lets a wrong check value pass where the attacker flipped bits, and counts the rest', () => {
    const { faults, ...counts } = judge([run], reading);
    expect(faults).toEqual([]);
    expect(flipped).toBeGreaterThan(2);
    expect(counts).toMatchObject({ icvChanged: flipped, icv: 0, malformed: 0, checksum: 0, closed: 0, other: 0 });
    expect(counts.ikeAuth).toBeGreaterThan(0);
    expect([counts.ikeAuthOpened, counts.espOpened]).toEqual([counts.ikeAuth, counts.esp]);
    expect(added(counts, added(NOTHING, counts)).esp).toBe(2 * counts.esp);
  });

  it('wants both witnesses: without the refusal in the trace, or where the packet is whole, it is a fault; so is a changed packet that draws no remark', () => {
    expect(judge([{ ...run, trace: [] }], reading).icv).toBe(flipped);
    const silent = reading.rows.map((row) => row.map((value, at) => (at === ICV_BAD ? value.replaceAll('1', '0') : value)));
    expect(judge([run], { ...reading, rows: silent }).icv).toBe(flipped);
    const loud = reading.rows.map((row) => row.map((value, at) => (at === ICV_BAD ? value.replaceAll('0', '1') : value)));
    expect(judge([run], { ...reading, rows: loud }).icv).toBeGreaterThan(flipped);
  });

  it('knows who changed a packet where nobody checks it, and where a line did', async () => {
    const figure3 = scenarioOf('figure-3');
    const runs = [
      listened(figure3, 'T19/wan-on/internet/splice', () => false),
      listened(figure3, 'T31/none/clinic-a.vpn/line-fault', () => true),
    ];
    const told = captureOf(runs, { lang: 'en', about: 'test' });
    const { faults, ...counts } = judge(runs, await readOnce(folder, 'changed', told, JUDGED_FILTER, JUDGED_FIELDS));
    expect(faults).toEqual([]);
    const ofTrace = (at: number, wanted: (fields: Readonly<Record<string, unknown>>) => boolean): number =>
      runs[at]?.trace.filter(({ fields }) => wanted(fields)).length ?? 0;
    const rewritten = ofTrace(0, ({ step }) => step === 're-heading');
    const refused = ofTrace(1, ({ reason }) => reason === 'esp-icv-mismatch');
    expect([rewritten > 2, refused > 2]).toEqual([true, true]);
    // What a line damaged early is heard again on the next.
    expect(counts.icvChanged).toBeGreaterThanOrEqual(rewritten + refused);
    expect(counts.espOpened).toBe(counts.esp);
    // Without the attacker's steps nothing explains the first.
    const silent = runs.map((each) => ({ ...each, trace: each.trace.filter(({ kind }) => kind !== 'attack') }));
    expect(judge(silent, await readOnce(folder, 'silent', told, JUDGED_FILTER, JUDGED_FIELDS)).icv).toBe(rewritten);
  });

  it('sees planted faults: an octet of an ESP packet, of a TCP segment, of an IKE message, a remark of another kind', async () => {
    const ESP = 50;
    const planted = async (name: string, broken: (data: Uint8Array, comment: string) => boolean): Promise<ReturnType<typeof judge>> => {
      const file = capture.file.slice();
      const hit = readPcapng(file).packets.find(({ data, comment }) => broken(data, comment));
      expect(hit).toBeDefined();
      return judge([run], await read(name, file));
    };
    const last = (data: Uint8Array): true => {
      data[data.length - 1] = (data.at(-1) ?? 0) ^ 1;
      return true;
    };
    const raw = (data: Uint8Array): boolean => data[0] === 0x45;
    const esp = await planted('esp', (data, comment) => raw(data) && data[9] === ESP && !comment.includes('icv') && last(data));
    expect(esp).toMatchObject({ icv: 1, icvChanged: flipped });
    const frames = await planted('tcp', (data) => !raw(data) && data.length > 200 && data[23] === 6 && last(data));
    expect(frames.checksum).toBe(1);
    const inside = (data: Uint8Array): number => (data[0] === 0x45 ? 20 + 8 : -1);
    const ike = await planted('ike', (data) => data[inside(data) + 18] === 35 && data[9] === 17 && last(data));
    expect(ike.checksum + ike.closed + ike.malformed).toBeGreaterThan(0);
    expect(
      judge([run], { rows: [], remarks: [{ severity: 'Warns', group: 'Protocol', protocol: 'X', summary: 'odd', packets: 3 }] }),
    ).toMatchObject({
      other: 3,
      faults: ['Warns Protocol X: odd (3 packets)'],
    });
  });
});
