/**
 * Purpose: a network address and port translator between a site and its provider: many inner ends behind one outer address.
 *
 * A mapping belongs to an inner address and port, whatever the destination; a packet from outside passes only from an end that was written to through it. What has no ports does
 * not pass. A mapping that nothing left through for its time is gone, and the next packet gets another port.
 * Does not model: ICMP, fragments, gateways for protocols that carry addresses (FTP, SIP), the passing of a single ESP flow that some boxes allow, TCP state.
 * Units: nanoseconds. Determinism: outer ports are given in turn.
 * References: RFC 3022; RFC 4787 REQ-1 (endpoint-independent mapping), REQ-5 (at least 2 min recommended), REQ-6 (refreshed by what goes out), REQ-8 (filtering; ours is the strictest);
 * RFC 2663 4.1.2; TR D.7 c.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Ipv4 } from './address.ts';
import type { NetContext } from './context.ts';
import type { Iface } from './iface.ts';
import type { Packet } from './packet.ts';
import { PASS, type Passage, type Verdict } from './rules.ts';

/** The dynamic ports (RFC 6335 6). */
const FIRST_PORT = 49_152;
const PORTS = 16_384;

interface Mapping {
  readonly address: Ipv4;
  readonly port: number;
  readonly outerPort: number;
  lastNs: TimeNs;
  /** Ends outside that were written to, as `address:port`. */
  readonly written: Set<string>;
}

/**
 * Turns a router into a NAT towards one of its interfaces.
 * Units: nanoseconds. Errors: none. Source: RFC 3022 2.2.
 */
export class Nat {
  readonly #context: NetContext;
  readonly #outside: Iface;
  readonly #lifetimeNs: TimeNs;
  readonly #byInner = new Map<string, Mapping>();
  readonly #byOuter = new Map<string, Mapping>();
  #given = 0;

  constructor(context: NetContext, outside: Iface, lifetimeNs: TimeNs) {
    this.#context = context;
    this.#outside = outside;
    this.#lifetimeNs = lifetimeNs;
    outside.node.rules.ingress.push((packet, passage) => this.#inward(packet, passage));
    outside.node.rules.egress.push((packet, passage) => this.#outward(packet, passage));
  }

  /** Forgets every mapping, as after a restart. */
  restart(): void {
    this.#byInner.clear();
    this.#byOuter.clear();
  }

  #outward(packet: Packet, passage: Passage): Verdict {
    if (passage.out !== this.#outside || passage.arrival === undefined) return PASS;
    const { body } = packet;
    if (body.protocol === 'esp') return { verb: 'drop', reason: 'nat-no-ports' };
    const mapping = this.#mappingOf(body.protocol, packet.src, body.srcPort);
    if (mapping === undefined) return { verb: 'drop', reason: 'nat-ports-used-up' };
    mapping.lastNs = this.#context.kernel.now;
    mapping.written.add(`${packet.dst}:${body.dstPort}`);
    return { verb: 'replace', packet: { ...packet, src: this.#outside.address, body: { ...body, srcPort: mapping.outerPort } } };
  }

  #inward(packet: Packet, passage: Passage): Verdict {
    if (passage.arrival?.iface !== this.#outside || packet.dst !== this.#outside.address) return PASS;
    const { body } = packet;
    if (body.protocol === 'esp') return { verb: 'drop', reason: 'nat-no-ports' };
    const mapping = this.#byOuter.get(`${body.protocol}/${body.dstPort}`);
    if (mapping === undefined || this.#expired(mapping) || !mapping.written.has(`${packet.src}:${body.srcPort}`))
      return { verb: 'drop', reason: 'nat-no-mapping' };
    return { verb: 'replace', packet: { ...packet, dst: mapping.address, body: { ...body, dstPort: mapping.port } } };
  }

  #mappingOf(protocol: 'udp' | 'tcp', address: Ipv4, port: number): Mapping | undefined {
    const key = `${protocol}/${address}:${port}`;
    const known = this.#byInner.get(key);
    if (known !== undefined && !this.#expired(known)) return known;
    const outerPort = this.#freePort(protocol);
    if (outerPort === undefined) return undefined;
    const mapping: Mapping = { address, port, outerPort, lastNs: 0, written: new Set() };
    this.#byInner.set(key, mapping);
    this.#byOuter.set(`${protocol}/${outerPort}`, mapping);
    return mapping;
  }

  /** The next port in turn that no living mapping has. */
  #freePort(protocol: 'udp' | 'tcp'): number | undefined {
    for (let tried = 0; tried < PORTS; tried++) {
      const port = FIRST_PORT + (this.#given++ % PORTS);
      const holder = this.#byOuter.get(`${protocol}/${port}`);
      if (holder === undefined || this.#expired(holder)) return port;
    }
    return undefined;
  }

  #expired(mapping: Mapping): boolean {
    return this.#context.kernel.now - mapping.lastNs > this.#lifetimeNs;
  }
}
