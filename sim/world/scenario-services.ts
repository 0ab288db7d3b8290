/**
 * Purpose: the parts of a scenario that say what is offered and what is done: services and flows.
 *
 * Does not model: anything; types only. Units: nanoseconds (`…Ns`), bits per second (`…Bps`), octets (`…Bytes`).
 * References: TR 5.1 (services), 9.3 (their use), B.5 f (what happens when a connection fails).
 */
import type { Bilingual, Place, Ratio } from './scenario.ts';

/** `referral` letters stored and fetched, `booking` transactions behind a login, `image` transfer, `audit-log` records by UDP, `console` for maintenance, `orders` single requests with one effect each, `conference` voice by UDP. */
export type ServiceKind =
  | 'orders'
  | 'referral'
  | 'booking'
  | 'image'
  | 'audit-log'
  | 'console'
  | 'conference'
  | PeopleServiceKind
  | CarryingServiceKind;

/** TR D.7 c: protocols whose messages name the address to which the other end then connects or sends: files by `ftp`, telephone calls by `sip`. */
export type CarryingServiceKind = 'ftp' | 'sip';

/** T02, T05, T10, T11, T27, T28: `records` read one by one behind a login, `directory` of accounts by UDP, `share` of files, `gateway` to web and mail. */
export type PeopleServiceKind = 'records' | 'directory' | 'share' | 'gateway';

export interface ServiceSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ServiceKind;
  readonly host: Place;
  readonly port: number;
  /** `always`: the service is TLS only, whatever controls are deployed. `offered`: TLS is used where the `tls` control is on. */
  readonly tls: 'never' | 'offered' | 'always';
  /** Users with an account, empty for services without login. */
  readonly accounts: readonly string[];
  /** Sites whose requests the service is meant for. */
  readonly partners: readonly string[];
  /** Orders only: hosts whose address is proof enough, as old machines have it (T17). */
  readonly trusts?: readonly Place[];
  /** Orders only: the host with the register that is asked before an order takes effect (T30). */
  readonly checkedBy?: Place;
  /** T30, beside `checkedBy`: the service keeps a copy of the register; how old it is at the start of the run, and up to which age it may be used when the register is silent. */
  readonly keptAnswers?: { readonly ageNs: number; readonly limitNs: number };
  /** T30, beside `checkedBy`: users from whom the register has taken the right to order (a card on the revocation list, a contract that ended), and how long before the run. */
  readonly withdrawn?: readonly { readonly user: string; readonly agoNs: number }[];
  /**
   * T02, T03: `clear`: name and password cross the wire as they are (Telnet, POP, HTTP Basic; RFC 3552 3.2.2). `pake`: a password-authenticated key exchange, whose messages give
   * a listener nothing to test guesses against (RFC 8125 2). Absent = challenge and response.
   */
  readonly login?: 'clear' | 'challenge' | 'pake';
  /** T14: what is needed to check a signature later (certificate status at the time) is archived with each document (RFC 3552 4.3). */
  readonly archivesStatus?: boolean;
  /** Booking, console: each action is signed with the user's card, not only the login (T12). */
  readonly confirms?: boolean;
  /** Letters only: how the application looks at what it is sent (T31). */
  readonly checks?: CheckSpec;
  /** T26: an outage of at most this time is bearable (recovery time objective). */
  readonly rtoNs?: number;
  /** Gateways only: what the rules of use allow (T28). */
  readonly usage?: UsageSpec;
  /** Under TLS, users prove themselves by a certificate of their own (T19). */
  readonly clientCertificates?: boolean;
  /** ftp only: ports that the server names in passive mode; absent = those of `sim/net/ftp`. */
  readonly passivePorts?: { readonly first: number; readonly last: number };
  /** sip only: where the called terminal hears voice; absent = MEDIA_PORT of `sim/world/services/calls.ts`. */
  readonly mediaPort?: number;
}

/** T31: checks without a key. Whoever changes a letter on purpose stays inside ranges and sets totals and checksums anew. */
export interface CheckSpec {
  /** Share of accidental changes that leave a permitted range or break a total. */
  readonly implausible?: Ratio;
  /** A checksum goes with the letter. */
  readonly checksum?: boolean;
}

/** T28: rules of use at a gateway. */
export interface UsageSpec {
  /** Web sites that work needs (TR C 4-8-1). */
  readonly sites: readonly string[];
  /** Mail domains that the gateway is there for; other mail is relayed for strangers or private (TR C 4-7-2). */
  readonly domains: readonly string[];
  /** Largest mail, octets. */
  readonly mailBytes: number;
  /** T09, T20: the port on which mail from outside arrives; absent = none arrives. */
  readonly mailPort?: number;
  /** T09, T20: types of files that may be attached to mail from outside; absent = none is named, and all are let in. */
  readonly attachments?: readonly string[];
  /** T09: an application proxy takes each page and mail apart and passes it on without active content. */
  readonly removesActive?: boolean;
}

/** What a user does; `inquire` asks a question without logging in (a portal page). */
export type Operation =
  | 'order'
  | 'store-letter'
  | 'fetch-letter'
  | 'book'
  | 'inquire'
  | 'fetch-image'
  | 'log'
  | 'maintain'
  | 'read-records'
  | 'look-up'
  | 'copy-file'
  | 'browse'
  | 'send-mail'
  | 'fetch-mail'
  | 'talk'
  | 'put-file'
  | 'call';

/** What happens to an order whose confirmation does not come: the machine sends it again, or asks whether it arrived and sends it if not, or somebody enters it again by hand (T23, T30). */
export interface RecoverySpec {
  readonly kind: 'resend' | 'ask-first' | 'manual';
  readonly afterNs: number;
  /** How often at most. */
  readonly tries: number;
}

/** Something a user does, at times of the script. */
export interface FlowSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly service: string;
  readonly client: Place;
  readonly user?: string;
  readonly operation: Operation;
  readonly asset?: string;
  readonly atNs: number;
  /** Repeats: `times` runs in all, `everyNs` apart. */
  readonly everyNs: number;
  readonly times: number;
  /** How long the user works in the session before he ends it (booking, console), or talks (conference, sip). */
  readonly thinkNs: number;
  /** Fixed local port of the client program, where it has one (some imaging software has); an off-path attacker then knows it. */
  readonly sourcePort?: number;
  /** T15, T16: the program draws a new local port each time, whatever is written about its fixed one. */
  readonly randomPort?: boolean;
  /** T16: the transfer is fetched in so many parts; after a break it goes on with the part that was under way. */
  readonly inParts?: number;
  /** put-file only: who opens the data connection, the server (`active`) or the client. */
  readonly ftpMode?: 'active' | 'passive';
  /** call only: the caller's program asks for answers at the port from which it calls (RFC 3581). */
  readonly rport?: boolean;
  /** Orders only. */
  readonly recovery?: RecoverySpec;
  /** T26: a service of another partner to which the user turns when this one has not answered for so long. */
  readonly alternative?: { readonly service: string; readonly afterNs: number };
}
