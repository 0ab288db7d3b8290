/**
 * Purpose: lures: what a stranger's mail or page does to the program that opens it, and the web server behind a stranger's page.
 *
 * Does not model: sites of others that he has taken over, names that are looked up, the caution of a single user (a share of lures is followed).
 * Units: none. Determinism: event order; one lot for each workstation and fault.
 * References: threat cards T09, T20 (first infection by mail or web); TR C 4-7-1, 4-8-1; RFC 3552 2.3.2.
 */
import type { Hands } from './attacker.ts';
import { isDrawn } from './documents.ts';
import { appContent, type Brought } from './messages.ts';
import type { WorldParts } from './parts.ts';
import type { StationStack } from './stations.ts';
import { asTcpEvents } from './streams-over-tcp.ts';
import type { World } from './world.ts';

/** Port of web servers (IANA: http 80). */
export const WEB_PORT = 80;

/**
 * Opens what a mail or page has brought, in the program of a workstation that it is made for.
 * Units: none. Errors: none; refusals are traced as stops. Source: threat card T20 step 1.
 */
export function openBrought(parts: WorldParts, place: string, { fault, by }: Brought): void {
  if (!parts.flawsOf(place).includes(fault)) return;
  const share = parts.scenario.adversary.luresFollowed;
  parts.infections.strike(place, { fault }, by, () => share === undefined || isDrawn(parts, `lure/${place}/${fault}`, share));
}

/**
 * The hands of whoever lures users to his own server.
 * Units: none. Errors: serveSite throws for who has no station (the attack's `aim` keeps to vantage points with one). Source: threat card T09 step 5.
 */
export function luringHands(
  world: World,
  { place, station }: { readonly place: string; readonly station: () => StationStack | undefined },
): Pick<Hands, 'lure' | 'serveSite'> {
  return {
    lure: (flow, site) => void world.parts.lured.set(flow, site),
    serveSite: (site, answer) => {
      const server = station();
      if (server === undefined) throw new Error(`attacker: ${place} has no station for a web server`);
      world.parts.webSites.set(site, world.parts.book.outside(server.address, server.place));
      server.tcp.listen(WEB_PORT, (connection) =>
        asTcpEvents({
          onOpen: () => undefined,
          onMessage: () => {
            const { fault } = answer();
            const brings = fault === undefined ? {} : { brings: { fault, by: place } };
            connection.send(appContent({ service: site, op: 'ok', ...brings }));
          },
          onClose: () => undefined,
        }),
      );
    },
  };
}
