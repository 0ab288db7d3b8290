/**
 * Purpose: names of the secrets behind a login.
 * Does not model: anything. Units: none. Determinism: pure. References: TR C.4, A.4 fourth item.
 */

/** Secret behind a user's password. Units: none. Errors: none. Source: own design. */
export const passwordSecret = (user: string): string => `password/${user}`;
/** Private key on a user's staff card. Units: none. Errors: none. Source: TR A.4. */
export const cardKey = (user: string): string => `key/card/${user}`;
/** Secret inside a user's one-time token. Units: none. Errors: none. Source: RFC 6238 3. */
export const tokenKey = (user: string): string => `key/token/${user}`;
/** What a reader makes of a user's finger. Units: none. Errors: none. Source: RFC 1704 2. */
export const templateOf = (user: string): string => `template/${user}`;
