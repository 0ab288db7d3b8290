/**
 * Purpose: what an attacker can do with VPN technology: pose as a device towards a peer, pose as a responder or as the centre on the path, and misroute through a device that he controls.
 *
 * He uses the same IKE and ESP as everybody, with the keys in his ledger. A copied configuration yields the pre-shared key in it, and the private key where it lies in a file; the key
 * in the PKI chip cannot be copied.
 * Does not model: breaking the tamper resistance, a full man in the middle between two devices (he collects what the initiator shows and lets go).
 * Units: none. Determinism: as the rooms below.
 * References: RFC 7296 2.15 and 5 (dictionary attack by an active responder); TR A.3 (tamper resistance), D.5; threat cards T03, T29.
 */
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import { IpNode } from '../net/node.ts';
import { DEFAULT_TTL, type Packet, type PacketBody } from '../net/packet.ts';
import { PASS, TAKEN } from '../net/rules.ts';
import { UdpLayer, type Datagram } from '../net/udp.ts';
import { centreAnswer, CENTRE_PORT, isCentreRequest } from '../vpn/centre-messages.ts';
import { fixedResolver } from '../vpn/connection.ts';
import { DeviceControls } from '../vpn/controls.ts';
import { VpnGateway } from '../vpn/gateway.ts';
import { pskKeyId, type AuthMethod, type AuthSettings } from '../vpn/ike-auth.ts';
import { IkeEndpoint } from '../vpn/ike-endpoint.ts';
import { IKE_PORT, isIke } from '../vpn/ike-payloads.ts';
import { readIke } from '../vpn/ike-read.ts';
import { ikeSettings } from '../vpn/ike-settings.ts';
import { privateKeyId } from '../vpn/pki.ts';
import type { RogueBox } from './attacker.ts';
import type { Ledger } from './ledger.ts';
import type { VantageSpec } from './scenario.ts';
import { handOver, onNetwork, type StationStack } from './stations.ts';
import { ANYWHERE } from './networks.ts';
import type { DeviceRuntime } from './topology.ts';
import type { World } from './world.ts';

export interface RogueOptions {
  readonly vantage: VantageSpec;
  readonly place: string;
  readonly ledger: Ledger;
  readonly station: StationStack | undefined;
  /** The backbone in which he sits, if he is on a WAN path. */
  readonly onPath: IpNode | undefined;
}

/**
 * The attacker's VPN tools.
 * Units: none. Errors: none. Source: threat cards T03, T29.
 */
export class RogueVpn {
  readonly #world: World;
  readonly #options: RogueOptions;
  readonly #boxes: VpnGateway[] = [];
  /** How his box proves who it claims to be; a copied configuration has only the pre-shared key. */
  #method: AuthMethod = 'psk';

  constructor(world: World, options: RogueOptions) {
    this.#world = world;
    this.#options = options;
    if (options.vantage.kind === 'stolen') this.#copyConfiguration(options.vantage.at, 'extracted');
    if (options.vantage.kind === 'peer')
      for (const device of this.#devicesOf(options.vantage.at)) this.#copyConfiguration(device.place, 'own');
  }

  impersonate(claimedSite: string, peerSite: string): RogueBox | undefined {
    const station = this.#boxStation();
    const wan = station?.node.ifaces[0];
    const claimed = this.#devicesOf(claimedSite)[0];
    const peer = this.#world.vpn.directory.find({ site: peerSite });
    if (station === undefined || wan === undefined || claimed === undefined || peer === undefined) return undefined;
    const insideAddress = this.#unusedAddress(claimed);
    const inside: Prefix = { base: insideAddress, length: 32 };
    station.node.addIface('inside', insideAddress, inside);
    const { directory } = this.#world.vpn;
    this.#boxes.push(
      new VpnGateway(this.#world.parts.context, {
        ...this.#identity(claimed),
        genuine: false,
        site: claimedSite,
        wan,
        inside: [inside],
        udp: station.udp,
        resolver: fixedResolver([peer]),
        siteOf: (name) => directory.siteOf(name),
        mayConnect: () => true,
      }),
    );
    return { station: handOver(station), insideAddress, useChip: () => void (this.#method = 'certificate') };
  }

  routeThrough(prefix: Prefix, site: string): void {
    this.#world.vpn.gateways.get(this.#options.vantage.at)?.routeVia(prefix, site);
  }

  answerIkeAs(site: string, onVerifier: (secret: string) => void): void {
    const { onPath, ledger } = this.#options;
    const posed = this.#devicesOf(site)[0];
    const entry = this.#world.vpn.directory.find({ site });
    if (onPath === undefined || posed === undefined || entry === undefined) return;
    const endpoint = this.#endpointOnPath(onPath, posed, entry.gateway);
    let initiator: Ipv4 | undefined;
    let over = false;
    onPath.rules.ingress.push((packet, passage) => {
      const { body } = packet;
      const forMe =
        !over &&
        passage.arrival !== undefined &&
        packet.dst === entry.gateway &&
        body.protocol === 'udp' &&
        body.dstPort === IKE_PORT &&
        isIke(body.content);
      if (!forMe || body.protocol !== 'udp' || (initiator !== undefined && packet.src !== initiator)) return PASS;
      initiator = packet.src;
      const reading = readIke(body.content, ledger);
      if (reading?.opened === true) {
        over = true;
        this.#learnVerifier(reading.verifier?.secret, packet, onVerifier);
      }
      const datagram: Datagram = {
        from: packet.src,
        fromPort: body.srcPort,
        to: packet.dst,
        content: body.content,
        packet,
        arrival: passage.arrival,
      };
      endpoint.receive(datagram);
      return TAKEN;
    });
  }

  /** True in all but the address: the partner asked for is said to be where his own station is. He does not hold the centre's key, so he signs nothing. */
  answerAsCentre(answered: (peer: string) => void): void {
    const { onPath, place, vantage } = this.#options;
    const { scenario, context } = this.#world.parts;
    const [centre, gateway] = [scenario.centre?.address, vantage.address];
    if (onPath === undefined || centre === undefined || gateway === undefined) return;
    onPath.rules.ingress.push(({ src, dst, body }) => {
      if (dst !== centre || body.protocol !== 'udp' || body.dstPort !== CENTRE_PORT || !isCentreRequest(body.content)) return PASS;
      const entry = this.#world.vpn.directory.find(body.content.wanted);
      if (entry === undefined) return PASS;
      const { peerSite, identity, inside } = entry;
      answered(peerSite);
      const content = centreAnswer({ nonce: body.content.nonce, result: { ok: true, info: { peerSite, gateway, identity, inside } } });
      const answer: PacketBody = { protocol: 'udp', srcPort: CENTRE_PORT, dstPort: body.srcPort, content };
      onPath.send({ uid: context.nextUid(), src: centre, dst: src, ttl: DEFAULT_TTL, dscp: 0, body: answer, origin: place });
      return TAKEN;
    });
  }

  #learnVerifier(secret: string | undefined, packet: Packet, onVerifier: (secret: string) => void): void {
    if (secret === undefined) return;
    this.#options.ledger.learn(secret, 'hash', 'captured', packet.origin);
    onVerifier(secret);
  }

