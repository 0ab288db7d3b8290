/**
 * Purpose: guards captures without an analyser: sizes are those of the trace, the same run gives the same octets, comments tell what became of a packet, and Node's own cryptography
 * agrees with ours.
 *
 * What Wireshark says stands in test/analyser.
 */
import { createDecipheriv, createDiffieHellmanGroup, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { captureOf, captureScenario, type CapturedRun } from '../../../lab/capture/index.ts';
import { publicValue, sharedSecret } from '../../../lab/capture/dh.ts';
import { PacketCoder } from '../../../lab/capture/packet-bytes.ts';
import { Secrets } from '../../../lab/capture/secrets.ts';
import type { DhGroup } from '../../../sim/vpn/ike-suites.ts';
import { readFileSync } from 'node:fs';
import { everySuite, listened, scenarioOf } from '../../analyser/runs.ts';
import { readPcapng } from './read-pcapng.ts';

const figure3 = scenarioOf('figure-3');
const ARP = 'T13/lan/core-hospital.sz';
const about = { lang: 'en', about: 'test' } as const;
const arp = (on: readonly string[], seed = 1): CapturedRun => listened(figure3, ARP, (id) => on.includes(id), seed);

describe('a capture', () => {
  const run = arp([]);
  const capture = captureOf([run], about);
  const read = readPcapng(capture.file);

  it('holds every packet that arrived, as long as the trace says and at its time, one interface a line or LAN', () => {
    const expected = run.trace
      .filter(({ kind, fields, at }) => kind === 'frame' && fields['from'] !== at && Number(fields['arrive']) < run.horizonNs)
      .map(({ n, fields, at }) => {
        const lan = at.split('.').length === 2 && !at.includes('--');
        const bytes = Number(fields['bytes']);
        const wholeFrame = fields['proto'] === 'arp' ? bytes : Math.max(64, bytes + 18);
        return `${n} ${at} ${String(fields['arrive'])} ${lan ? wholeFrame - 4 : bytes}`;
      });
    const found = read.packets.map(
      ({ place, timeNs, data, comment }) => `${/event (\d+)/.exec(comment)?.[1]} ${place} ${timeNs} ${data.length}`,
    );
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(capture.packets).toBe(found.length);
    expect(new Set(read.interfaces).size).toBe(read.interfaces.length);
  });

  it('is in order of time on every line, in nanoseconds', () => {
    for (const place of read.interfaces) {
      const times = read.packets.filter((packet) => packet.place === place).map(({ timeNs }) => timeNs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(read.packets.some(({ timeNs }) => timeNs % 1000 !== 0)).toBe(true);
  });

  it('is the same for the same run, and another for another seed', () => {
    expect(captureOf([arp([])], about).file).toEqual(capture.file);
    expect(captureOf([arp([], 2)], about).file).not.toEqual(capture.file);
  });

  it('tells in comments who really sent a packet, and what a control refused, in both languages', () => {
    const control = 'dynamic-arp-inspection';
    const refusing = arp([control]);
    const stops = refusing.trace.filter(({ kind, fields }) => kind === 'stop' && fields['control'] === control).map(({ n }) => n);
    const told = (lang: 'en' | 'ja', pattern: RegExp): number[] =>
      readPcapng(captureOf([refusing], { lang, about: '' }).file)
        .packets.flatMap(({ comment }) => pattern.exec(comment)?.[1] ?? [])
        .map(Number);
    expect(stops.length).toBeGreaterThan(0);
    expect(told('en', /stopped by dynamic-arp-inspection at core-hospital\.sz: binding-mismatch \(event (\d+)\)/)).toEqual(stops);
    expect(told('ja', /対策 dynamic-arp-inspection が阻止.*イベント (\d+)/)).toEqual(stops);
    expect(read.packets.filter(({ comment }) => comment.includes('really sent by attacker/sz-lan')).length).toBeGreaterThan(5);
    expect(read.packets.every(({ comment }) => comment.includes('really sent by '))).toBe(true);
  });

  it('of one line or LAN holds that alone', () => {
    const one = captureOf([run], { ...about, at: ['core-hospital.sz'] });
    expect(readPcapng(one.file).interfaces).toEqual(['core-hospital.sz']);
    expect(one.media).toEqual(capture.media);
  });

  it('shows several runs a day apart, each with its own interfaces', () => {
    const both = readPcapng(captureOf([run, run], about).file);
    expect(both.packets.length).toBe(2 * capture.packets);
    expect(both.interfaces.length).toBe(2 * read.interfaces.length);
    const [first, second] = [both.packets[0], both.packets[capture.packets]];
    expect((second?.timeNs ?? 0) - (first?.timeNs ?? 0)).toBe(86_400e9);
  });
});

describe('protocols that are text', () => {
  const textsOf = (attack: string): readonly string[] => {
    const run = listened(scenarioOf('figure-d2'), attack, () => false, 1);
    const read = readPcapng(captureOf([run], { ...about, at: ['internet'] }).file);
    const all = read.packets.length > 0 ? read : readPcapng(captureOf([run], about).file);
    return all.packets.map(({ data }) => new TextDecoder('latin1').decode(data));
  };

  it('stand as such on TCP: the commands of FTP with the address that PORT names, and the login', () => {
    const texts = textsOf('T01/wan-on/internet/file').join('\n');
    for (const line of ['220 ready', 'USER endo', 'PASS password/endo', 'PORT 192,0,2,10,234,96', '150 ready', '226 stored', 'QUIT'])
      expect(texts).toContain(`${line}\r\n`);
    expect(texts).toContain('STOR results-of-the-day\r\n');
  });

  it('stand as such on UDP: SIP with the address in its session description, and voice in RTP', () => {
    const texts = textsOf('T01/wan-on/internet/call');
    const invite = texts.find((text) => text.includes('INVITE sip:telephone@clinic SIP/2.0\r\n')) ?? '';
    expect(invite).toContain('From: <sip:ueda@patient>;tag=call-doctor/1\r\n');
    expect(invite).toContain('c=IN IP4 192.0.2.138\r\n');
    expect(texts.some((text) => text.includes('SIP/2.0 200 OK\r\n'))).toBe(true);
    // Version 2, payload type 0, 160 samples of silence.
    expect(texts.filter((text) => text.includes('\u00ff'.repeat(160))).length).toBeGreaterThan(900);
  });
});

describe('for scripts', () => {
  const text = readFileSync('scenarios/figure-3.yaml', 'utf8');

  it('a scenario and an attack give a capture', () => {
    const result = captureScenario(text, 'figure-3.yaml', { attack: ARP, controls: [] });
    expect(result).toMatchObject({ ok: true, finding: { outcome: 'succeeded' } });
    if (result.ok) expect(readPcapng(result.capture.file).packets.length).toBe(result.capture.packets);
  });

  it('faults and unknown names come back as reasons', () => {
    const unknown = captureScenario(text, 'figure-3.yaml', { attack: 'T99', controls: ['no-such'] });
    expect(unknown).toMatchObject({ ok: false });
    expect(unknown.ok ? [] : unknown.reasons.map(({ en }) => en)).toEqual([
      '"T99" is not in figure-3.yaml',
      '"no-such" is not in figure-3.yaml',
    ]);
    expect(captureScenario('a: 1', 'broken.yaml', { attack: ARP, controls: [] }).ok).toBe(false);
  });
});

describe('key exchanges', () => {
  const secrets = new Secrets(7);

  it.each([
    ['modp2048', 'modp14'],
    ['modp3072', 'modp15'],
    ['modp4096', 'modp16'],
  ] as const)('of %s are what Node computes', (group, theirs) => {
    expect(Buffer.from(publicValue(group, 'half', secrets))).toEqual(publicOf(theirs, secrets.bytes('half', 32)));
  });

  it.each(['modp2048', 'ecp256', 'ecp384', 'ecp521', 'curve25519'] as const satisfies readonly DhGroup[])(
    'of %s agree at both ends',
    (group) => {
      expect(sharedSecret(group, 'a', 'b', secrets)).toEqual(sharedSecret(group, 'b', 'a', secrets));
      expect(sharedSecret(group, 'a', 'b', secrets)).not.toEqual(sharedSecret(group, 'a', 'c', secrets));
    },
  );
});

describe('ESP', () => {
  const run = everySuite();
  const coder = new PacketCoder(run.seed, run.wire.suites);
  const packets = run.wire.items.map(({ item }) => (item.kind === 'packet' ? coder.packet(item.packet) : new Uint8Array(0)));
  const keysOf = (spi: number) =>
    [...coder.esp.uses.values()].filter((use) => use.spi === spi).map(({ keyId }) => coder.book.esp.get(keyId))[0];

  it('opens with Node, and its check value is right', () => {
    for (const packet of packets) {
      const esp = Buffer.from(packet.subarray(20));
      const keys = keysOf(esp.readUInt32BE(0));
      if (keys?.suite !== 'aes-cbc_hmac-sha256-128' && keys?.suite !== 'aes-gcm-16') continue;
      const [cipherText, check] = [esp.subarray(0, -16), esp.subarray(-16)];
      if (keys.suite === 'aes-gcm-16') {
        const decipher = createDecipheriv(
          'aes-256-gcm',
          keys.encryption.subarray(0, 32),
          Buffer.concat([keys.encryption.subarray(32), esp.subarray(8, 16)]),
        );
        decipher.setAAD(esp.subarray(0, 8)).setAuthTag(check);
        expect(endsAsEsp(Buffer.concat([decipher.update(cipherText.subarray(16)), decipher.final()]))).toBe(true);
      } else {
        expect(createHmac('sha256', keys.integrity).update(cipherText).digest().subarray(0, 16)).toEqual(check);
        const decipher = createDecipheriv('aes-256-cbc', keys.encryption, esp.subarray(8, 24)).setAutoPadding(false);
        expect(endsAsEsp(Buffer.concat([decipher.update(cipherText.subarray(24)), decipher.final()]))).toBe(true);
      }
    }
  });

  it('shows a changed packet as it was, with a bit flipped', () => {
    const item = run.wire.items[0]?.item;
    if (item?.kind !== 'packet' || item.packet.body.protocol !== 'esp') throw new Error('no ESP');
    const { packet } = item;
    const changed = coder.packet({ ...packet, body: { ...item.packet.body, sealed: item.packet.body.sealed.tampered() } });
    const differing = changed.filter((octet, at) => at >= 20 && octet !== packets[0]?.[at]);
    expect(differing).toHaveLength(1);
  });
});

/** Padding 1, 2, 3, …, its length, and the number of what is inside: IPv4 or UDP. */
function endsAsEsp(plain: Buffer): boolean {
  const padBytes = plain.at(-2) ?? 0;
  const padding = plain.subarray(plain.length - 2 - padBytes, plain.length - 2);
  return padding.every((octet, index) => octet === index + 1) && [4, 17].includes(plain.at(-1) ?? 0);
}

function publicOf(group: string, privateKey: Uint8Array): Buffer {
  const node = createDiffieHellmanGroup(group);
  const prime = node.getPrime();
  let [result, base, exponent] = [1n, 2n, BigInt(`0x${Buffer.from(privateKey).toString('hex')}`)];
  const modulus = BigInt(`0x${prime.toString('hex')}`);
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return Buffer.from(result.toString(16).padStart(prime.length * 2, '0'), 'hex');
}
