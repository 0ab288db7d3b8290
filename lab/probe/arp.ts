/**
 * Purpose: `probe arp`: one claim of a server's address by a third host on the LAN: what it does to the client's entry, and how long the client's packets go astray.
 *
 * Set up as testbed exp5: client, server and a silent third host on one switch; the client sends every 0.1 s after the claim.
 * Does not model: a third host that forwards or answers probes (the attacks of the lab do). Units: seconds at the border, nanoseconds inside.
 * Determinism: life times of REACHABLE entries are drawn from the seed. References: RFC 826; Linux man-pages 6.03 arp(7), ip-sysctl (arp_accept, drop_gratuitous_arp); testbed exp5.
 */
import { NS_PER_MS, NS_PER_S } from '../../sim/kernel/time.ts';
import { BROADCAST_MAC, type Mac } from '../../sim/net/address.ts';
import type { ArpSettings, ArpState } from '../../sim/net/arp.ts';
import type { NetContext } from '../../sim/net/context.ts';
import type { ArpMessage } from '../../sim/net/ethernet.ts';
import { LanSegment, type LanPort } from '../../sim/net/lan.ts';
import { IpNode } from '../../sim/net/node.ts';
import { TAKEN } from '../../sim/net/rules.ts';
import { address, makeContext, prefix } from './stand.ts';

export const ENTRIES = ['none', 'recent', 'reachable', 'stale', 'delay', 'probe', 'incomplete', 'failed', 'permanent'] as const;
export type EntryBefore = (typeof ENTRIES)[number];

export const SPOOFS = [
  'unicast-reply',
  'broadcast-reply',
  'gratuitous-reply',
  'gratuitous-reply-own-target',
  'gratuitous-request',
  'request',
] as const;
export type Spoof = (typeof SPOOFS)[number];

export interface ArpSpec {
  readonly entry: EntryBefore;
  readonly spoof: Spoof;
  readonly settings: ArpSettings;
  /** Time since the entry was made; absent: what the name of the entry says. */
  readonly ageS?: number;
  /** Claims in all, and the time between them. */
  readonly claims: number;
  readonly everyS: number;
  readonly observedS: number;
  readonly seed: number;
}

export interface EntrySeen {
  readonly pointsTo: 'nobody' | 'server' | 'attacker';
  readonly state: ArpState | 'none';
}

export interface ArpFigures {
  readonly schema: 'wardlab/probe-arp@1';
  readonly entry: EntryBefore;
  readonly spoof: Spoof;
  readonly effect: 'ignored' | 'created' | 'overwritten';
  readonly before: EntrySeen;
  readonly after: EntrySeen;
  /** Share of the packets of the first second, and of the whole time, that reached the attacker. */
  readonly divertedInFirstSecond: number;
  readonly diverted: number;
  /** From the first claim to the last packet that went astray; 0 when none did. */
  readonly divertedForS: number;
  /** The client's ARP requests after the claim. */
  readonly requests: readonly { readonly s: number; readonly to: 'server' | 'attacker' | 'broadcast' }[];
}

const LINE = { rateBps: 1_000_000_000, delayNs: 1000, queuePackets: 1000, loss: { numerator: 0, denominator: 1 } } as const;
const SEND_EVERY_NS = 100 * NS_PER_MS;
/** On the wire and through the switch in less than this. */
const SETTLE_NS = 20_000;
/** Age of an entry when the claim comes: within and well beyond the locktime of 1 s; 2 s into the delay of 5 s; after the second probe; one request out; three unanswered. */
const AGES_S: Readonly<Record<EntryBefore, number>> = {
  none: 1,
  recent: 0.5,
  reachable: 2,
  stale: 2,
  delay: 2,
  probe: 6.5,
  incomplete: 0.5,
  failed: 4,
  permanent: 2,
};

/**
 * Makes the claim and watches.
 * Units: see ArpFigures. Errors: none. Source: testbed exp5.
 */
export function probeArp(spec: ArpSpec): ArpFigures {
  const bed = new Bed(spec.seed, spec.settings);
  bed.prepare(spec.entry, spec.ageS ?? AGES_S[spec.entry]);
  const before = bed.seen();
  const sinceNs = bed.nowNs;
  for (let n = 0; n < spec.claims; n++)
    bed.context.kernel.at(sinceNs + Math.round(n * spec.everyS * NS_PER_S), () => bed.claim(spec.spoof));
  bed.run(SETTLE_NS);
  const after = bed.seen();
  bed.talk(spec.observedS);
  const hit = bed.diverted.map((timeNs) => timeNs - sinceNs);
  const share = (limitNs: number): number => {
    const count = Math.min(limitNs, spec.observedS * NS_PER_S) / SEND_EVERY_NS;
    return hit.filter((timeNs) => timeNs < limitNs).length / count;
  };
  return {
    schema: 'wardlab/probe-arp@1',
    entry: spec.entry,
    spoof: spec.spoof,
    effect: after.pointsTo !== 'attacker' ? 'ignored' : before.pointsTo === 'nobody' ? 'created' : 'overwritten',
    before,
    after,
    divertedInFirstSecond: share(NS_PER_S),
    diverted: share(Infinity),
    divertedForS: (hit.at(-1) ?? 0) / NS_PER_S,
    requests: bed.requests(sinceNs),
  };
}

