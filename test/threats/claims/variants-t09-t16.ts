/**
 * Purpose: what the threat cards T09 to T16 take for a measure or a circumstance that is no control: other data of the scenario, each under a name.
 * Does not model: anything. Units: nanoseconds. References: the cards T09 to T16, fields "Numbers", "Stops", "Reduces", "Does not".
 */
import type { FlowSpec, HostSpec, Scenario, ServiceSpec, UsageSpec, UserSpec } from '../../../sim/world/scenario.ts';
import { figure3 } from '../support/figure-3.ts';
import type { Variant } from './types.ts';

const DAY_NS = 86_400e9;

const variant = (name: string, apply: Variant['apply']): Variant => ({ name, apply });

/** The first change, then the second. */
export const both = (one: Variant, other: Variant): Variant =>
  variant(`${one.name}; ${other.name}`, (scenario) => other.apply(one.apply(scenario)));

/** A control that stands at these places too. */
export const alsoAt = (control: string, ...places: readonly string[]): Variant =>
  variant(`${control} also at ${places.join(', ')}`, (scenario) => ({
    ...scenario,
    controls: scenario.controls.map((offer) => (offer.id === control ? { ...offer, scope: [...offer.scope, ...places] } : offer)),
  }));

const withHosts = (scenario: Scenario, change: (place: string, host: HostSpec) => HostSpec): Scenario => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({ ...site, hosts: site.hosts.map((host) => change(`${site.id}.${host.zone}.${host.id}`, host)) })),
});

const withUsers = (scenario: Scenario, change: (user: UserSpec) => UserSpec): Scenario => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({ ...site, users: site.users.map(change) })),
});

/** T09: malware and faults that the world has known for a year. */
export const knownForLong = variant('malware known for a year', (scenario) => ({
  ...scenario,
  adversary: { ...scenario.adversary, malwareAgeNs: 365 * DAY_NS },
}));

/** T09: the group does not agree on the service. */
export const consoleNotAgreed = variant('the console is not among the agreed services', (scenario) => ({
  ...scenario,
  groups: scenario.groups.map((group) => (group.id === 'maintenance' ? { ...group, services: ['device-reports'] } : group)),
}));

/** T09: the partner's address is taken off the firewall's list. */
export const partnerNotListed = variant('the firewall lists no address of the partner', (scenario) => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({
    ...site,
    devices: site.devices.map((device) => ({ ...device, allow: device.allow.filter((rule) => rule.port !== 2323) })),
  })),
}));

/** T10: the role covers everything that the service keeps. */
export const broadRole = variant('a role that covers all wards', (scenario) =>
  withUsers(scenario, (user) =>
    user.id === 'watanabe' ? { ...user, duties: [...(user.duties ?? []), { asset: 'psychiatry-charts', needed: 0 }] } : user,
  ),
);

/** T12: nobody stays logged in while he does something else. */
export const shortSessions = variant('sessions of a fifth of a second', (scenario) => ({
  ...scenario,
  flows: scenario.flows.map((flow) => (flow.thinkNs > 0 ? { ...flow, thinkNs: 0.2e9 } : flow)),
}));

/** T14: clocks that nobody sets. */
export const skewedClock = variant('the reception’s clock is two seconds slow', (scenario) =>
  withHosts(scenario, (place, host) => (place === 'clinic-a.sz.reception-pc' ? { ...host, clockErrorNs: -2e9 } : host)),
);

/** T14: clocks set from one source; the error is within NTP's step threshold of 0.125 s (RFC 5905). */
export const synchronisedClocks = variant('all clocks are set from one source', (scenario) =>
  withHosts(scenario, (_place, { clockErrorNs, ...host }) => (clockErrorNs === undefined ? host : { ...host, clockErrorNs: -0.1e9 })),
);

/** T09: a fault that the world has known for a day. */
export const faultOfYesterday = variant('a fault known since yesterday', (scenario) => ({
  ...scenario,
  adversary: { ...scenario.adversary, faultAgeNs: DAY_NS },
}));

/** T10: each three patients of the ward share a key; she has two of the first three. */
export const keysPerPatientGroup = variant('one object key for three patients', (scenario) => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({
    ...site,
    assets: site.assets.map((asset) => (asset.id === 'ward-charts' ? { ...asset, recordsPerKey: 3 } : asset)),
  })),
}));

/** T11: fewer records in the window than the alarm counts. */
export const lowAndSlow = variant('seven records in ten seconds', (scenario) => ({
  ...scenario,
  adversary: { ...scenario.adversary, copiesPerS: 0.7 },
}));

