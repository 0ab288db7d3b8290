/**
 * Purpose: the changes of figure-3's data that claims of the cards T25 to T32 need: measures that are no control, and circumstances.
 * Does not model: anything. Units: nanoseconds, bit/s. References: the threat cards T25 to T32.
 */
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import type { AssetSpec, DeviceSpec, LostSpec, Scenario, ServiceSpec } from '../../../sim/world/scenario.ts';
import { withHost, withVantage } from '../support/outcome.ts';
import type { Variant } from './types.ts';

const DAY_NS = 86_400 * NS_PER_S;

const withAsset = (scenario: Scenario, id: string, change: Partial<AssetSpec>): Scenario => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({
    ...site,
    assets: site.assets.map((asset) => (asset.id === id ? { ...asset, ...change } : asset)),
  })),
});

const withService = (scenario: Scenario, id: string, change: Partial<ServiceSpec>): Scenario => ({
  ...scenario,
  services: scenario.services.map((service) => (service.id === id ? { ...service, ...change } : service)),
});

function withLoss(scenario: Scenario, vantage: string, change: Partial<LostSpec>): Scenario {
  const lost = scenario.vantages.find(({ id }) => id === vantage)?.lost;
  if (lost === undefined) throw new Error(`variant: nothing is lost at ${vantage}`);
  return withVantage(scenario, vantage, { lost: { ...lost, ...change } });
}

const withLostTablet = (scenario: Scenario, change: Partial<LostSpec>): Scenario => withLoss(scenario, 'lost-tablet', change);

const withBots = (scenario: Scenario, count: number, forgedOfTen: number): Scenario => ({
  ...scenario,
  adversary: { ...scenario.adversary, bots: { count, rateBps: 200_000, forgedShare: { numerator: forgedOfTen, denominator: 10 } } },
});

/** T25: the bots send from their own addresses only. */
export const HONEST_BOTS: Variant = { name: 'bots without forged sources', apply: (scenario) => withBots(scenario, 40, 0) };
/** T25: every source is forged. */
export const BLIND_BOTS: Variant = { name: 'bots with forged sources only', apply: (scenario) => withBots(scenario, 40, 10) };
/** T25: the provider's queue in front of the clinic's line is short, so that delay plays no part. */
export const SHORT_QUEUE: Variant = {
  name: 'a short queue in front of the line',
  apply: (scenario) => ({
    ...scenario,
    sites: scenario.sites.map((site) => ({
      ...site,
      devices: site.devices.map((device) => ({
        ...device,
        ports: device.ports.map((port) =>
          site.id !== 'clinic-a' || port.link === undefined ? port : { ...port, link: { ...port.link, queuePackets: 100 } },
        ),
      })),
    })),
  }),
};
/** T25: six times the line, three times two lines. */
export const MORE_BOTS: Variant = { name: 'a hundred and twenty bots', apply: (scenario) => withBots(scenario, 120, 6) };

/** T25: a server with more memory and more processors. */
export const BIGGER_SERVER: Variant = {
  name: 'a bigger booking server',
  apply: (scenario) =>
    withHost(scenario, 'core-hospital.sz.booking-server', { tcp: { backlog: 65_536, synAckRetries: 5, windowBytes: 1_048_576 } }),
};

/** T26: the second line lies beside the first. */
export const ONE_DUCT: Variant = {
  name: 'both lines in one duct',
  apply: (scenario) => ({
    ...scenario,
    sites: scenario.sites.map((site) => ({
      ...site,
      devices: site.devices.map((device) => ({
        ...device,
        ports: device.ports.map((port) =>
          port.standby === undefined || port.duct === undefined ? port : { ...port, standby: { ...port.standby, region: port.duct } },
        ),
      })),
    })),
  }),
};

/** T26: the second machine room is lost with the first. */
export const ONE_FLOOD_PLAIN: Variant = {
  name: 'the mirrored site in the same flood plain',
  apply: (scenario) => withVantage(scenario, 'machine-room-fire', { fails: ['core-hospital.sz.booking-server', 'annex'] }),
};

