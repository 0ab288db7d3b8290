/**
 * Purpose: figure-3 with other data, as the claims of the cards T17 to T24 need it: measures that are no control, and circumstances.
 * Does not model: anything. Units: as in the scenario. References: the cards' fields "Stops" to "Does not" and "Sweep".
 */
import type {
  AdversarySpec,
  AssociationSpec,
  ControlOffer,
  DeviceSpec,
  FlowSpec,
  HostSpec,
  Scenario,
  ServiceSpec,
  SiteSpec,
} from '../../../sim/world/scenario.ts';
import type { Variant } from './types.ts';

const NS_PER_S = 1_000_000_000;

const changed = <T extends { readonly id: string }>(items: readonly T[], id: string, change: Partial<T>): readonly T[] =>
  items.map((item) => (item.id === id ? { ...item, ...change } : item));

const sites = (scenario: Scenario, change: (site: SiteSpec) => Partial<SiteSpec>): Scenario => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({ ...site, ...change(site) })),
});
const hosts = (scenario: Scenario, change: (host: HostSpec, place: string) => Partial<HostSpec>): Scenario =>
  sites(scenario, (site) => ({ hosts: site.hosts.map((host) => ({ ...host, ...change(host, `${site.id}.${host.zone}.${host.id}`) })) }));
const devices = (scenario: Scenario, change: (device: DeviceSpec, site: string) => Partial<DeviceSpec>): Scenario =>
  sites(scenario, (site) => ({ devices: site.devices.map((device) => ({ ...device, ...change(device, site.id) })) }));
const service = (scenario: Scenario, id: string, change: Partial<ServiceSpec>): Scenario => ({
  ...scenario,
  services: changed(scenario.services, id, change),
});
const flow = (scenario: Scenario, id: string, change: Partial<FlowSpec>): Scenario => ({
  ...scenario,
  flows: changed(scenario.flows, id, change),
});
const offer = (scenario: Scenario, id: string, change: Partial<ControlOffer>): Scenario => ({
  ...scenario,
  controls: changed(scenario.controls, id, change),
});
const figures = (scenario: Scenario, change: Partial<AdversarySpec>): Scenario => ({
  ...scenario,
  adversary: { ...scenario.adversary, ...change },
});
const host = (place: string, change: Partial<HostSpec>) => (scenario: Scenario) =>
  hosts(scenario, (_host, at) => (at === place ? change : {}));
const associations = (change: AssociationSpec) => (scenario: Scenario) => devices(scenario, () => ({ associations: change }));

const [MODALITY, BROKER] = ['core-hospital.hsz.modality', 'core-hospital.hsz.worklist-broker'] as const;
const BOOKING = 'core-hospital.sz.booking-server';
const only = (address: number): { readonly base: number; readonly length: number } => ({ base: address, length: 32 });
const addressOf = (scenario: Scenario, place: string): number => {
  const [siteId, zone, id] = place.split('.');
  const found = scenario.sites.find((site) => site.id === siteId)?.hosts.find((each) => each.id === id && each.zone === zone);
  if (found === undefined) throw new Error(`variant: no host ${place}`);
  return found.address;
};

// T17
const { legacy: _old, ...MODERN } = { legacy: true, backlog: 128, synAckRetries: 5, windowBytes: 65_535 };
export const FRESH_NUMBERS: Variant = { name: 'the scanner has initial numbers after RFC 6528', apply: host(MODALITY, { tcp: MODERN }) };
export const NO_TRUST: Variant = {
  name: 'the worklist trusts no address',
  apply: (scenario) => service(scenario, 'worklist', { trusts: [] }),
};
/** A queue of a modern host: a dozen SYNs do not silence it. */
export const ANSWERABLE: Variant = { name: 'the trusted broker cannot be silenced', apply: host(BROKER, { tcp: MODERN }) };
/** Blind on the scanner's own segment: the switch shows him what is his alone. */
export const INSIDER: Variant = {
  name: 'the attacker sits on the scanner’s LAN',
  apply: (scenario) => ({
    ...scenario,
    vantages: scenario.vantages.map((vantage) =>
      vantage.kind === 'lan' && vantage.at === 'core-hospital.sz'
        ? { ...vantage, at: 'core-hospital.hsz', address: addressOf(scenario, MODALITY) + 10 }
        : vantage,
    ),
  }),
};

