/**
 * Purpose: TLS over a reliable stream: server authentication by certificate, then sealed records.
 *
 * One round trip, then data. A record that does not open, or anything that is no record, ends the connection with an alert: TLS notices interference and cannot survive it.
 * A client that has a certificate of its user's signs the transcript with it (RFC 8446 4.4.3); what a server makes of that is the application's matter.
 * Does not model: resumption, 0-RTT, version negotiation, closure alerts (the stream's end is reported as it is).
 * Units: octets. Determinism: key names are made of the two shares, which carry the endpoint's name and a counter.
 * References: RFC 8446 2 (handshake), 4.4.3 (proof of possession over the transcript), 5.2 (records: 5 octets header, 1 type, 16 tag; at most 2^14), 6.2 (bad_record_mac);
 * RFC 3552 4.5.2 (what lies below TLS is exposed).
 */
import type { Content } from '../net/packet.ts';
import { Sealed, sign, type KeyHolder, type Signature } from '../net/sealed.ts';

/** RFC 8446 5.2: header 5 + content type 1 + AEAD tag 16. */
const RECORD_OVERHEAD_BYTES = 22;
const RECORD_MAX_BYTES = 2 ** 14;
/** Typical flights with one P-256 share and a 2048-bit RSA certificate; own choice within RFC 8446 4. */
const CLIENT_HELLO_BYTES = 250;
const SERVER_FLIGHT_BYTES = 1560;
const CLIENT_FINISHED_BYTES = 74;
/** What a client certificate with its proof adds: a 2048-bit RSA certificate and signature, as in the server's flight. */
const CLIENT_CERTIFICATE_BYTES = 1420;

/** A reliable stream of messages: TCP below, TLS above, the same to its user. */
export interface MessageStream {
  send(content: Content): void;
  close(): void;
  abort(): void;
}

export interface StreamEvents {
  onOpen(): void;
  onMessage(content: Content, origins: readonly string[]): void;
  /** `closedBy` is ground truth for oracles. */
  onClose(reason: string, closedBy: string): void;
}

/** Told when TLS refuses what came, if a control is behind it: the control, and who really sent it. */
export type Refused = (control: string, origin: string) => void;

export interface TlsContent extends Content {
  readonly kind: 'tls';
  readonly record: 'client-hello' | 'server-flight' | 'finished' | 'data';
  readonly share?: string;
  /** Control under which the client chose TLS, for the evidence on both sides. */
  readonly by?: string | undefined;
  readonly proof?: Signature;
  readonly sealed?: Sealed<Content>;
}

/** What an endpoint must be able to do: hold keys, learn the session key. */
export interface TlsKeys extends KeyHolder {
  add(keyId: string): void;
}

/** Name of the private key behind a server certificate. Units: none. Errors: none. Source: RFC 8446 4.4.3. */
export const tlsServerKey = (name: string): string => `key/tls/${name}`;
/** Name of the private key behind a user's certificate. Units: none. Errors: none. Source: RFC 8446 4.4.2, 4.4.3. */
export const tlsClientKey = (user: string): string => `key/tls-client/${user}`;

/** Name of the key that two shares make. Units: none. Errors: none. Source: RFC 8446 7.1. */
export const tlsSessionKey = (clientShare: string, serverShare: string): string => `tls/${clientShare}/${serverShare}`;

/**
 * True for TLS contents.
 * Units: none. Errors: none. Source: RFC 8446 5.1.
 */
export function asTls(content: Content): TlsContent | undefined {
  return content.kind === 'tls' && 'record' in content ? (content as TlsContent) : undefined;
}

/**
 * A content as a record under a session key.
 * Units: octets. Errors: throws when the holder lacks the key (a bug). Source: RFC 8446 5.2.
 */
export function tlsRecord(content: Content, key: string, holder: KeyHolder, by?: string): TlsContent {
  const records = Math.max(1, Math.ceil(content.bytes / RECORD_MAX_BYTES));
  const sealed = Sealed.make(content, key, holder, by === undefined ? {} : { by });
  return { kind: 'tls', record: 'data', bytes: content.bytes + records * RECORD_OVERHEAD_BYTES, sealed };
}

abstract class TlsEndpoint implements MessageStream {
  protected readonly lower: MessageStream;
  protected readonly upper: StreamEvents;
  protected readonly keys: TlsKeys;
  protected by: string | undefined;
  readonly #refused: Refused | undefined;
  #sessionKey: string | undefined;
  #dead = false;

  protected constructor(lower: MessageStream, upper: StreamEvents, keys: TlsKeys, by: string | undefined, refused: Refused | undefined) {
    this.lower = lower;
    this.upper = upper;
    this.keys = keys;
    this.by = by;
    this.#refused = refused;
  }

