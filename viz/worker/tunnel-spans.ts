/**
 * Purpose: from when to when which tunnel stood, and when the first packet crossed it, read off the trace.
 *
 * A span opens when either end reports `up` and ends when either end reports `closing` or `down`. A span that no ESP packet crossed has no `crossedNs`, and is never drawn.
 * Does not model: several SAs of one tunnel. Units: nanoseconds.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { parseIpv4 } from '../../sim/net/address.ts';
import { AddressBook } from '../../sim/world/address-book.ts';
import type { Scenario } from '../../sim/world/scenario.ts';

export interface TunnelSpan {
  /** Places of both ends; `a` is the one that first reported it up. */
  readonly a: string;
  readonly b: string;
  readonly control: string;
  readonly fromNs: number;
  readonly toNs: number;
  readonly crossedNs: number | undefined;
  /** ESP packets that entered or left an end under this span. */
  readonly packets: number;
  /** An end belongs to the attacker. */
  readonly hostile: boolean;
}

interface Open {
  readonly a: string;
  readonly b: string;
  readonly control: string;
  readonly fromNs: number;
  crossedNs: number | undefined;
  packets: number;
}

/**
 * Who owns an address of the scenario where it is seen: host, device, centre or attacker's station.
 * Units: none. Errors: none; unknown addresses stay as they are. Source: own design.
 */
export function addressOwners(scenario: Scenario): (address: string, at: string) => string {
  const book = new AddressBook(scenario);
  for (const vantage of scenario.vantages) if (vantage.address !== undefined) book.enter(vantage.address, `attacker/${vantage.id}`);
  return (address, at) => book.ownerOf(parseIpv4(address) ?? -1, at) ?? address;
}

/** A device names its peer by site, a host by place. */
function peerPlace(scenario: Scenario, peer: string): string {
  const site = scenario.sites.find(({ id }) => id === peer);
  const device = site?.devices.find(({ kind }) => kind === 'vpn-router') ?? site?.devices[0];
  return site === undefined || device === undefined ? peer : `${site.id}.${device.id}`;
}

/** A second box of the attacker answers under the address of his vantage point. */
function withoutBox(place: string): string {
  return place.startsWith('attacker/') ? place.split('/').slice(0, 2).join('/') : place;
}

function keyOf(a: string, b: string): string {
  return [withoutBox(a), withoutBox(b)].sort().join(' ');
}

/**
 * The tunnel spans of a trace, in order of their opening.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function tunnelSpans(
  scenario: Scenario,
  events: readonly TraceEvent[],
  isAttacker: (place: string) => boolean,
): readonly TunnelSpan[] {
  const owner = addressOwners(scenario);
  const open = new Map<string, Open>();
  const spans: TunnelSpan[] = [];
  const close = (key: string, toNs: number): void => {
    const span = open.get(key);
    if (span === undefined) return;
    open.delete(key);
    spans.push({ ...span, toNs, hostile: isAttacker(span.a) || isAttacker(span.b) });
  };
  for (const event of events) {
    const { fields } = event;
    if (event.kind === 'tunnel') {
      const peer = peerPlace(scenario, String(fields['peer']));
      const key = keyOf(event.at, peer);
      if (fields['event'] === 'up' && !open.has(key))
        open.set(key, {
          a: event.at,
          b: peer,
          control: String(fields['control'] ?? ''),
          fromNs: event.timeNs,
          crossedNs: undefined,
          packets: 0,
        });
      else if (fields['event'] === 'closing' || fields['event'] === 'down') close(key, event.timeNs);
    } else if (event.kind === 'frame' && (fields['proto'] === 'esp' || fields['content'] === 'esp-in-udp')) {
      const ends = [owner(String(fields['src']), event.at), owner(String(fields['dst']), event.at)];
      const span = open.get(keyOf(ends[0] ?? '', ends[1] ?? ''));
      if (span === undefined || !ends.includes(withoutBox(String(fields['from'])))) continue;
      span.crossedNs ??= Number(fields['start']);
      span.packets++;
    }
  }
  for (const key of open.keys()) close(key, scenario.horizonNs);
  return spans.sort((x, y) => x.fromNs - y.fromNs);
}
