/**
 * Purpose: `replay --pcap`, `--keys` and `--pcap-at` as a user types them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SMALL, temporaryFolder, wardlab } from '../support/cli.ts';
import { readPcapng } from './read-pcapng.ts';

const folder = temporaryFolder();
const pcap = join(folder, 'clinic.pcapng');
const keys = join(folder, 'keys');
const REPLAY = ['replay', SMALL, '--threat', 'T29', '--controls', 'ipsec-ike'] as const;

describe('replay --pcap', () => {
  it('writes the capture and the keys, and says how to open them, apart from the results', async () => {
    const ended = await wardlab([...REPLAY, '--json', '--pcap', pcap, '--keys', keys]);
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ schema: 'wardlab/replay@1' });
    expect(ended.stderr).toContain(`WIRESHARK_CONFIG_DIR=${keys}`);
    const { packets, interfaces } = readPcapng(readFileSync(pcap));
    expect(ended.stderr).toContain(`${packets.length} packets`);
    expect(interfaces.some((name) => name.startsWith('T29/wan-off/internet '))).toBe(true);
    for (const name of ['ikev2_decryption_table', 'esp_sa', 'preferences'])
      expect(readFileSync(join(keys, name), 'utf8')).toMatch(/^# Wardlab simulation keys/);
    expect(readFileSync(join(keys, 'esp_sa'), 'utf8').split('\n').length).toBeGreaterThan(3);
  });

  it('keeps to one line or LAN, and refuses one on which nothing was heard', async () => {
    const { interfaces } = readPcapng(readFileSync(pcap));
    const place = interfaces[0]?.split(' ')[1] ?? '';
    const one = join(folder, 'one.pcapng');
    expect((await wardlab([...REPLAY, '--pcap', one, '--pcap-at', place])).code).toBe(0);
    expect(new Set(readPcapng(readFileSync(one)).interfaces.map((name) => name.split(' ')[1]))).toEqual(new Set([place]));
    const silent = await wardlab([...REPLAY, '--pcap', one, '--pcap-at', 'nowhere']);
    expect(silent.code).toBe(2);
    expect(silent.stderr).toContain('nothing was heard at "nowhere"; lines and LANs with traffic: ');
    expect(silent.stderr).toContain(place);
  });

  it('refuses keys without a capture, and a place that cannot be written', async () => {
    const alone = await wardlab([...REPLAY, '--keys', join(folder, 'alone'), '--lang', 'ja']);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--pcap と併用')]);
    expect(existsSync(join(folder, 'alone'))).toBe(false);
    const nowhere = await wardlab([...REPLAY, '--pcap', join(folder, 'no-such', 'a.pcapng')]);
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('ENOENT')]);
  });
});
