/**
 * Purpose: the ARP cache of one interface: resolution, ageing, and who may create or overwrite an entry.
 *
 * Behaves as Linux does, by default with arp_accept=0: an unsolicited reply creates nothing; an entry whose state or address changed less than `locktime` ago is kept, except
 * against gratuitous claims and requests for one's own address; a unicast reply makes an entry REACHABLE, every other form STALE, unless it only repeats what the entry says: then
 * the entry and its probing go on as they are. A STALE entry that is used is probed after 5 s, by unicast first.
 * An address that did not answer keeps a FAILED entry, which the next claim of any form fills. A PERMANENT entry is never changed.
 * Does not model: table size limits, proxy ARP, confirmation by upper layers, defence of one's own address (RFC 5227 2.4).
 * `address-conflict-alarm` is asked once, when an entry in use is to change its MAC: the old and the new one contend for the address.
 * Units: nanoseconds. Determinism: the lifetime of a REACHABLE entry is drawn from `arp/<place>/<interface>`.
 * References: RFC 826 (packet reception); RFC 1122 2.3.2; Linux man-pages 6.03 arp(7); Linux net/core/neighbour.c (dating of an entry, repeated claims), net/ipv4/arp.c (arp_process, arp_is_garp); measured cells in test/sim/net/arp.test.ts.
 */
import type { EventId } from '../kernel/event-queue.ts';
import { PRIORITY } from '../kernel/kernel.ts';
import type { Stream } from '../kernel/streams.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import { BROADCAST_MAC, formatIpv4, formatMac, type Ipv4, type Mac } from './address.ts';
import type { NetContext } from './context.ts';
import type { ArpMessage, Frame } from './ethernet.ts';
import type { Iface } from './iface.ts';
import type { Packet } from './packet.ts';

/** Linux man-pages 6.03 arp(7): base_reachable_time 30 s, delay_first_probe_time 5 s, retrans_time 1 s, ucast/mcast_solicit 3, locktime 1 s, unres_qlen 3 packets. */
const LINUX = {
  baseReachableNs: 30 * NS_PER_S,
  delayFirstProbeNs: 5 * NS_PER_S,
  retransNs: NS_PER_S,
  unicastProbes: 3,
  broadcastProbes: 3,
  locktimeNs: NS_PER_S,
  queue: 3,
} as const;

/** States of an entry with Linux's names. */
export type ArpState = 'incomplete' | 'reachable' | 'stale' | 'delay' | 'probe' | 'failed' | 'permanent';

/** Settings of an interface that decide about claims nobody asked for; names and numbers are those of Linux (Documentation/networking/ip-sysctl). */
export interface ArpSettings {
  /** arp_accept: 1 lets unsolicited replies and gratuitous claims create an entry, 2 only those of an address on the same subnet. */
  readonly accept: 0 | 1 | 2;
  /** drop_gratuitous_arp: claims whose sender and target address are the same are not looked at. */
  readonly dropGratuitous: boolean;
}

interface Entry {
  mac: Mac;
  state: ArpState;
  /** When state or address last changed. */
  updatedNs: TimeNs;
  reachableUntilNs: TimeNs;
  readonly waiting: Packet[];
  probes: number;
  timer: EventId | undefined;
}

/** States in which an entry names no MAC that packets could go to. */
const INVALID: readonly ArpState[] = ['incomplete', 'failed'];

export interface ArpHooks {
  sendArp(message: ArpMessage, dst: Mac): void;
  sendPacket(packet: Packet, dst: Mac): void;
  /** The binding that the site's staff know to be true, if the address is theirs. */
  trueBinding(address: Ipv4): Mac | undefined;
}

/**
 * The cache of an interface.
 * Units: nanoseconds. Errors: none; a packet whose next hop does not answer is dropped with its reason. Source: RFC 826; Linux man-pages 6.03 arp(7).
 */
export class ArpCache {
  readonly #context: NetContext;
  readonly #iface: Iface;
  readonly #hooks: ArpHooks;
  readonly #stream: Stream;
  readonly #entries = new Map<Ipv4, Entry>();
  #alarmed = false;
  settings: ArpSettings = { accept: 0, dropGratuitous: false };

  constructor(context: NetContext, iface: Iface, hooks: ArpHooks) {
    this.#context = context;
    this.#iface = iface;
    this.#hooks = hooks;
    this.#stream = context.streams.get(`arp/${iface.node.place}/${iface.name}`);
  }