  protected establish(clientShare: string, serverShare: string): void {
    this.#sessionKey = tlsSessionKey(clientShare, serverShare);
    this.keys.add(this.#sessionKey);
  }

  protected get established(): boolean {
    return this.#sessionKey !== undefined;
  }

  send(content: Content): void {
    if (this.#sessionKey === undefined) throw new Error('tls: data before the handshake is done');
    this.lower.send(tlsRecord(content, this.#sessionKey, this.keys, this.by));
  }

  close(): void {
    this.lower.close();
  }

  abort(): void {
    this.lower.abort();
  }

  /** Fatal alert: the connection is over for both. */
  protected alert(origins: readonly string[]): void {
    if (this.#dead) return;
    this.#dead = true;
    if (this.by !== undefined) this.#refused?.(this.by, origins.at(-1) ?? '');
    this.lower.abort();
    this.upper.onClose('tls-alert', origins[0] ?? '');
  }

  onClose(reason: string, closedBy: string): void {
    if (this.#dead) return;
    this.#dead = true;
    this.upper.onClose(reason, closedBy);
  }

  onMessage(content: Content, origins: readonly string[]): void {
    if (this.#dead) return;
    const record = asTls(content);
    if (record === undefined) return this.alert(origins);
    if (record.record !== 'data') return this.onHandshake(record, origins);
    // Only records of this session: keys of earlier sessions may still be on the ring, and their records are replays.
    const opened = record.sealed?.keyId === this.#sessionKey ? record.sealed?.open(this.keys) : undefined;
    if (opened?.ok === true) this.upper.onMessage(opened.body, origins);
    else this.alert(origins);
  }

  protected abstract onHandshake(record: TlsContent, origins: readonly string[]): void;
}

/**
 * The client's side; sends its hello when the stream opens.
 * Units: none. Errors: none; a server that cannot prove the expected name ends in `onClose('tls-alert')`. Source: RFC 8446 2.
 */
export class TlsClient extends TlsEndpoint {
  readonly #serverName: string;
  readonly #share: string;
  readonly #user: string;
  readonly #careless: boolean;

  constructor(options: {
    readonly lower: MessageStream;
    readonly upper: StreamEvents;
    readonly keys: TlsKeys;
    readonly serverName: string;
    readonly share: string;
    /** Whose certificate it presents, if the keys hold one. */
    readonly user?: string;
    readonly by?: string | undefined;
    readonly refused?: Refused;
    /** Its user clicks certificate warnings away. */
    readonly careless?: boolean;
  }) {
    super(options.lower, options.upper, options.keys, options.by, options.refused);
    this.#user = options.user ?? '';
    this.#serverName = options.serverName;
    this.#share = options.share;
    this.#careless = options.careless ?? false;
  }

  onOpen(): void {
    const hello: TlsContent = { kind: 'tls', record: 'client-hello', bytes: CLIENT_HELLO_BYTES, share: this.#share, by: this.by };
    this.lower.send(hello);
  }

  #finished(serverShare: string): TlsContent {
    const key = tlsClientKey(this.#user);
    if (!this.keys.holds(key)) return { kind: 'tls', record: 'finished', bytes: CLIENT_FINISHED_BYTES };
    const proof = sign(transcript(this.#share, serverShare), key, this.keys);
    return { kind: 'tls', record: 'finished', bytes: CLIENT_FINISHED_BYTES + CLIENT_CERTIFICATE_BYTES, proof };
  }

  protected onHandshake(record: TlsContent, origins: readonly string[]): void {
    const { share, proof } = record;
    const certified = proof?.signer === tlsServerKey(this.#serverName);
    const genuine = share !== undefined && proof?.digest === transcript(this.#share, share) && (certified || this.#careless);
    if (record.record !== 'server-flight' || !genuine || this.established) return this.alert(origins);
    this.establish(this.#share, share);
    this.lower.send(this.#finished(share));
    this.upper.onOpen();
  }
}

/**
 * The server's side; answers a hello, then speaks.
 * Units: none. Errors: none; anything out of order ends in an alert. Source: RFC 8446 2.
 */
export class TlsServer extends TlsEndpoint {
  readonly #name: string;
  readonly #share: string;
  #transcript = '';
  #clientKey: string | undefined;

  constructor(options: {
    readonly lower: MessageStream;
    readonly upper: StreamEvents;
    readonly keys: TlsKeys;
    readonly name: string;
    readonly share: string;
    readonly refused?: Refused;
  }) {
    super(options.lower, options.upper, options.keys, undefined, options.refused);
    this.#name = options.name;
    this.#share = options.share;
  }

  /** The key that the client has proved to hold, once its handshake is done. */
  get clientKey(): string | undefined {
    return this.#clientKey;
  }

  protected onHandshake(record: TlsContent, origins: readonly string[]): void {
    if (record.record === 'client-hello' && record.share !== undefined && !this.established) {
      this.#transcript = transcript(record.share, this.#share);
      const proof = sign(this.#transcript, tlsServerKey(this.#name), this.keys);
      this.by = record.by;
      this.establish(record.share, this.#share);
      const flight: TlsContent = { kind: 'tls', record: 'server-flight', bytes: SERVER_FLIGHT_BYTES, share: this.#share, proof };
      this.lower.send(flight);
      this.upper.onOpen();
    } else if (record.record !== 'finished') this.alert(origins);
    else if (record.proof?.digest === this.#transcript) this.#clientKey = record.proof.signer;
  }
}

/**
 * What a server signs: both shares.
 * Units: none. Errors: none. Source: RFC 8446 4.4.3.
 */
export function transcript(clientShare: string, serverShare: string): string {
  return `transcript/${clientShare}/${serverShare}`;
}
