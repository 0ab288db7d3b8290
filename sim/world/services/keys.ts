/**
 * Purpose: names of the secrets behind a login.
 * Does not model: anything. Units: none. Determinism: pure. References: TR C.4, A.4 fourth item.
 */
import type { WorldParts } from '../parts.ts';

/** Secret behind a user's password. Units: none. Errors: none. Source: own design. */
const passwordSecret = (user: string): string => `password/${user}`;
/** The password that a user has at this moment; `#n` after n changes. Units: none. Errors: none. Source: RFC 2196 4.1.4 (4). */
export function currentPassword({ scenario, context }: WorldParts, user: string): string {
  const lifetimeNs = scenario.sites.flatMap((site) => site.users).find(({ id }) => id === user)?.passwordLifetimeNs;
  const changes = lifetimeNs === undefined ? 0 : Math.floor(context.kernel.now / lifetimeNs);
  return changes === 0 ? passwordSecret(user) : `${passwordSecret(user)}#${changes}`;
}
/** Private key on a user's staff card. Units: none. Errors: none. Source: TR A.4. */
export const cardKey = (user: string): string => `key/card/${user}`;
/** Secret inside a user's one-time token. Units: none. Errors: none. Source: RFC 6238 3. */
export const tokenKey = (user: string): string => `key/token/${user}`;
/** What a reader makes of a user's finger. Units: none. Errors: none. Source: RFC 1704 2. */
export const templateOf = (user: string): string => `template/${user}`;
