/**
 * Purpose: gives TCP-AO keys to the hosts that an offer of `tcp-ao` covers: one master key for each pair of them.
 *
 * Does not model: how keys are distributed (by hand, in the files of both hosts).
 * Units: none. Determinism: scenario order.
 * References: RFC 5925 3.1 (master key tuples are set for a pair of addresses).
 */
import { protectSegments } from '../net/segment-mac.ts';
import { covers } from './controls.ts';
import { ringOf, type WorldParts } from './parts.ts';
import type { HostRuntime } from './world.ts';

/** The master key of two hosts, the same from either side. Units: none. Errors: none. Source: RFC 5925 3.1. */
const pairKey = (a: string, b: string): string => `key/tcp-ao/${[a, b].sort().join('/')}`;

/**
 * Equips the covered hosts.
 * Units: none. Errors: none. Source: RFC 5925.
 */
export function protectTcp(parts: WorldParts, hosts: ReadonlyMap<string, HostRuntime>): void {
  const offers = parts.scenario.controls.filter((offer) => offer.mechanism === 'tcp-ao');
  const covered = [...hosts.values()].filter((host) => offers.some((offer) => offer.scope.some((scope) => covers(scope, host.place))));
  for (const host of covered) {
    const ring = ringOf(parts, host.place);
    const peers = covered
      .filter((peer) => peer.place !== host.place)
      .flatMap((peer) => {
        const address = peer.node.ifaces[0]?.address;
        return address === undefined ? [] : [{ address, keyId: pairKey(host.place, peer.place) }];
      });
    for (const peer of peers) ring.add(peer.keyId);
    protectSegments(host.node, ring, peers);
  }
}