  /** An IKE responder in the backbone whose packets carry the posed device's address. */
  #endpointOnPath(backbone: IpNode, posed: DeviceRuntime, address: Ipv4): IkeEndpoint {
    const { context } = this.#world.parts;
    const { place } = this.#options;
    const node = new IpNode(context, place, false);
    const iface = node.addIface('path', address, { base: address, length: 32 });
    iface.medium = { place, transmit: (packet) => backbone.send(packet) };
    node.table.add({ prefix: ANYWHERE, iface });
    const owner = {
      siteOf: (): string => '',
      admit: () => undefined,
      childUp: () => undefined,
      childDown: () => undefined,
      failed: () => undefined,
    };
    const auth: AuthSettings = { ...this.#identity(posed), method: () => 'psk' };
    return new IkeEndpoint({
      context,
      controls: new DeviceControls(context, place, false),
      udp: new UdpLayer(node),
      settings: ikeSettings({ address, auth }),
      owner,
    });
  }

  /** What he shows as a device: its name, the group's pre-shared key if he knows it; certificates without the key in the chip prove nothing. */
  #identity(claimed: DeviceRuntime): AuthSettings {
    const { anchors, revocations } = this.#world.vpn;
    const psk = claimed.spec.psk;
    const base = {
      identity: claimed.place,
      ring: this.#options.ledger,
      anchors,
      revocations,
      method: () => this.#method,
      ...(psk === undefined ? {} : { pskId: psk }),
    };
    const { vantage, ledger } = this.#options;
    const certificate = this.#world.vpn.certificates.get(claimed.place);
    // TR D.6: the copied key of software signs anywhere, and the certificate is public.
    if (certificate !== undefined && ledger.holds(certificate.publicKeyId)) return { ...base, certificate, method: () => 'certificate' };
    if (vantage.lost === undefined || vantage.at !== claimed.place || certificate === undefined) return base;
    // T32: the box itself is in his hands. Its key stays in the chip, but the chip signs for whoever holds the box.
    const ring = { holds: (key: string) => key === certificate.publicKeyId || ledger.holds(key), add: (key: string) => ledger.add(key) };
    return { ...base, ring, certificate };
  }

  #copyConfiguration(device: string, how: 'extracted' | 'own'): void {
    const { psk, keyStorage } = this.#world.topology.devices.get(device)?.spec ?? {};
    if (psk !== undefined) this.#options.ledger.learn(pskKeyId(psk), 'key', how, device);
    if (keyStorage === 'file') this.#options.ledger.learn(privateKeyId('service', device), 'key', how, device);
  }

  #devicesOf(site: string): readonly DeviceRuntime[] {
    return [...this.#world.topology.devices.values()].filter((device) => device.site.id === site && device.spec.kind === 'vpn-router');
  }

  /** A peer puts a second box on the line; the others use the station that they have. */
  #boxStation(): StationStack | undefined {
    const { vantage, place, station } = this.#options;
    if (vantage.kind !== 'peer') return station;
    return vantage.address === undefined ? undefined : onNetwork(this.#world, vantage, `${place}/box`, vantage.address).station;
  }

  /** The last address of the claimed site's first prefix that no station there uses, as partners know it. */
  #unusedAddress(claimed: DeviceRuntime): Ipv4 {
    const prefix = claimed.site.zones[0]?.prefix;
    if (prefix === undefined) throw new Error(`rogue vpn: ${claimed.place} has no zone`);
    const used = claimed.site.hosts.map((host) => host.address);
    let address = prefix.base + 2 ** (32 - prefix.length) - 2;
    while (used.includes(address) && inPrefix(address, prefix)) address--;
    return this.#world.parts.book.outside(address, claimed.place);
  }
}