/** T26: what the clinic does at the hospital's booking server, another partner can do as well, and its desk knows that. */
export const ALTERNATIVE: Variant = {
  name: 'another partner who takes bookings',
  apply: (scenario) => ({
    ...scenario,
    services: [
      ...scenario.services,
      {
        id: 'booking-at-partner',
        name: { en: 'Booking at the partner', ja: '提携先の診察予約サービス' },
        kind: 'booking',
        host: 'clinic-b.sz.doctor-pc',
        port: 8443,
        tls: 'offered',
        accounts: [],
        partners: ['core-hospital', 'clinic-a', 'clinic-b'],
      },
    ],
    flows: scenario.flows.map((flow) =>
      flow.id === 'portal-use' ? { ...flow, alternative: { service: 'booking-at-partner', afterNs: NS_PER_S } } : flow,
    ),
  }),
};

/** T26: a spare box enrols as TR D.6 says, with letters that take this long. */
const enrolment = (name: string, letterNs: number): Variant => ({
  name,
  apply: (scenario) => ({ ...scenario, enrolment: { letterNs, unaccredited: [] } }),
});
export const QUICK_ENROLMENT: Variant = enrolment('enrolment without paper', NS_PER_S / 2);
export const SLOW_ENROLMENT: Variant = enrolment('enrolment by letters', 10 * NS_PER_S);

/** T29: the letter service serves whatever site a caller names. */
export const ANYBODY: Variant = {
  name: 'letters for whoever asks',
  apply: (scenario) => withService(scenario, 'referral', { partners: scenario.sites.map((site) => site.id) }),
};

/** T29: it asks callers to name themselves and serves the three partners only. */
export const CLAIMED_PARTNERS: Variant = {
  name: 'callers have to say which partner they are',
  apply: (scenario) => withService(scenario, 'referral', { partners: ['core-hospital', 'clinic-a', 'clinic-b'] }),
};

/** T30: the clerk may not enter an order again before he has asked whether it arrived. */
export const AGREED_PROCEDURE: Variant = {
  name: 'an agreed procedure: ask before entering again',
  apply: (scenario) => ({
    ...scenario,
    flows: scenario.flows.map((flow) =>
      flow.recovery?.kind === 'manual' ? { ...flow, recovery: { ...flow.recovery, kind: 'ask-first' } } : flow,
    ),
  }),
};

const HOUR_NS = 3600 * NS_PER_S;
/** T30: the order server keeps a copy of the register, an hour old, good for a day. */
export const KEPT_ANSWERS: Variant = {
  name: 'a copy of the register of at most a day',
  apply: (scenario) => withService(scenario, 'special-orders', { keptAnswers: { ageNs: HOUR_NS, limitNs: DAY_NS } }),
};
/** T30: the register says no: the doctor's right to order was taken back some time ago. */
export const withdrawnAgo = (hours: number): Variant => ({
  name: `the right to order withdrawn ${hours} h ago`,
  apply: (scenario) => withService(scenario, 'special-orders', { withdrawn: [{ user: 'sato', agoNs: hours * HOUR_NS }] }),
});

/** T30: somebody watches the order server, from the host named. */
export const watchedFrom = (reportsTo: string): Variant => ({
  name: `the order server watched from ${reportsTo}`,
  apply: (scenario) => ({
    ...scenario,
    ...(scenario.monitoring === undefined ? {} : { monitoring: { ...scenario.monitoring, reportsTo } }),
    controls: scenario.controls.map((offer) =>
      offer.id === 'access-monitoring-and-cutoff' ? { ...offer, scope: [...offer.scope, 'core-hospital.sz.order-server'] } : offer,
    ),
  }),
});

/** T31: the letter service looks at ranges and totals; the share is an own choice. */
export const RANGES_AND_TOTALS: Variant = {
  name: 'ranges and totals checked',
  apply: (scenario) => withService(scenario, 'referral', { checks: { implausible: { numerator: 99, denominator: 100 } } }),
};
/** T31: a checksum goes with each letter, and nobody needs a key to make one. */
export const CHECKSUM: Variant = {
  name: 'a checksum with each letter',
  apply: (scenario) => withService(scenario, 'referral', { checks: { checksum: true } }),
};

/** T31: letters without a label of confidentiality. */
export const UNLABELLED: Variant = { name: 'letters labelled public', apply: (scenario) => labelLetters(scenario, 'public') };
export const LABELLED: Variant = { name: 'letters labelled as patient data', apply: (scenario) => labelLetters(scenario, 'phi') };

