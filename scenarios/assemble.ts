/**
 * Purpose: turns a checked draft (maps keyed by id, as in the file) into the `Scenario` that the simulator reads.
 *
 * Does not model: defaults; the schema has filled them in.
 * Units: as in `sim/world/scenario.ts`.
 * Determinism: lists keep the order of the file; zones come as hsz, sz, dmz.
 * References: own design.
 */
import type * as world from '../sim/world/scenario.ts';
import type { Additions } from './additions.ts';
import { associationsOf, permitsOf, present } from './assemble-rules.ts';
import { adversaryOf, lossOf, monitoringOf } from './assemble-adversary.ts';
import { carriedFlowOf, carriedServiceOf } from './assemble-carried.ts';
import { credentialsOf, privacyOf } from './assemble-trust.ts';
import type { Draft } from './schema.ts';

type DraftSite = Draft['sites'][string];
type DraftDevice = DraftSite['devices'][string];
type DraftZone = NonNullable<DraftSite['zones']['sz']>;
type DraftLine = DraftDevice['lines'][string];

const ZONES: readonly world.ZoneId[] = ['hsz', 'sz', 'dmz'];

/**
 * Builds the scenario.
 * Units: nanoseconds, bits per second, octets. Errors: throws when the draft did not pass the checks (a bug of the caller). Source: own design.
 */
export function assemble(draft: Draft, sha256: string, additions: Additions): world.Scenario {
  const { centre } = draft;
  return {
    id: draft.scenario,
    title: draft.title,
    source: draft.source,
    about: draft.about,
    sha256,
    horizonNs: draft.horizon,
    networks: list(draft.networks, networkOf),
    ...(centre === undefined ? {} : { centre: centreOf(centre) }),
    ...present('enrolment', enrolmentOf(draft.enrolment)),
    sites: list(draft.sites, (id, site) => siteOf(draft, id, site)),
    keys: list(draft.keys, (id, { rank, pattern }) => ({ id, ...present('rank', rank), ...present('pattern', patternOf(pattern)) })),
    groups: list(draft.groups, (id, { name, members, services }) => ({ id, name, members, ...present('services', services) })),
    services: list(draft.services, serviceOf),
    flows: list(draft.flows, flowOf),
    controls: list(draft.controls, (id, control) => offerOf(id, control, additions)),
    vantages: list(draft.vantages, vantageOf),
    ...present('deployed', draft.deployed),
    adversary: adversaryOf(draft.adversary),
    ...present('monitoring', monitoringOf(draft.monitoring)),
    expect: draft.expect,
    ...present('expectFlows', draft['expect-flows']),
  };
}

/** A plug-in's words go with the offer of its control. */
function offerOf(id: string, { mechanism = id, scope, cost }: Draft['controls'][string], { controls }: Additions): world.ControlOffer {
  const words = controls.find((control) => control.mechanism === mechanism)?.words;
  return { id, mechanism, scope, cost, ...present('words', words) };
}

/** A mapping of the file as a list, in the order of the file. */
function list<From, To>(map: Readonly<Record<string, From>>, make: (id: string, from: From) => To): To[] {
  return Object.entries(map).map(([id, from]) => make(id, from));
}

function linkOf({ rate, delay, queue, loss }: Pick<DraftLine, 'rate' | 'delay' | 'queue' | 'loss'>): world.LinkSpec {
  return { rateBps: rate, delayNs: delay, queuePackets: queue, loss };
}

function errorsOf(errors: DraftLine['errors']): world.BitErrorSpec | undefined {
  return errors === undefined ? undefined : { perBit: errors['per-bit'], missed: errors.missed };
}

function networkOf(id: string, network: Draft['networks'][string]): world.NetworkSpec {
  const { kind, name, call, connects, rate, delay } = network;
  return {
    id,
    kind,
    name,
    ...present('call', call === undefined ? undefined : { setUpNs: call['set-up'], idleNs: call['hang-up'] }),
    ...present('connects', connects),
    ...present('link', rate === undefined || delay === undefined ? undefined : linkOf({ ...network, rate, delay })),
  };
}