// T18
export const THREE_DES: Variant = {
  name: 'the old association encrypts with 3DES',
  apply: associations({ manualSuite: '3des-cbc_hmac-sha1-96' }),
};
export const AES: Variant = {
  name: 'the old association encrypts with AES',
  apply: associations({ manualSuite: 'aes-cbc_hmac-sha256-128' }),
};
export const NO_ICV: Variant = {
  name: 'IKE agrees on encryption without integrity',
  apply: (scenario) => devices(scenario, () => ({ esp: 'aes-cbc_none' })),
};

export const PADDING_INSPECTED: Variant = {
  name: 'receivers inspect the padding',
  apply: associations({ inspectsPadding: true }),
};

// T19
export const SINGLE_USER: Variant = {
  name: 'nobody else works on the receiving machine',
  apply: (scenario) => ({
    ...sites(scenario, (site) => ({ users: site.users.filter((user) => user.id !== 'endo') })),
    vantages: scenario.vantages.map(({ account: _account, ...vantage }) => vantage),
  }),
};
export const CLIENT_CERTIFICATES: Variant = {
  name: 'the exchange wants a certificate of each user',
  apply: (scenario) => service(scenario, 'lab-exchange', { clientCertificates: true }),
};
const exchange = (scenario: Scenario): { readonly from: ReturnType<typeof only>; readonly to: ReturnType<typeof only> } => ({
  from: only(addressOf(scenario, 'lab.sz.terminal-server')),
  to: only(addressOf(scenario, 'core-hospital.sz.order-server')),
});
const selectors = (change: { readonly protocol: 'tcp' | 'any'; readonly port?: number }) => (scenario: Scenario) =>
  associations({ manualSelectors: [{ ...exchange(scenario), ...change }] })(scenario);
export const ADDRESS_SELECTORS: Variant = { name: 'the association is for two hosts', apply: selectors({ protocol: 'any' }) };
export const SERVICE_SELECTORS: Variant = {
  name: 'the association is for one service of two hosts',
  apply: selectors({ protocol: 'tcp', port: 8091 }),
};
/** The clerk sits at another machine of the laboratory: users of an association are then a whole site. */
export const OTHER_MACHINE: Variant = {
  name: 'the clerk sits at another machine of the laboratory',
  apply: (scenario) =>
    sites(scenario, (site) => {
      if (site.id !== 'lab') return {};
      const [first] = site.hosts;
      const second = site.hosts[1];
      return first === undefined || second === undefined ? {} : { hosts: [second, first] };
    }),
};
/** As above, and what the laboratory uses lies behind the hospital's inner firewall, with a rule for the doctor's machine alone. */
export const BEHIND_FIREWALL: Variant = {
  name: 'the clerk sits at another machine, the exchange runs in the high secure zone',
  apply: (scenario) => {
    const inner = 'core-hospital.hsz.ehr-server';
    const rule = { ...exchange(scenario), to: only(addressOf(scenario, inner)), protocol: 'tcp', port: 8091 } as const;
    const open = devices(OTHER_MACHINE.apply(scenario), (device) => (device.id === 'fw' ? { allow: [...device.allow, rule] } : {}));
    const moved = sites(open, (site) => ({ assets: changed(site.assets, 'case-summary', { at: inner }) }));
    return service(moved, 'lab-exchange', { host: inner });
  },
};

// T20
const DAY_NS = 86_400 * NS_PER_S;
export const KNOWN_MALWARE: Variant = {
  name: 'malware that scanners have known for a month',
  apply: (scenario) => figures(scenario, { malwareAgeNs: 30 * DAY_NS }),
};
export const FRESH_FAULT: Variant = {
  name: 'a fault younger than the patches’ lag',
  apply: (scenario) => figures(scenario, { faultAgeNs: DAY_NS }),
};
export const ALLOW_LISTED: Variant = {
  name: 'only programs on a list run',
  apply: (scenario) => hosts(scenario, () => ({ allowListed: true })),
};
/** The hospital has partners only whose hosts are not open to the worm: the group for maintenance. */
export const NO_PARTNERS: Variant = {
  name: 'the hospital has left the group of its clinics',
  apply: (scenario) => ({
    ...scenario,
    groups: scenario.groups.map((group) =>
      group.id === 'regional-care' ? { ...group, members: group.members.filter((member) => member !== 'core-hospital') } : group,
    ),
  }),
};
export const SCANNERS_EVERYWHERE: Variant = {
  name: 'scanners on every host',
  apply: (scenario) => offer(scenario, 'virus-scan-host', { scope: ['core-hospital', 'clinic-a', 'clinic-b'] }),
};
export const SHORT_TUNNELS: Variant = {
  name: 'tunnels end after two seconds without traffic',
  apply: (scenario) => devices(scenario, () => ({ idleTimeoutNs: 2 * NS_PER_S })),
};
export const TRIGGER_LIST: Variant = {
  name: 'only agreed services raise tunnels',
  apply: (scenario) => devices(scenario, () => ({ triggers: 'services' })),
};

