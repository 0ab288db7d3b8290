/**
 * Purpose: an ESP association with keys set by hand between two devices, as they were in use before IKE: encryption with a MAC that nobody checks.
 *
 * Works while IPsec with IKE is not deployed. Whether the receiver checks the MAC is the control `ipsec-manual-keys`, asked when a packet was changed on the way. There is no
 * anti-replay: manually keyed associations should not offer it, and without a MAC it may not be enabled.
 * The receiver may look at the default padding (1, 2, 3, ...) after decryption, which without a MAC is all it can check: it sees a change that reaches into the padding, and no
 * other. A packet that needs no padding has nothing to look at.
 * The key may be replaced at fixed times, by hand at both ends; without that it lasts for ever.
 * Does not model: clocks of the two ends that differ at a change, the octet garbling of CBC around a splice
 * (so that a last block that was garbled, and not flipped, is not what the padding shows here).
 * Units: octets. Determinism: sequence numbers count up.
 * References: RFC 4303 2.4 (default padding, its inspection), 3.3.3 (no anti-replay with manual keys), 3.4.3 (none without integrity), 3.4.4.1; RFC 8221 4 (encryption without authentication is forbidden today); RFC 4107;
 * threat cards T18, T19.
 */
import type { TimeNs } from '../kernel/time.ts';
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import { matches, turned, type PermitRule } from '../net/filters.ts';
import type { Iface } from '../net/iface.ts';
import { DEFAULT_TTL, packetBytes, type EspPacket, type Packet } from '../net/packet.ts';
import { PASS, TAKEN, type Passage, type Verdict } from '../net/rules.ts';
import { Sealed } from '../net/sealed.ts';
import { espBytes, espPaddingBytes, espPayloadBytes, type EspSuiteId } from './esp-size.ts';
import type { KeyStore } from './key-store.ts';

/** Fixed like the keys; RFC 4301 4.4.2 reserves 1 to 255. */
export const MANUAL_SPI = 0x1001;

/** Suite of an association for which no other is named: what such boxes did when they were built (RFC 2406 5). */
export const MANUAL_SUITE: EspSuiteId = 'aes-cbc_hmac-sha1-96';

export interface ManualSaConfig {
  readonly wan: Iface;
  readonly peerSite: string;
  readonly peerGateway: Ipv4;
  readonly peerPrefixes: readonly Prefix[];
  readonly keyId: string;
  readonly ring: KeyStore;
  readonly suite: EspSuiteId;
  /** What the association is for, in both directions; absent: everything between the two sites. */
  readonly selectors?: readonly PermitRule[];
  /** The receiver inspects the default padding of what it decrypts. */
  readonly inspectsPadding?: boolean;
  /** The key is replaced this often; absent = never. */
  readonly keyLifetimeNs?: TimeNs;
}

/** How often the key has been replaced by now; both ends put the next one in at the same time. */
function changesOf({ kernel }: NetContext, { keyLifetimeNs }: ManualSaConfig): number {
  return keyLifetimeNs === undefined ? 0 : Math.floor(kernel.now / keyLifetimeNs);
}

/** The key after so many changes; it is on the ring of both ends from then on. */
function keyAfter({ keyId, ring }: ManualSaConfig, changes: number): string {
  const id = changes === 0 ? keyId : `${keyId}#${changes}`;
  ring.add(id);
  return id;
}

/** What was sealed just before a change still opens. */
function isLive(context: NetContext, config: ManualSaConfig, keyId: string): boolean {
  const changes = changesOf(context, config);
  return keyId === keyAfter(config, changes) || (changes > 0 && keyId === keyAfter(config, changes - 1));
}

/**
 * Hangs the association into the node of a device; must come after its gateway, whose rules go first.
 * Units: octets. Errors: none; refusals are traced. Source: RFC 4301 4.4; RFC 4303 3.3, 3.4.
 */
export function hangManualSa(context: NetContext, config: ManualSaConfig): void {
  const { node } = config.wan;
  let sequence = 0;
  node.rules.egress.push((packet, passage) => {
    if (
      passage.out !== config.wan ||
      packet.src === config.wan.address ||
      !config.peerPrefixes.some((prefix) => inPrefix(packet.dst, prefix))
    )
      return PASS;
    if (!selected(config, packet)) return { verb: 'drop', reason: 'outside-selectors' };
    node.send(wrap(context, config, packet, ++sequence));
    return TAKEN;
  });
  node.rules.ingress.push((packet, passage) => unwrap(context, config, packet, passage));
}

function wrap(context: NetContext, config: ManualSaConfig, packet: Packet, seq: number): Packet {
  const key = keyAfter(config, changesOf(context, config));
  context.tap?.espKey(key, config.suite);
  const sealed = Sealed.make(packet, key, config.ring, { integrity: false });
  const bytes = espBytes(config.suite, espPayloadBytes('tunnel', packetBytes(packet)));
  const body: EspPacket = { protocol: 'esp', spi: MANUAL_SPI, seq, sealed, bytes };
  return {
    uid: context.nextUid(),
    src: config.wan.address,
    dst: config.peerGateway,
    ttl: DEFAULT_TTL,
    dscp: packet.dscp,
    body,
    origin: config.wan.node.place,
  };
}

function unwrap(context: NetContext, config: ManualSaConfig, packet: Packet, passage: Passage): Verdict {
  const { body } = packet;
  const { node } = config.wan;
  if (
    body.protocol !== 'esp' ||
    body.spi !== MANUAL_SPI ||
    passage.arrival === undefined ||
    !node.owns(packet.dst) ||
    !isLive(context, config, body.sealed.keyId)
  )
    return PASS;
  if (!body.sealed.intact(config.ring)) {
    const control = context.gate.on('ipsec-manual-keys', node.place);
    if (control !== undefined) return { verb: 'drop', reason: 'esp-icv-mismatch', control };
  }
  const opened = body.sealed.open(config.ring);
  if (!opened.ok) return { verb: 'drop', reason: 'esp-icv-mismatch' };
  if (config.inspectsPadding === true && paddingChanged(config, body, opened.body)) return { verb: 'drop', reason: 'esp-padding' };
  // RFC 4301 5.2 step 4: what comes out must be what the association is for, whoever sealed it.
  if (!selected(config, opened.body)) return { verb: 'drop', reason: 'outside-selectors' };
  node.receive(opened.body, {
    iface: passage.arrival.iface,
    tunnel: { id: `${node.place}>${config.peerSite}/manual`, peerSite: config.peerSite },
  });
  return TAKEN;
}

/** RFC 4303 2.4: the padding must read 1, 2, 3, ...; it lies between what was wrapped and the trailer. */
function paddingChanged({ ring, suite }: ManualSaConfig, body: EspPacket, inner: Packet): boolean {
  return espPaddingBytes(suite, espPayloadBytes('tunnel', packetBytes(inner))) > 0 && body.sealed.paddingChanged(ring);
}

/** Rules name who asks and who answers; answers go the other way. */
function selected({ selectors }: ManualSaConfig, packet: Packet): boolean {
  return selectors === undefined || selectors.some((rule) => matches(rule, packet) || matches(rule, turned(packet)));
}