/** The LAN of the measurement. */
class Bed {
  readonly context: NetContext;
  readonly #client: LanPort;
  readonly #server: LanPort;
  readonly #third: LanPort;
  /** Times at which a packet for the server reached the third host. */
  readonly diverted: number[] = [];

  constructor(seed: number, settings: ArpSettings) {
    this.context = makeContext(seed, [], true);
    const lan = new LanSegment(this.context, 'lan', 'switch');
    const station = (place: string, own: string): LanPort => {
      const node = new IpNode(this.context, place, false);
      return lan.attach(node.addIface('eth0', address(own), prefix('192.0.2.0/24')), LINE);
    };
    this.#client = station('client', '192.0.2.1');
    this.#server = station('server', '192.0.2.2');
    this.#third = station('third', '192.0.2.3');
    this.#client.arp.settings = settings;
    this.#third.iface.node.rules.ingress.push(() => {
      this.diverted.push(this.nowNs);
      return TAKEN;
    });
    this.#server.iface.node.handle('udp', () => undefined);
    this.#client.iface.node.handle('udp', () => undefined);
  }

  get nowNs(): number {
    return this.context.kernel.now;
  }

  run(forNs: number): void {
    this.context.kernel.run(this.nowNs + Math.round(forNs));
  }

  seen(): EntrySeen {
    const { arp } = this.#client;
    const server = this.#server.iface;
    const mac = arp.lookup(server.address);
    const pointsTo = mac === undefined ? 'nobody' : mac === server.mac ? 'server' : 'attacker';
    return { pointsTo, state: arp.state(server.address) ?? 'none' };
  }

  /** Gives the client the entry of that name, made `ageS` ago. */
  prepare(entry: EntryBefore, ageS: number): void {
    const ageNs = ageS * NS_PER_S;
    const server = this.#server.iface;
    const silent = entry === 'incomplete' || entry === 'failed';
    if (entry === 'permanent') this.#client.arp.setPermanent(server.address, server.mac);
    if (silent) server.node.up = false;
    // Whoever asks for the client's address gets an entry that is STALE.
    if (entry === 'stale' || entry === 'delay' || entry === 'probe') this.#send(this.#server, this.#client);
    if (entry === 'delay' || entry === 'probe') {
      this.run(AGES_S.stale * NS_PER_S);
      server.node.up = entry === 'delay';
    }
    if (entry !== 'none' && entry !== 'permanent' && entry !== 'stale') this.#send(this.#client, this.#server);
    this.run(ageNs);
    server.node.up = true;
  }

  /** The third host says that the server's address is its own. */
  claim(spoof: Spoof): void {
    const { mac } = this.#third.iface;
    const [client, server] = [this.#client.iface, this.#server.iface];
    const gratuitous = spoof.startsWith('gratuitous');
    const targetMac: Mac = spoof === 'unicast-reply' ? client.mac : spoof === 'gratuitous-reply-own-target' ? mac : 0;
    const arp: ArpMessage = {
      op: spoof.includes('reply') ? 'reply' : 'request',
      senderIp: server.address,
      senderMac: mac,
      targetIp: gratuitous ? server.address : client.address,
      targetMac,
    };
    const dst = gratuitous || spoof === 'broadcast-reply' ? BROADCAST_MAC : client.mac;
    this.#third.sendFrame({ src: mac, dst, body: { type: 'arp', arp }, origin: 'third' });
  }

  /** The client sends now and every 0.1 s. */
  talk(seconds: number): void {
    const startNs = this.nowNs;
    for (let atNs = 0; atNs < seconds * NS_PER_S; atNs += SEND_EVERY_NS)
      this.context.kernel.at(startNs + atNs, () => this.#send(this.#client, this.#server));
    this.run(seconds * NS_PER_S);
  }

  /** Each request once: when it was put on the line, and where to. */
  requests(sinceNs: number): ArpFigures['requests'] {
    const found = new Map<number, string[]>();
    for (const { kind, timeNs, fields } of this.context.trace.events) {
      if (kind !== 'frame' || timeNs < sinceNs || fields['op'] !== 'request' || fields['from'] !== 'lan') continue;
      if (fields['ip'] === '192.0.2.1') found.set(timeNs, [...(found.get(timeNs) ?? []), String(fields['to'])]);
    }
    return [...found].map(([timeNs, to]) => ({
      s: (timeNs - sinceNs) / NS_PER_S,
      to: to.length > 1 ? 'broadcast' : to[0] === 'server' ? 'server' : 'attacker',
    }));
  }

  #send(from: LanPort, to: LanPort): void {
    const content = { kind: 'probe', bytes: 64 };
    from.iface.node.originate({ dst: to.iface.address, body: { protocol: 'udp', srcPort: 50_999, dstPort: 7, content } });
  }
}