function centreOf(centre: NonNullable<Draft['centre']>): world.CentreSpec {
  const { id, name, network, processing } = centre;
  return {
    id,
    name,
    network,
    ...centre.address,
    link: linkOf(centre),
    processingNs: processing,
    ...present('keepsLogs', centre['keeps-logs']),
    ...present('crlIntervalNs', centre['crl-interval']),
    ...present('infoLifetimeNs', centre['info-lifetime']),
    ...present('mirror', mirrorOf(centre.mirror)),
  };
}

function enrolmentOf(enrolment: Draft['enrolment']): world.EnrolmentSpec | undefined {
  if (enrolment === undefined) return undefined;
  const { letter, unaccredited } = enrolment;
  return {
    letterNs: letter,
    unaccredited,
    ...present('deviceValidityNs', enrolment['device-validity']),
    ...present('serviceValidityNs', enrolment['service-validity']),
  };
}

function siteOf(draft: Draft, id: string, site: DraftSite): world.SiteSpec {
  const zones = ZONES.flatMap((zoneId) => {
    const zone = site.zones[zoneId];
    return zone === undefined ? [] : [{ zoneId, zone }];
  });
  return {
    id,
    name: site.name,
    kind: site.kind,
    ...present('connections', connectionsOf(site.connections)),
    ...present('privacy', privacyOf(site.privacy)),
    zones: zones.map(({ zoneId, zone }) => ({
      id: zoneId,
      name: zone.name,
      prefix: zone.prefix,
      ...present('knownAs', zone['known-as']),
      medium: zone.medium,
      link: linkOf(zone),
      gateway: zone.gateway,
      ...present('wlanKey', zone['wlan-key']),
    })),
    hosts: zones.flatMap(({ zoneId, zone }) => list(zone.hosts, (hostId, host) => hostOf(hostId, zoneId, host))),
    devices: list(site.devices, (deviceId, device) => deviceOf(draft, site, deviceId, device)),
    users: list(site.users, (userId, user) => ({
      id: userId,
      name: user.name,
      role: user.role,
      workstation: user.workstation,
      ...present('passwordRank', user['password-rank']),
      ...present('sharedBy', user['shared-by']),
      ...present('revokedAtNs', user['revoked-at']),
      ...present('ignoresWarnings', user['ignores-warnings']),
      ...present('passwordLifetimeNs', user['password-lifetime']),
      ...present('passwordDraw', drawOf(user['password-draw'])),
      ...present('passwordPattern', patternOf(user['password-pattern'])),
      ...present('duties', user.duties),
    })),
    assets: list(site.assets, (assetId, { name, label, size, at, records, 'records-per-key': perKey }) => ({
      id: assetId,
      name,
      label,
      sizeBytes: size,
      at,
      ...present('records', records),
      ...present('recordsPerKey', perKey),
    })),
  };
}

function connectionsOf(policy: DraftSite['connections']): world.ConnectionPolicySpec | undefined {
  return policy === undefined ? undefined : { ...present('accepts', policy.accepts), ...present('refuses', policy.refuses) };
}

function drawOf(draft: DraftSite['users'][string]['password-draw']): world.DictionaryDraw | undefined {
  return draft === undefined ? undefined : { inDictionary: draft['in-dictionary'], popular: draft.popular };
}

function patternOf(draft: DraftSite['users'][string]['password-pattern']): world.PatternSpec | undefined {
  return draft === undefined ? undefined : { kind: draft.kind, space: draft.space, ...present('position', draft.position) };
}

