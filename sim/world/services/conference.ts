/**
 * Purpose: a conference between two terminals: real-time media by UDP in both directions, and what became of it.
 *
 * Each end sends a frame of voice every 20 ms; the called end begins with the first frame that it hears. Nothing is sent again: what is late or lost is late or lost.
 * Does not model: call set-up (SIP: calls.ts), RTCP, jitter buffers, silence, video, encryption of the media itself (SRTP); nobody listens in.
 * Units: octets, nanoseconds. Determinism: event order; no draws.
 * References: RFC 3551 4.5.14 (PCMU, G.711: 64 kbit/s), 4.2 (20 ms a packet); RFC 3550 5.1 (header of 12 octets); ITU-T G.114 (what delay does to a talk); TR 9.4, 9.5, D.7 b.
 */
import { PRIORITY } from '../../kernel/kernel.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import type { Ipv4 } from '../../net/address.ts';
import type { Content } from '../../net/packet.ts';
import type { UdpLayer } from '../../net/udp.ts';
import type { TalkFact } from '../facts.ts';
import { siteOf, type WorldParts } from '../parts.ts';
import type { FlowSpec, ServiceSpec } from '../scenario.ts';

const FRAME_NS: TimeNs = 20 * NS_PER_MS;
const G711_BPS = 64_000;
const RTP_HEADER_BYTES = 12;
const FRAME_BYTES = RTP_HEADER_BYTES + (G711_BPS * FRAME_NS) / NS_PER_S / 8;

/** A frame of voice. */
export interface Media extends Content {
  readonly kind: 'media';
  readonly flow: string;
  readonly sentNs: TimeNs;
  /** The whole length of the talk, which both ends know from its set-up. */
  readonly lengthNs: TimeNs;
  /** What is spoken of, where the scenario says so. */
  readonly asset?: string;
}

/**
 * True for a frame of voice.
 * Units: none. Errors: none. Source: RFC 3550 5.1.
 */
export const isMedia = (content: Content): content is Media => content.kind === 'media' && 'sentNs' in content;

/** Where one end sends its frames. */
interface Way {
  readonly udp: UdpLayer;
  readonly dst: Ipv4;
  readonly dstPort: number;
  readonly srcPort: number;
  readonly fact: TalkFact;
}

/**
 * Starts a terminal that answers calls.
 * Units: none. Errors: throws when the port is taken (the loader refuses such scenarios). Source: RFC 3550, 3551.
 */
export function startConference(parts: WorldParts, service: ServiceSpec, udp: UdpLayer): void {
  const answered = new Set<string>();
  udp.bind(service.port, ({ content, from, fromPort }) => {
    if (!isMedia(content) || !service.partners.includes(siteOf(parts.ownerOf(from, service.host)))) return;
    hearFrame(parts, content, service.host);
    const call = `${content.flow} ${from} ${fromPort}`;
    if (answered.has(call)) return;
    answered.add(call);
    const fact = beginTalk(parts, content.flow, service.host, parts.ownerOf(from, service.host));
    speak(parts, { udp, dst: from, dstPort: fromPort, srcPort: service.port, fact }, content.lengthNs);
  });
}

/**
 * Calls the other terminal at the times of a flow; `port` is free at this end.
 * Units: none. Errors: throws when the port is taken (a bug of the caller). Source: RFC 3550, 3551.
 */
export function callConference(
  parts: WorldParts,
  flow: FlowSpec,
  end: { readonly udp: UdpLayer; readonly dst: Ipv4; readonly port: number },
): void {
  const { udp, dst, port } = end;
  const service = parts.service(flow.service);
  udp.bind(port, ({ content }) => void (isMedia(content) && hearFrame(parts, content, flow.client)));
  for (let run = 0; run < flow.times; run++)
    parts.context.kernel.at(
      flow.atNs + run * flow.everyNs,
      () =>
        speak(
          parts,
          { udp, dst, dstPort: service.port, srcPort: port, fact: beginTalk(parts, flow.id, flow.client, service.host) },
          flow.thinkNs,
        ),
      PRIORITY.script,
    );
}

/**
 * Notes that one end begins to send its voice to the other.
 * Units: frames. Errors: none. Source: own design.
 */
export function beginTalk(parts: WorldParts, flow: string, from: string, to: string): TalkFact {
  const fact: TalkFact = { flow, from, to, sent: 0, received: 0, worstDelayNs: 0 };
  parts.facts.talks.push(fact);
  return fact;
}

/** A frame every 20 ms for the length of the talk. */
function speak(parts: WorldParts, way: Way, lengthNs: TimeNs): void {
  const { kernel } = parts.context;
  const { udp, dst, dstPort, srcPort, fact } = way;
  const endNs = kernel.now + lengthNs;
  const next = (): void => {
    if (kernel.now >= endNs) return;
    const content: Media = { kind: 'media', bytes: FRAME_BYTES, flow: fact.flow, sentNs: kernel.now, lengthNs };
    fact.sent++;
    udp.send({ dst, dstPort, srcPort, content });
    kernel.after(FRAME_NS, next, PRIORITY.timer);
  };
  next();
}

/**
 * Counts a frame at the end that hears it.
 * Units: frames, nanoseconds. Errors: none. Source: ITU-T G.114 (delay).
 */
export function hearFrame(parts: WorldParts, { flow, sentNs }: Media, at: string): void {
  const fact = parts.facts.talks.findLast((talk) => talk.flow === flow && talk.to === at);
  if (fact === undefined) return;
  fact.received++;
  fact.worstDelayNs = Math.max(fact.worstDelayNs, parts.context.kernel.now - sentNs);
}