/** T11: the tablet was in use when it was taken. */
export const foundRunning = variant('found running', (scenario) => ({
  ...scenario,
  vantages: scenario.vantages.map((vantage) =>
    vantage.lost === undefined || vantage.at.endsWith('.vpn')
      ? vantage
      : { ...vantage, lost: { ...vantage.lost, state: 'running' as const } },
  ),
}));

/** Every control that the scenario offers. */
export const everyControl: readonly string[] = figure3().controls.map(({ id }) => id);

const withFlow = (scenario: Scenario, id: string, change: Partial<FlowSpec>): Scenario => ({
  ...scenario,
  flows: scenario.flows.map((flow) => (flow.id === id ? { ...flow, ...change } : flow)),
});

const withService = (scenario: Scenario, id: string, change: Partial<ServiceSpec>): Scenario => ({
  ...scenario,
  services: scenario.services.map((service) => (service.id === id ? { ...service, ...change } : service)),
});

/** T12: the card signs each booking and each piece of maintenance. */
export const confirmedActions = variant('each action is signed with the card', (scenario) =>
  withService(withService(scenario, 'booking', { confirms: true }), 'console', { confirms: true }),
);

/** T13: the audit records of an inner server go to another inner server. */
export const innerRecords = variant('audit records between two hosts of the inner zone', (scenario) =>
  withFlow(withService(scenario, 'audit-log', { host: 'core-hospital.hsz.backup-server' }), 'audit-records', {
    client: 'core-hospital.hsz.ehr-server',
  }),
);

/** T13: the socket in the corridor belongs to a segment of its own. */
export const smallSegments = variant('the socket lies on another segment than the servers', (scenario) => ({
  ...scenario,
  vantages: scenario.vantages.map((vantage) => (vantage.id === 'sz-lan' ? { ...vantage, at: 'core-hospital.dmz' } : vantage)),
}));

/** T14: the routers of both ends lose their records. */
export const routersLoseRecords = variant('the access points lose their records', (scenario) => ({
  ...scenario,
  sites: scenario.sites.map((site) => ({ ...site, devices: site.devices.map((device) => ({ ...device, losesRecords: true })) })),
}));

/** T14: TR 9.5. */
export const copiesAtCentre = variant('the centre keeps a copy of the access points’ records', ({ centre, ...scenario }) => ({
  ...scenario,
  ...(centre === undefined ? {} : { centre: { ...centre, keepsLogs: true } }),
}));

/** T14: the author’s certificate is revoked between the letter and the audit. */
export const authorRevoked = variant('the author’s certificate has been revoked since', (scenario) =>
  withUsers(scenario, (user) => (user.id === 'sato' ? { ...user, revokedAtNs: 30e9 } : user)),
);

/** T14: RFC 3552 4.3. */
export const statusArchived = variant('the certificate status of the time is archived', (scenario) =>
  withService(scenario, 'referral', { archivesStatus: true }),
);

/** T15, T16: the viewer draws its port; the attacker still believes the manual. */
export const randomPort = variant('a random local port', (scenario) => withFlow(scenario, 'fetch-study', { randomPort: true }));

/** T16: a study in twenty parts, resumed after a break. */
export const resumable = variant('a transfer in parts that is resumed', (scenario) => withFlow(scenario, 'fetch-study', { inParts: 20 }));

/** T16: the image service asks who its users are. */
export const imagesByAccount = variant('the image service has accounts', (scenario) =>
  withService(scenario, 'image', { accounts: ['sato'] }),
);

const withUsage = (scenario: Scenario, change: Partial<UsageSpec>): Scenario => ({
  ...scenario,
  services: scenario.services.map((service) =>
    service.usage === undefined ? service : { ...service, usage: { ...service.usage, ...change } },
  ),
});

/** T09: the gateway takes pages and mails apart and passes on nothing active. */
export const applicationProxy = variant('an application proxy that removes active content', (scenario) =>
  withUsage(scenario, { removesActive: true }),
);

/** T09: somebody needs documents with macros for his work. */
export const macrosAllowed = variant('documents with macros may be attached', (scenario) =>
  withUsage(scenario, { attachments: ['text', 'image', 'macro-document'] }),
);

/** T09: the list names the attacker's site too, as one that work needs and that he has taken. */
export const siteListed = variant('the attacker’s site stands on the list', (scenario) =>
  withUsage(scenario, { sites: ['drug-information.example', 'updates.example.net'] }),
);

/** T09: no service of partners is in use at the workstation. */
export const nothingBeside = variant('nothing else is in use at the ward', (scenario) => ({
  ...scenario,
  flows: scenario.flows.filter((flow) => flow.operation !== 'read-records'),
}));
