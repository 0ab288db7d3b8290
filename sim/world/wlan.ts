/**
 * Purpose: the radio hop of a zone: who hears its stations, and who gets onto the LAN through its access point.
 *
 * `stealth-ssid` and `any-refuse` hide the network's name until a station of the zone uses it in the clear; `mac-filter` admits only listed addresses, which every frame
 * shows. They are built as they are: each is met, noted, and passed by waiting or copying. `wpa2-aes` and `wpa-tkip` close the hop with a pass-phrase: who overhears a
 * station's handshake can try words offline. `wlan-8021x` gives each user a key of his own, and there is nothing to try.
 * Does not model: roaming, the cryptanalysis of TKIP, rogue access points, jamming; a copied MAC is used for association only.
 * Units: nanoseconds. Determinism: packet order.
 * References: TR C 6-1-1; IEEE 802.11 4.10 (RSN); protocol-constants P-16 (rate against WPA2-PSK); threat cards T01, T03, T27 (visible on air).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import type { Packet } from '../net/packet.ts';
import { PASS } from '../net/rules.ts';
import type { Ledger } from './ledger.ts';
import { siteOf } from './parts.ts';
import type { VantageSpec } from './scenario.ts';
import type { World } from './world.ts';

/** P-16: 14,344,392 words in 13 s on one data-centre GPU (PBKDF2 with 4096 rounds), the nearest round figure. */
export const WPA_GUESSES_PER_S = 1_100_000;

/** When the zone's stations are switched on and associate (own choice, early in the script). */
const ASSOCIATION_NS: TimeNs = 2 * NS_PER_S;

export interface RadioHopOptions {
  readonly vantage: VantageSpec;
  readonly place: string;
  readonly ledger: Ledger;
  readonly hear: (packet: Packet) => void;
}

/**
 * The air around one access point, for somebody within range.
 * Units: nanoseconds. Errors: none. Source: TR C 6-1-1.
 */
export class RadioHop {
  readonly #world: World;
  readonly #options: RadioHopOptions;
  #secret: string | undefined;
  #handshakeSeen = false;
  #noted = false;
  readonly #waiting: (() => void)[] = [];

  constructor(world: World, options: RadioHopOptions) {
    this.#world = world;
    this.#options = options;
    const [site, zone] = options.vantage.at.split('.');
    const key = world.parts.scenario.sites.find((s) => s.id === site)?.zones.find((z) => z.id === zone)?.wlanKey;
    this.#secret = key === undefined ? undefined : `psk/${key}`;
  }

  /** Hears every packet of the zone's radio stations from now on. */
  listen(): void {
    const { vantage } = this.#options;
    for (const host of this.#world.topology.hosts.values()) {
      if (host.spec.radio !== true || !host.place.startsWith(`${vantage.at}.`)) continue;
      const rule = (packet: Packet): typeof PASS => {
        this.#onAir(packet);
        return PASS;
      };
      this.#world.parts.context.kernel.at(ASSOCIATION_NS, () => this.#onHandshake(), PRIORITY.script);
      host.node.rules.ingress.push(rule);
      host.node.rules.egress.push(rule);
    }
  }

  /** Gets onto the LAN, if he can: calls back when he is associated. */
  join(associated: () => void): void {
    const { gate } = this.#world.parts.context;
    const at = this.#options.vantage.at;
    const hidden = gate.on('stealth-ssid', at) ?? gate.on('any-refuse', at);
    if (hidden !== undefined) this.#stop(hidden, 'name-hidden');
    const named = hidden !== undefined && !this.#handshakeSeen;
    const enter = (): void => {
      const filter = gate.on('mac-filter', at);
      if (filter !== undefined) this.#stop(filter, 'mac-not-listed');
      // A listed address is in the clear in every frame of a station: he needs to have seen one.
      if (filter !== undefined && !this.#handshakeSeen) return void this.#waiting.push(() => this.#authenticate(associated));
      this.#authenticate(associated);
    };
    if (named) this.#waiting.push(enter);
    else enter();
  }

  #authenticate(associated: () => void): void {
    const control = this.#closedBy();
    if (control === undefined) return associated();
    if (this.#handshakeSeen) return this.#crack(control, associated);
    this.#waiting.push(() => this.#crack(control, associated));
  }

  /** The control that closes the hop against him, if one does. */
  #closedBy(): string | undefined {
    const { gate } = this.#world.parts.context;
    const at = this.#options.vantage.at;
    const eap = gate.on('wlan-8021x', at);
    if (eap !== undefined) {
      this.#secret = undefined;
      return eap;
    }
    const wpa = gate.on('wpa2-aes', at) ?? gate.on('wpa-tkip', at);
    return wpa === undefined || (this.#secret !== undefined && this.#options.ledger.holds(this.#secret)) ? undefined : wpa;
  }

  /** A station associates: its handshake shows the network's name, its own address, and what guesses can be tried against. */
  #onHandshake(): void {
    if (this.#handshakeSeen) return;
    this.#handshakeSeen = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  #onAir(packet: Packet): void {
    const control = this.#closedBy();
    if (control === undefined) return this.#options.hear(packet);
    if (this.#noted) return;
    this.#noted = true;
    this.#stop(control, 'unreadable');
    this.#crack(control, () => undefined);
  }

  #crack(control: string, opened: () => void): void {
    const secret = this.#secret;
    const { ledger, place } = this.#options;
    const { scenario, context } = this.#world.parts;
    const rank = secret === undefined ? undefined : scenario.keys.find((key) => `psk/${key.id}` === secret)?.rank;
    if (secret === undefined || rank === undefined || rank > scenario.adversary.dictionaryWords) return this.#stop(control, 'not-admitted');
    const delayNs: TimeNs = Math.ceil((rank * NS_PER_S) / WPA_GUESSES_PER_S);
    if (delayNs > scenario.horizonNs) return;
    context.kernel.after(
      delayNs,
      () => {
        ledger.learn(secret, 'key', 'guessed', place, { tries: rank });
        opened();
      },
      PRIORITY.script,
    );
  }

  #stop(control: string, reason: string): void {
    const { context } = this.#world.parts;
    context.stop({
      control,
      at: this.#options.vantage.at,
      reason,
      origin: this.#options.place,
      detail: { site: siteOf(this.#options.vantage.at) },
    });
  }
}