// T21
export const MANY_STUDIES: Variant = {
  name: 'forty studies are kept on the scanner',
  apply: (scenario) => sites(scenario, (site) => ({ assets: changed(site.assets, 'stored-studies', { records: 40 }) })),
};
export const DISKS_EVERYWHERE: Variant = {
  name: 'every disk of the hospital is encrypted',
  apply: (scenario) => offer(scenario, 'disk-encryption', { scope: ['core-hospital'] }),
};

// T22
export const CLEAR_LINE: Variant = {
  name: 'the laboratory’s line is not protected at all',
  apply: (scenario) => sites(scenario, (site) => ({ devices: site.devices.map(({ manualPeer: _peer, ...device }): DeviceSpec => device) })),
};
export const FIXED_KEYS: Variant = {
  name: 'the laboratory’s line is encrypted under fixed keys',
  apply: (scenario) =>
    devices(scenario, (device, site) =>
      device.id === 'vpn' && (site === 'lab' || site === 'core-hospital') ? { manualPeer: site === 'lab' ? 'core-hospital' : 'lab' } : {},
    ),
};
export const NO_WINDOW: Variant = { name: 'receivers do not look for repeated packets', apply: associations({ antiReplay: false }) };
export const SHORT_LIFETIME: Variant = {
  name: 'associations live ten seconds',
  apply: (scenario) => devices(scenario, () => ({ rekeyNs: 10 * NS_PER_S })),
};

// T23
const redialling = (kind: 'resend' | 'ask-first', afterS: number) => (scenario: Scenario) =>
  flow(scenario, 'order-test', { recovery: { kind, afterNs: afterS * NS_PER_S, tries: 5 } });
export const FIVE_REDIALS: Variant = { name: 'the program dials again up to five times', apply: redialling('resend', 5) };
export const BACK_OFF: Variant = { name: 'it waits twenty seconds before it dials again', apply: redialling('resend', 20) };
export const ASK_FIRST: Variant = { name: 'it asks whether the order arrived before it sends it again', apply: redialling('ask-first', 5) };

// T24
const listener = (change: Partial<HostSpec['tcp']>) =>
  host(BOOKING, { tcp: { backlog: 128, synAckRetries: 5, windowBytes: 65_535, ...change } });
/** 1,300 octets a control block against 160 an entry (RFC 4987 2.2, 3.5): eight times as many in the same memory. */
export const SYN_CACHE: Variant = { name: 'a SYN cache holds eight times as many entries', apply: listener({ backlog: 1024 }) };
export const LARGE_BACKLOG: Variant = { name: 'a backlog of 4096', apply: listener({ backlog: 4096 }) };
export const SHORT_TIMER: Variant = { name: 'half-open entries live one second', apply: listener({ synAckRetries: 0 }) };
export const RECYCLING: Variant = { name: 'a full backlog gives up its oldest entry', apply: listener({ recycleOldest: true }) };
/** RFC 2544: 198.18.0.0/15; the first of them. */
export const ONE_BLOCKED: Variant = {
  name: 'one of the flood’s source addresses is blocked',
  apply: listener({ blocked: [0xc6_12_00_00] }),
};
export const ONE_NETWORK: Variant = { name: 'forged sources of a single /24', apply: (scenario) => figures(scenario, { synNetworks: 1 }) };
export const SLOW_FLOOD: Variant = { name: 'a flood of twenty SYNs a second', apply: (scenario) => figures(scenario, { synPerS: 20 }) };
export const FAST_LINE: Variant = {
  name: 'the hospital’s line is ten times as fast',
  apply: (scenario) =>
    devices(scenario, ({ ports }, site) =>
      site === 'core-hospital'
        ? {
            ports: ports.map((port) =>
              port.link === undefined ? port : { ...port, link: { ...port.link, rateBps: 10 * port.link.rateBps } },
            ),
          }
        : {},
    ),
};
