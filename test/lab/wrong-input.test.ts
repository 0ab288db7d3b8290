/**
 * Purpose: guards that bad input and usage end with exit code 2, and say what is wrong and what was probably meant, in the reader's language, without a stack trace;
 * with `--json` the reason is a document.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedScenario, document, JAPANESE, SMALL, temporaryFolder, wardlab } from './support/cli.ts';

const folder = temporaryFolder();
mkdirSync(join(folder, 'dir'));
writeFileSync(join(folder, 'latin1.yaml'), Buffer.from([0x63, 0x61, 0x66, 0xe9]));
writeFileSync(join(folder, 'file'), '');
const broken = changedScenario(folder, 'broken.yaml', [['tls: offered', 'tls: perhaps']]);

/** Arguments, and what the message must say. */
const WRONG: readonly (readonly [readonly string[], string])[] = [
  [['coverge', SMALL], 'Did you mean coverage?'],
  [['sweep', 'plan.yaml'], "unknown command 'sweep'"],
  [['replay', SMALL, '--thread', 'T13'], 'Did you mean --threat?'],
  [['replay', SMALL, '--threat', 'T13', '--pcup', 'f.pcapng'], "unknown option '--pcup'"],
  [['replay', SMALL, '--threat', 'T13', '--keys', 'keys'], '--keys and --pcap-at need --pcap'],
  [['replay', SMALL], 'name one threat: --threat T13'],
  [['replay', '--threat', 'T13'], "missing required argument 'scenario'"],
  [['replay', SMALL, 'figure-3', '--threat', 'T13'], 'too many arguments'],
  [['replay', SMALL, '--threat', 't13'], 'did you mean T13?'],
  [['replay', SMALL, '--threat', 'T99'], 'there is no threat "T99"'],
  [['replay', SMALL, '--threat', 'T33'], 'there is no threat "T33"'],
  [['replay', SMALL, '--threat', 'T01,T13'], 'name one threat'],
  [['replay', SMALL, '--threat', 'T01', '--controls', 'tsl'], 'did you mean tls?'],
  [['replay', SMALL, '--threat', 'T01', '--controls', 'all,tls'], 'cannot be combined'],
  [['replay', SMALL, '--threat', 'T01', '--controls', ','], 'needs none, all, or ids'],
  [['replay', SMALL, '--threat', 'T01', '--attack', 'T01/wan-on/interne'], 'did you mean T01/wan-on/internet?'],
  [['replay', SMALL, '--threat', 'T01', '--seed', 'one'], 'whole number'],
  [['replay', SMALL, '--threat', 'T01', '--seed', '-1'], 'whole number'],
  [['replay', SMALL, '--threat', 'T01', '--seed', '9007199254740993'], 'whole number'],
  [['replay', SMALL, '--threat', 'T01', '--trace', join(folder, 'no', 'such', 'folder')], 'cannot be written'],
  [['threats', '--lang', 'fr'], 'Allowed choices are en, ja'],
  [['explain', SMALL, '--threat'], 'argument missing'],
  [['explain', 'figure-33', '--threat', 'T13'], 'did you mean "figure-3"?'],
  [['coverage'], 'name at least one scenario'],
  [['coverage', SMALL, SMALL], 'named twice'],
  [['coverage', 'no-such-file.yaml'], 'there is no file "no-such-file.yaml"'],
  [['coverage', join(folder, 'dir')], 'is a folder'],
  [['coverage', join(folder, 'latin1.yaml')], 'is not UTF-8'],
  [['coverage', SMALL, '--threat', 'T0'], 'there is no threat "T0"'],
  [['validate', broken], 'services.referral.tls: expected one of'],
  [['validate'], "missing required argument 'file'"],
  [['nation', '--institutions', '3'], '--institutions needs a whole number from 4'],
  [['nation', '--servers', '0'], '--servers needs a whole number from 1'],
  [['nation', '--hours', '9-10'], 'two times of the day such as 09:45-11:00'],
  [['nation', '--hours', '11:00-09:00'], 'two times of the day'],
  [['nation', '--hours', '09:00-10:00', '--outage', '09:30-10:00'], 'within --hours'],
  [['nation', '--day', 'busy'], 'Allowed choices are ordinary, peak'],
  [['probe', 'syn-flood', '--backlog', '0'], '--backlog needs a whole number from 1'],
  [['probe', 'syn-flood', '--rate', 'fast'], '--rate needs a number'],
  [['probe', 'syn-flood', '--cookies', '3'], 'Allowed choices are 0, 1, 2'],
  [['probe', 'arp', '--entry', 'new'], 'Allowed choices are none, recent, reachable'],
  [['probe', 'arp', '--spoof', 'reply'], 'Allowed choices are unicast-reply'],
  [['probe', 'tcp', '--segment', 'rts'], 'Allowed choices are rst'],
  [['probe', 'tcp', '--seq', 'inside'], '--seq needs exact, in-window'],
  [['probe', 'tcp', '--challenge-limit', '10'], 'such as 10/5'],
  [['probe', 'udp'], 'unknown command'],
  [['report', SMALL, '-o', join(folder, 'file')], 'cannot be written'],
  [['report', SMALL, '-o', join(folder, 'out'), '--format', 'htlm'], 'did you mean html?'],
  [['report', SMALL, '-o', join(folder, 'out'), '--format', ''], 'there is no format'],
];

describe.concurrent('bad input and usage', () => {
  it.each(WRONG)('%j', async (argv, says) => {
    const { code, stdout, stderr } = await wardlab(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
  // A third of them is enough to see that every kind of message has both forms.
  it.each(WRONG.filter((_, at) => at % 3 === 0))('%j with --json and in Japanese', async (argv, says) => {
    const words = argv[0] === 'probe' ? 2 : 1;
    const ended = await wardlab([...argv.slice(0, words), '--json', '--lang', 'ja', ...argv.slice(words)]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(JAPANESE);
    const { schema, exit, message } = JSON.parse(ended.stdout) as { schema: string; exit: number; message: { en: string; ja: string } };
    expect({ schema, exit }).toEqual({ schema: 'wardlab/error@1', exit: 2 });
    expect(message.en).toContain(says);
    expect(message.ja).toMatch(JAPANESE);
  });
});

it('shows the help and ends with 2 when no command is given', async () => {
  const { code, stdout, stderr } = await wardlab([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: wardlab');
});

it('lists the faults of a scenario that another command was to use', async () => {
  const { issues } = await document(['coverage', broken], 2);
  expect(issues).toHaveLength(1);
});