  /** The MAC that packets to this address go to now, if any. */
  lookup(address: Ipv4): Mac | undefined {
    const entry = this.#entries.get(address);
    return entry === undefined || INVALID.includes(entry.state) ? undefined : entry.mac;
  }

  /** The state of an address's entry, if there is one. */
  state(address: Ipv4): ArpState | undefined {
    return this.#entry(address)?.state;
  }

  /** An entry that the staff set by hand. */
  setPermanent(address: Ipv4, mac: Mac): void {
    const entry = this.#entries.get(address) ?? this.#newEntry(address);
    this.#context.kernel.cancel(entry.timer);
    entry.timer = undefined;
    entry.mac = mac;
    this.#turn(entry, 'permanent');
    for (const packet of entry.waiting.splice(0)) this.#hooks.sendPacket(packet, mac);
  }

  /** Sends a packet to an on-link address, resolving it first if need be. */
  output(packet: Packet, nextHop: Ipv4): void {
    const entry = this.#entry(nextHop);
    if (entry === undefined || entry.state === 'failed') return this.#resolve(packet, nextHop, entry ?? this.#newEntry(nextHop));
    if (entry.state === 'incomplete') {
      if (entry.waiting.length >= LINUX.queue) {
        const oldest = entry.waiting.shift();
        if (oldest !== undefined) this.#context.drop(this.#iface.node.place, oldest, 'arp-queue-full');
      }
      entry.waiting.push(packet);
      return;
    }
    if (entry.state === 'stale') this.#delay(nextHop, entry);
    this.#hooks.sendPacket(packet, entry.mac);
  }

  /** An ARP message reaches this interface. */
  receive(frame: Frame, message: ArpMessage): void {
    if (message.senderIp === this.#iface.address || message.senderMac === this.#iface.mac) return;
    if (this.settings.dropGratuitous && message.senderIp === message.targetIp) return;
    const forMe = message.op === 'request' && message.targetIp === this.#iface.address;
    const confirms = message.op === 'reply' && frame.dst === this.#iface.mac;
    const entry = this.#entry(message.senderIp);
    if (this.#wouldLearn(message, entry, forMe, confirms) && !this.#refusedByStaticBinding(frame, message, entry))
      this.#learn(message, entry, confirms, frame.origin);
    if (forMe)
      this.#hooks.sendArp(
        {
          op: 'reply',
          senderIp: this.#iface.address,
          senderMac: this.#iface.mac,
          targetIp: message.senderIp,
          targetMac: message.senderMac,
        },
        message.senderMac,
      );
  }

  /** The entry of an address; one that nobody confirmed in time is STALE from that moment on. */
  #entry(address: Ipv4): Entry | undefined {
    const entry = this.#entries.get(address);
    if (entry?.state === 'reachable' && this.#context.kernel.now >= entry.reachableUntilNs) {
      entry.state = 'stale';
      entry.updatedNs = entry.reachableUntilNs;
    }
    return entry;
  }

  #wouldLearn(message: ArpMessage, entry: Entry | undefined, forMe: boolean, confirms: boolean): boolean {
    if (entry === undefined) return forMe || (this.#acceptsFrom(message.senderIp) && (message.op === 'reply' || isGratuitous(message)));
    if (INVALID.includes(entry.state)) return true;
    if (entry.state === 'permanent') return false;
    if (entry.mac === message.senderMac) return confirms;
    return forMe || isGratuitous(message) || this.#context.kernel.now - entry.updatedNs >= LINUX.locktimeNs;
  }

  #acceptsFrom(sender: Ipv4): boolean {
    return this.settings.accept === 1 || (this.settings.accept === 2 && this.#iface.onLink(sender));
  }

