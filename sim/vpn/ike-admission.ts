/**
 * Purpose: which first messages a responder takes on: half-open SAs, cookies, puzzles, limits in all and for one address, and the errors that it answers without keeping state.
 *
 * Does not model: limits on setting up (jobs in the queue, RFC 8019 5). Cost: counting for one address is linear in the half-open SAs, and only where such a limit is set.
 * Units: SAs. Determinism: counts; controls are asked only above the thresholds.
 * References: RFC 7296 2.6 (cookies, half-open SAs), 1.3 (INVALID_KE_PAYLOAD); RFC 8019 3, 4.4; strongSwan's limits (testbed, experiment 1h).
 */
import type { Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { Datagram } from '../net/udp.ts';
import type { DeviceControls, Refusal } from './controls.ts';
import { bringsCookie, cookieFor } from './ike-cookie.ts';
import { chooseProposal } from './ike-choices.ts';
import { findPayload, notify, type IkeMessage, type IkePayload } from './ike-payloads.ts';
import { bringsSolution, PUZZLE_BITS } from './ike-puzzle.ts';
import type { IkeSa } from './ike-sa.ts';
import type { IkeSettings } from './ike-settings.ts';

/**
 * The door of a responder.
 * Units: none. Errors: none. Source: RFC 7296 2.6.
 */
export class Admission {
  readonly #context: NetContext;
  readonly #controls: DeviceControls;
  readonly #settings: IkeSettings;
  readonly #halfOpen = new Set<IkeSa>();
  /** What it demanded since it was last calm; evidence once a flood. */
  readonly #announced = new Set<string>();

  constructor(context: NetContext, controls: DeviceControls, settings: IkeSettings) {
    this.#context = context;
    this.#controls = controls;
    this.#settings = settings;
  }

  get halfOpen(): number {
    return this.#halfOpen.size;
  }

  opened(sa: IkeSa): void {
    this.#halfOpen.add(sa);
  }

  left(sa: IkeSa): void {
    this.#halfOpen.delete(sa);
    if (this.halfOpen < this.#settings.cookieThreshold) this.#announced.clear();
  }

  /** What a first message gets that must leave no state: payloads to answer with, silence, or undefined when it may go on. */
  withoutState(message: IkeMessage, datagram: Datagram): readonly IkePayload[] | 'dropped' | undefined {
    const demanded = this.#proofDemanded(message, datagram);
    if (demanded !== undefined) return demanded;
    const ke = findPayload(message.clear, 'KE');
    const sa = findPayload(message.clear, 'SA');
    if (message.messageId !== 0 || ke === undefined || sa?.protocol !== 'IKE' || findPayload(message.clear, 'Nonce') === undefined)
      return this.#drop(datagram, 'ike-malformed');
    const chosen = chooseProposal(sa.proposals, this.#settings.proposals, ke.group);
    if (chosen === undefined) return [notify('NO_PROPOSAL_CHOSEN')];
    if (chosen.group !== ke.group) return [{ type: 'N', notify: 'INVALID_KE_PAYLOAD', group: chosen.group }];
    if (this.#reaches(datagram.from, this.#settings.blockThreshold)) return this.#drop(datagram, 'ike-half-open-address');
    return this.halfOpen >= this.#settings.halfOpenLimit ? this.#drop(datagram, 'ike-half-open-full') : undefined;
  }

  /** Under load: a cookie, which shows that the sender receives; above half of the capacity, work for it as well. */
  #proofDemanded(message: IkeMessage, datagram: Datagram): readonly IkePayload[] | undefined {
    const { cookieThreshold, cookieThresholdPerAddress, puzzleThreshold, auth } = this.#settings;
    if (this.halfOpen < cookieThreshold && !this.#reaches(datagram.from, cookieThresholdPerAddress)) return undefined;
    const cookie = cookieFor(message, datagram.from, this.#controls.place, auth.ring);
    const brings = bringsCookie(message, cookie);
    if (brings && bringsSolution(message, cookie)) return undefined;
    const notice: IkePayload = { type: 'N', notify: 'COOKIE', cookie };
    const puzzles = this.halfOpen < puzzleThreshold ? undefined : this.#controls.ask('ike-puzzles');
    if (puzzles?.on === true) {
      this.#announce({ reason: 'ike-puzzle', by: puzzles.by }, datagram);
      return [notice, { type: 'N', notify: 'PUZZLE', bits: PUZZLE_BITS }];
    }
    if (brings) return undefined;
    const cookies = this.#controls.ask('ike-cookies');
    if (!cookies.on) return undefined;
    this.#announce({ reason: 'ike-cookie', by: cookies.by }, datagram);
    return [notice];
  }

  /** Whether an address has this many half-open SAs. A limit of nothing still lets one through, as measured (testbed, experiment 1h, block_threshold 0). */
  #reaches(address: Ipv4, limit: number | undefined): boolean {
    if (limit === undefined) return false;
    let count = 0;
    for (const sa of this.#halfOpen) if (sa.firstAddress === address) count++;
    return count >= Math.max(limit, 1);
  }

  #announce(refusal: Refusal, datagram: Datagram): void {
    if (!this.#announced.has(refusal.reason)) this.#controls.refuse(refusal, 'ike', datagram.packet.origin, { halfOpen: this.halfOpen });
    this.#announced.add(refusal.reason);
  }

  #drop(datagram: Datagram, reason: string): 'dropped' {
    this.#context.drop(this.#controls.place, datagram.packet, reason);
    return 'dropped';
  }
}