function hostOf(id: string, zone: world.ZoneId, host: DraftZone['hosts'][string]): world.HostSpec {
  const { backlog, window, legacy } = host.tcp;
  return {
    id,
    name: host.name,
    zone,
    address: host.address,
    tcp: {
      backlog,
      synAckRetries: host.tcp['synack-retries'],
      windowBytes: window,
      ...present('blocked', host.tcp.blocked),
      ...(host.tcp['recycle-oldest'] ? { recycleOldest: true } : {}),
      ...(legacy ? { legacy, ...present('isnJitterNs', host.tcp['isn-jitter']) } : {}),
    },
    vulnerable: host.vulnerable,
    ...hostCare(host),
  };
}

/** T09, T14, T20, T21, T26: what only some hosts say. */
function hostCare({
  flaws,
  programs,
  radio,
  store,
  mirror,
  'clock-error': clock,
  'allow-listed': allowListed,
  'loses-records': losesRecords,
}: DraftZone['hosts'][string]): Partial<world.HostSpec> {
  const kept =
    store === undefined ? undefined : { checkEveryNs: store['check-every'], backupEveryNs: store['backup-every'], rpoNs: store.rpo };
  return {
    ...present('flaws', flaws),
    ...present('programs', programs),
    ...present('allowListed', allowListed),
    ...present('radio', radio),
    ...present('store', kept),
    ...present('mirror', mirrorOf(mirror)),
    ...present('clockErrorNs', clockErrorOf(clock)),
    ...present('losesRecords', losesRecords),
  };
}

function clockErrorOf(clock: DraftDevice['clock-error']): number | undefined {
  return clock === undefined ? undefined : (clock.fast ?? 0) - (clock.slow ?? 0);
}

function movesOf(moves: DraftLine['moves']): world.DevicePort['moves'] {
  return moves?.map(({ at, to }) => ({ atNs: at, address: to }));
}

function mirrorOf(mirror: { readonly region: string; readonly takeover: number } | undefined): world.MirrorSpec | undefined {
  return mirror === undefined ? undefined : { region: mirror.region, takeoverNs: mirror.takeover };
}

function deviceOf(draft: Draft, site: DraftSite, id: string, device: DraftDevice): world.DeviceSpec {
  const inside = ZONES.flatMap((joins) => {
    const [address, zone] = [device.ports[joins], site.zones[joins]];
    return address === undefined || zone === undefined ? [] : [{ joins, address, prefix: zone.prefix }];
  });
  const outside = list(device.lines, (joins, line) => ({
    joins,
    ...line.address,
    link: { ...linkOf(line), ...present('errors', errorsOf(line.errors)) },
    ...present('nat', line.nat === undefined ? undefined : { ...line.nat.address, mappingNs: line.nat.mapping }),
    ...present('moves', movesOf(line.moves)),
    ...present('duct', line.duct),
    ...present('standby', mirrorOf(line.standby)),
  }));
  return {
    id,
    name: device.name,
    kind: device.kind,
    ports: [...inside, ...outside],
    allow: permitsOf(draft, device.allow, site),
    ...present('psk', device.psk),
    idleTimeoutNs: device['idle-timeout'],
    rekeyNs: device.rekey,
    ...present(
      'switch',
      device.switch?.map(({ at, position }) => ({ atNs: at, joined: position === 'joined' })),
    ),
    ...(device.routing ? { routing: true } : {}),
    ...present('leftBridging', device['left-bridging']),
    ...present('routes', routesOf(device.routes)),
    ...(device['checks-inner-source'] ? { checksInnerSource: true } : {}),
    ...present('esp', device.esp),
    ...present('manualPeer', device['manual-peer']),
    ...(device['first-packet'] === 'drop' ? { firstPacket: 'drop' } : {}),
    ...present('clockErrorNs', clockErrorOf(device['clock-error'])),
    ...present('enrolsAtNs', device.enrols),
    ...credentialsOf(device),
    ...present('spare', mirrorOf(device.spare)),
    ...present('downloadsAtNs', device.downloads),
    ...present('manualKey', device['manual-key']),
    ...present('manualKeyLifetimeNs', device['manual-key-lifetime']),
    ...present('triggers', device.triggers),
    ...present('associations', associationsOf(draft, device.associations, site)),
    ...present('losesRecords', device['loses-records']),
  };
}