  /** Two stations contend for an address: whoever watches for that is told, once. */
  #conflict(address: Ipv4, origin: string): void {
    if (this.#alarmed) return;
    this.#alarmed = true;
    const { place } = this.#iface.node;
    if (this.#context.gate.on('address-conflict-alarm', place) !== undefined)
      this.#context.ground.addressConflict?.(place, address, origin);
  }

  /** Static entries are asked for only where a message would bind a known address to a foreign MAC. */
  #refusedByStaticBinding(frame: Frame, message: ArpMessage, entry: Entry | undefined): boolean {
    const known = this.#hooks.trueBinding(message.senderIp);
    if (known === undefined || known === message.senderMac || entry?.mac === message.senderMac) return false;
    const place = this.#iface.node.place;
    const control = this.#context.gate.on('static-arp', place);
    if (control === undefined) return false;
    this.#context.stop({
      control,
      at: place,
      reason: 'static-binding',
      origin: frame.origin,
      detail: { ip: formatIpv4(message.senderIp), mac: formatMac(message.senderMac) },
    });
    return true;
  }

  #learn(message: ArpMessage, known: Entry | undefined, confirmed: boolean, origin: string): void {
    const entry = known ?? this.#newEntry(message.senderIp);
    if (!INVALID.includes(entry.state) && entry.mac !== message.senderMac) this.#conflict(message.senderIp, origin);
    const { kernel, trace } = this.#context;
    const changed = INVALID.includes(entry.state) || entry.mac !== message.senderMac;
    const state = confirmed ? 'reachable' : 'stale';
    this.#context.kernel.cancel(entry.timer);
    entry.timer = undefined;
    entry.probes = 0;
    entry.mac = message.senderMac;
    if (changed || entry.state !== state) entry.updatedNs = kernel.now;
    entry.state = state;
    if (confirmed)
      entry.reachableUntilNs = kernel.now + LINUX.baseReachableNs / 2 + this.#stream.integer(LINUX.baseReachableNs / 1000) * 1000;
    if (changed && trace.on)
      trace.emit(this.#iface.node.place, 'arp', {
        event: 'learned',
        ip: formatIpv4(message.senderIp),
        mac: formatMac(message.senderMac),
        state: entry.state,
      });
    for (const packet of entry.waiting.splice(0)) this.#hooks.sendPacket(packet, entry.mac);
  }

  #newEntry(address: Ipv4): Entry {
    const entry: Entry = { mac: 0, state: 'incomplete', updatedNs: 0, reachableUntilNs: 0, waiting: [], probes: 0, timer: undefined };
    this.#entries.set(address, entry);
    return entry;
  }

  #resolve(packet: Packet, address: Ipv4, entry: Entry): void {
    entry.waiting.push(packet);
    entry.probes = 0;
    this.#turn(entry, 'incomplete');
    this.#ask(address, BROADCAST_MAC);
    this.#arm(address, entry, LINUX.retransNs);
  }

  #delay(address: Ipv4, entry: Entry): void {
    this.#turn(entry, 'delay');
    this.#arm(address, entry, LINUX.delayFirstProbeNs);
  }

  #turn(entry: Entry, state: ArpState): void {
    entry.state = state;
    entry.updatedNs = this.#context.kernel.now;
  }

  #arm(address: Ipv4, entry: Entry, delayNs: number): void {
    entry.timer = this.#context.kernel.after(delayNs, () => this.#onTimer(address, entry), PRIORITY.timer);
  }

  #onTimer(address: Ipv4, entry: Entry): void {
    entry.timer = undefined;
    entry.probes++;
    const unicast = entry.state === 'delay' || entry.state === 'probe' ? LINUX.unicastProbes : 0;
    if (entry.state === 'delay') {
      this.#turn(entry, 'probe');
      entry.probes = 1;
    }
    if (entry.state === 'probe' && entry.probes > unicast) {
      entry.state = 'incomplete';
      entry.probes = 0;
    }
    if (entry.state === 'incomplete' && entry.probes >= LINUX.broadcastProbes) return this.#giveUp(entry);
    this.#ask(address, entry.state === 'probe' ? entry.mac : BROADCAST_MAC);
    this.#arm(address, entry, LINUX.retransNs);
  }

  #giveUp(entry: Entry): void {
    this.#turn(entry, 'failed');
    for (const packet of entry.waiting.splice(0)) this.#context.drop(this.#iface.node.place, packet, 'arp-unresolved');
  }

  #ask(address: Ipv4, dst: Mac): void {
    this.#hooks.sendArp({ op: 'request', senderIp: this.#iface.address, senderMac: this.#iface.mac, targetIp: address, targetMac: 0 }, dst);
  }
}

/** A reply counts as gratuitous only if it names the claimed MAC as its target too. */
function isGratuitous(message: ArpMessage): boolean {
  return message.senderIp === message.targetIp && (message.op === 'request' || message.targetMac === message.senderMac);
}