function labelLetters(scenario: Scenario, label: AssetSpec['label']): Scenario {
  return ['letter-tanaka', 'visit-notes'].reduce((before, id) => withAsset(before, id, { label }), scenario);
}

/** T32: the tablet shows what lies at the hospital and keeps nothing. */
export const NOTHING_STORED: Variant = {
  name: 'no patient data on the tablet',
  apply: (scenario) => ({
    ...scenario,
    sites: scenario.sites.map((site) => ({ ...site, assets: site.assets.filter((asset) => asset.at !== 'clinic-a.sz.visit-tablet') })),
  }),
};

/** T32: the key of the disk lies on the disk. */
export const KEY_BESIDE: Variant = {
  name: 'the disk key stored beside it',
  apply: (scenario) => withLostTablet(scenario, { state: 'key-beside' }),
};

/** T32: it was found switched on, with a user logged in. */
export const FOUND_RUNNING: Variant = { name: 'found running', apply: (scenario) => withLostTablet(scenario, { state: 'running' }) };

/** T32: the finder sees a screen, or a start, that asks for four digits. */
const locked = (name: string, pin: LostSpec['pin']): Variant => ({
  name,
  apply: (scenario) => withLostTablet(scenario, { pin: pin ?? { space: 1 } }),
});
export const SCREEN_LOCK: Variant = locked('a PIN of four digits, ten tries', { space: 10_000, position: 4711, tries: 10 });
export const POPULAR_PIN: Variant = locked('a popular PIN, ten tries', { space: 10_000, position: 3, tries: 10 });
export const ENDLESS_TRIES: Variant = locked('a PIN of four digits, tries without end', { space: 10_000, position: 4711 });
export const DRAWN_PIN: Variant = locked('any PIN of four digits, ten tries', { space: 10_000, tries: 10 });

/** T32: the card lay in the reader when the tablet was lost. */
export const CARD_INSIDE: Variant = {
  name: 'the card left in the device',
  apply: (scenario) => withLostTablet(scenario, { credentials: { user: 'sato', card: 'inside' } }),
};

/** T32: it is told to erase itself once its loss is reported. */
export const REMOTE_WIPE: Variant = { name: 'remote wipe', apply: (scenario) => withLostTablet(scenario, { remoteWipe: true }) };

/** T32: the box is used a day and a half after it was taken: after an early report is on the list, and before a late one is. */
export const USED_SOON: Variant = {
  name: 'the stolen box used after a day and a half',
  apply: (scenario) => withLoss(scenario, 'stolen-box', { ageNs: 1.5 * DAY_NS }),
};

/** T32: the firewall still lets everybody to the backups, as it did while they were being moved. */
export const RULE_LEFT_OPEN: Variant = {
  name: 'a rule left open after maintenance',
  apply: (scenario) =>
    withDevice(scenario, 'core-hospital.fw', ({ allow }) => ({
      allow: [
        ...allow,
        {
          from: { base: 0, length: 0 },
          to: { base: hostAddress(scenario, 'core-hospital.hsz.backup-server'), length: 32 },
          protocol: 'tcp',
          port: 2049,
          leftOpen: true,
        },
      ],
    })),
};

/** T32: the hospital's VPN router passes everything, as it came out of its box. */
export const LEFT_BRIDGING: Variant = {
  name: 'the VPN router left as a bridge',
  apply: (scenario) => withDevice(scenario, 'core-hospital.vpn', () => ({ leftBridging: true })),
};

function withDevice(scenario: Scenario, place: string, change: (device: DeviceSpec) => Partial<DeviceSpec>): Scenario {
  const sites = scenario.sites.map((site) => ({
    ...site,
    devices: site.devices.map((device) => (`${site.id}.${device.id}` === place ? { ...device, ...change(device) } : device)),
  }));
  return { ...scenario, sites };
}

function hostAddress(scenario: Scenario, place: string): number {
  const [siteId, , hostId] = place.split('.');
  const host = scenario.sites.find(({ id }) => id === siteId)?.hosts.find(({ id }) => id === hostId);
  if (host === undefined) throw new Error(`variant: no host ${place}`);
  return host.address;
}