/** T07, T08. */
function routesOf(routes: DraftDevice['routes']): world.RoutePolicy | undefined {
  return routes === undefined
    ? undefined
    : { passive: routes.passive, refusesTunnels: routes['refuses-tunnels'], ...present('accepts', routes.accepts) };
}

function flowOf(id: string, flow: Draft['flows'][string]): world.FlowSpec {
  const { name, service, client, user, operation, asset, at, every, times, think, 'source-port': sourcePort, recovery, alternative } = flow;
  const { 'random-port': randomPort, 'in-parts': inParts } = flow;
  return {
    id,
    name,
    service,
    client,
    operation,
    ...present('user', user),
    ...present('asset', asset),
    atNs: at,
    everyNs: every ?? 0,
    times,
    thinkNs: think,
    ...present('sourcePort', sourcePort),
    ...present('randomPort', randomPort),
    ...present('inParts', inParts),
    ...carriedFlowOf(flow),
    ...(alternative === undefined ? {} : { alternative: { service: alternative.service, afterNs: alternative.after } }),
    ...(recovery === undefined ? {} : { recovery: { kind: recovery.kind, afterNs: recovery.after, tries: recovery.tries } }),
  };
}

function serviceOf(
  id: string,
  {
    trusts,
    'checked-by': checkedBy,
    'client-certificates': clientCertificates,
    checks,
    login,
    usage,
    confirms,
    'archives-status': archives,
    'kept-answers': kept,
    withdrawn,
    rto,
    'passive-ports': passive,
    'media-port': media,
    ...service
  }: Draft['services'][string],
): world.ServiceSpec {
  return {
    id,
    ...service,
    ...present('trusts', trusts),
    ...present('checkedBy', checkedBy),
    ...present('keptAnswers', kept === undefined ? undefined : { ageNs: kept.age, limitNs: kept.limit }),
    ...present(
      'withdrawn',
      withdrawn?.map(({ user, ago }) => ({ user, agoNs: ago })),
    ),
    ...present(
      'checks',
      checks === undefined ? undefined : { ...present('implausible', checks.implausible), ...present('checksum', checks.checksum) },
    ),
    ...present('login', login),
    ...present('rtoNs', rto),
    ...present('clientCertificates', clientCertificates),
    ...present('confirms', confirms),
    ...present('archivesStatus', archives),
    ...present('usage', usageOf(usage)),
    ...carriedServiceOf({ 'passive-ports': passive, 'media-port': media }),
  };
}

function usageOf(usage: Draft['services'][string]['usage']): world.UsageSpec | undefined {
  if (usage === undefined) return undefined;
  const { sites, domains, mail, attachments } = usage;
  return {
    sites,
    domains,
    mailBytes: mail,
    ...present('mailPort', usage['mail-port']),
    ...present('attachments', attachments),
    ...present('removesActive', usage['removes-active']),
  };
}

function vantageOf(id: string, vantage: Draft['vantages'][string]): world.VantageSpec {
  const { kind, at, name, sees, account, rate, delay, queue, loss } = vantage;
  const link = rate === undefined || delay === undefined ? undefined : linkOf({ rate, delay, queue, loss });
  return {
    id,
    kind,
    at,
    name,
    sees,
    ...present('account', account),
    ...present('address', vantage.address?.address),
    ...present('prefix', vantage.address?.prefix),
    ...present('link', link),
    ...incidentOf(vantage),
  };
}

/** T14, T20, T26, T32: vantages where something happens without a network attacker. */
function incidentOf({ incident, errors, fails, lost, user, ...rest }: Draft['vantages'][string]): Partial<world.VantageSpec> {
  return {
    ...present('incident', incident),
    ...present('errors', errorsOf(errors)),
    ...present('fails', fails),
    ...present('repairedAfterNs', rest['repaired-after']),
    ...present('lost', lossOf(lost)),
    ...present('user', user),
  };
}
