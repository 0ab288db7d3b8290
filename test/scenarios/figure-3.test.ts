/**
 * Purpose: the shipped scenarios load without a warning, and figure-3 says what TR 9.3 and its comments claim.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario, shippedIds } from '../../scenarios/index.ts';
import { formatIpv4, formatPrefix, inPrefix } from '../../sim/net/address.ts';
import { MECHANISMS } from '../../sim/world/mechanisms.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { shipped } from './files.ts';

function load(id: string): Scenario {
  const result = loadScenario(shipped(id), `${id}.yaml`);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message.en).join('\n'));
  return result.scenario;
}

/** The one item with this id. */
function byId<T extends { readonly id: string }>(items: readonly T[], id: string): T {
  const found = items.filter((item) => item.id === id);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} items are called ${id}`);
  return only;
}

describe('shipped scenarios', () => {
  it('are exactly the YAML files of the folder', () => {
    const files = readdirSync(new URL('../../scenarios/', import.meta.url)).filter((name) => name.endsWith('.yaml'));
    expect(files.sort()).toEqual(shippedIds.map((id) => `${id}.yaml`).sort());
  });

  it.each(shippedIds)('%s loads without a warning and starts with the schema line', (id) => {
    const text = shipped(id);
    expect(text.split('\n', 1)).toEqual(['# yaml-language-server: $schema=./scenario.schema.json']);
    const result = loadScenario(text, `${id}.yaml`);
    expect(result).toMatchObject({ ok: true, warnings: [], scenario: { id } });
  });

  it.each(shippedIds)('%s carries the SHA-256 of its text, and loads the same twice', (id) => {
    const text = shipped(id);
    expect(load(id).sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(load(id)).toEqual(load(id));
    expect(JSON.stringify(load(id))).toBe(JSON.stringify(load(id)));
  });
});

describe('figure-3', () => {
  const scenario = load('figure-3');
  const hospital = byId(scenario.sites, 'core-hospital');

  it('has five sites of three groups on one Internet, and the centre', () => {
    expect(scenario.sites.map(({ id }) => id)).toEqual(['core-hospital', 'clinic-a', 'clinic-b', 'vendor', 'lab']);
    expect(scenario.networks).toMatchObject([{ id: 'internet', kind: 'internet' }]);
    expect(scenario.groups.map(({ id, members }) => [id, ...members])).toEqual([
      ['regional-care', 'core-hospital', 'clinic-a', 'clinic-b'],
      ['maintenance', 'core-hospital', 'vendor'],
      ['laboratory', 'core-hospital', 'lab'],
    ]);
    expect(scenario.centre).toMatchObject({
      id: 'vpn-centre',
      network: 'internet',
      processingNs: 10_000_000,
      link: { rateBps: 1_000_000_000, delayNs: 3_000_000 },
    });
    expect(scenario.horizonNs).toBe(60_000_000_000);
  });

  it('separates SZ and HSZ at the hospital by a firewall with three rules', () => {
    expect(hospital.zones.map(({ id, medium, prefix }) => `${id} ${medium} ${formatPrefix(prefix)}`)).toEqual([
      'hsz switch 198.51.100.64/26',
      'sz switch 198.51.100.0/26',
      'dmz switch 198.51.100.128/27',
    ]);
    const firewall = byId(hospital.devices, 'fw');
    expect(firewall.ports.map(({ joins, address }) => `${joins} ${formatIpv4(address)}`)).toEqual(['hsz 198.51.100.65', 'sz 198.51.100.2']);
    expect(firewall.allow.map(({ from, to, protocol, port }) => `${formatPrefix(from)} ${formatPrefix(to)} ${protocol} ${port}`)).toEqual([
      '198.51.100.72/32 198.51.100.10/32 tcp 8080',
      '192.0.2.74/32 198.51.100.71/32 tcp 2323',
      '198.51.100.72/32 198.51.100.139/32 tcp 3128',
    ]);
  });

  it('has the access lines of the brief, and a repeater at the clinic', () => {
    const lines = scenario.sites.map((site) => {
      const [port] = byId(site.devices, 'vpn').ports.filter(({ joins }) => joins === 'internet');
      if (port?.link === undefined) throw new Error(`${site.id} has no line`);
      return `${site.id} ${formatIpv4(port.address)}/${port.prefix.length} ${port.link.rateBps / 1e6} Mbit/s ${port.link.delayNs / 1e6} ms ${port.link.queuePackets}`;
    });
    expect(lines).toEqual([
      'core-hospital 203.0.113.2/30 100 Mbit/s 5 ms 1000',
      'clinic-a 203.0.113.6/30 4 Mbit/s 8 ms 1000',
      'clinic-b 203.0.113.10/30 20 Mbit/s 8 ms 1000',
      'vendor 203.0.113.14/30 50 Mbit/s 6 ms 1000',
      'lab 203.0.113.38/30 20 Mbit/s 7 ms 1000',
    ]);
    expect(byId(scenario.sites, 'clinic-a').zones).toMatchObject([{ medium: 'hub', link: { rateBps: 100_000_000, delayNs: 1000 } }]);
    expect(hospital.zones[0]?.link).toMatchObject({ rateBps: 1_000_000_000, delayNs: 1000, loss: { numerator: 0, denominator: 1 } });
  });

  it('uses documentation addresses only (RFC 5737)', () => {
    const blocks = [
      [192, 0, 2],
      [198, 51, 100],
      [203, 0, 113],
    ].map(([a = 0, b = 0, c = 0]) => ({ base: ((a * 256 + b) * 256 + c) * 256, length: 24 }));
    const all = scenario.sites.flatMap((site) => [
      ...site.hosts.map(({ address }) => address),
      ...site.devices.flatMap((device) => device.ports.map(({ address }) => address)),
    ]);
    const stations = scenario.vantages.flatMap(({ address }) => (address === undefined ? [] : [address]));
    for (const address of [...all, ...stations, scenario.centre?.address ?? 0])
      expect(
        blocks.some((block) => inPrefix(address, block)),
        formatIpv4(address),
      ).toBe(true);
  });

  it('fills in defaults and keeps what is written', () => {
    expect(byId(hospital.hosts, 'booking-server').tcp).toEqual({ backlog: 128, synAckRetries: 5, windowBytes: 65_535 });
    expect(byId(hospital.hosts, 'referral-server').tcp).toEqual({ backlog: 256, synAckRetries: 5, windowBytes: 65_535 });
    expect(byId(byId(scenario.sites, 'clinic-a').hosts, 'doctor-pc')).toMatchObject({
      tcp: { windowBytes: 1_048_576 },
      vulnerable: ['worm-smb'],
    });
    expect(byId(hospital.devices, 'vpn')).toMatchObject({
      psk: 'regional-psk',
      idleTimeoutNs: 30_000_000_000,
      rekeyNs: 3_600_000_000_000,
      allow: [],
    });
    expect(byId(scenario.services, 'audit-log')).toMatchObject({ tls: 'never', accounts: [], port: 514 });
    expect(byId(scenario.flows, 'send-letter')).toMatchObject({ atNs: 2_000_000_000, everyNs: 0, times: 1, thinkNs: 0 });
    expect(byId(scenario.flows, 'portal-use')).toMatchObject({ atNs: 5_000_000_000, everyNs: 1_000_000_000, times: 40 });
  });

  it('offers each control once with a cost of 1 to 8, and leaves out no mechanism', () => {
    for (const { cost } of scenario.controls) {
      expect(cost).toBeGreaterThanOrEqual(1);
      expect(cost).toBeLessThanOrEqual(8);
    }
    const offered = new Set(scenario.controls.map(({ mechanism }) => mechanism));
    // Telephone numbers can only be confirmed where there is a telephone network (figure-b2), clocks only be set where some are off (figure-5), and a switch
    // only be moved where there is one (figure-4); hosts protect the hop to their router in figure-1, where trees are small.
    expect(MECHANISMS.filter((mechanism) => !offered.has(mechanism))).toEqual([
      'ipsec-ike-host-gw',
      'clock-sync',
      'physical-switch',
      'caller-id-check',
    ]);
    expect(byId(scenario.controls, 'ipsec-ike-host-host')).toMatchObject({
      mechanism: 'ipsec-ike',
      scope: ['clinic-a.sz', 'clinic-b.sz', 'core-hospital.sz'],
    });
    expect(byId(scenario.controls, 'gtsm-unassigned').scope).toEqual([]);
  });

  it('begins with the six vantages of the first stage, and has an adversary with a source for every figure', () => {
    expect(scenario.vantages.map(({ id, kind, at, sees }) => `${id} ${kind} ${at} ${sees}`).slice(0, 6)).toEqual([
      'backbone wan-on internet own',
      'stranger wan-off internet own',
      'sz-lan lan core-hospital.sz own',
      'clinic-lan lan clinic-a.sz segment',
      'vendor-site peer vendor own',
      'cloned-box stolen clinic-a.vpn own',
    ]);
    const { sources, ...figures } = scenario.adversary;
    expect(Object.keys(sources).sort()).toEqual(Object.keys(figures).sort());
    expect(figures).toMatchObject({
      dictionaryWords: 14_344_392,
      offlineGuessesPerS: 819_800_000,
      onlineGuessesPerS: 2,
      synPerS: 50,
      rstPerS: 4096,
      malwareAgeNs: 2 * 86_400e9,
      scannerLagNs: 7 * 86_400e9,
      faultAgeNs: 30 * 86_400e9,
      patchLagNs: 14 * 86_400e9,
      documentMalwareAgeNs: 90 * 86_400e9,
      scannersTrustSigned: true,
    });
  });

  it('knows passwords and keys by their rank only where they are weak', () => {
    const users = scenario.sites.flatMap((site) => site.users);
    expect(users.filter((user) => 'passwordRank' in user).map(({ id, passwordRank }) => `${id} ${passwordRank}`)).toEqual([
      'suzuki 37',
      'takahashi 9000000',
    ]);
    expect(scenario.keys.map(({ id, rank }) => `${id} ${rank}`)).toEqual(['regional-psk 48210', 'lab-esp undefined', 'clinic-wlan 5211']);
  });
});
