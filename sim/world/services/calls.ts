/**
 * Purpose: telephone calls by SIP between two terminals of a scenario, with voice in both directions, and what became of them.
 *
 * Set-up goes from terminal to terminal; voice goes to the address that the other end's session description names. Both are readable by whoever hears them.
 * Does not model: everything that `sim/net/sip` leaves out; SRTP (RFC 3711), SIP over TLS, jitter buffers, video.
 * Units: frames of 20 ms, nanoseconds. Determinism: event order; no draws.
 * References: TR 9.4, 9.5, D.4 g (telemedicine), D.7 c (SIP and NAT); RFC 3261, 3264, 3551, 3581.
 */
import { PRIORITY } from '../../kernel/kernel.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import { formatIpv4, type Ipv4 } from '../../net/address.ts';
import type { NetContext } from '../../net/context.ts';
import { answerSip, callSip, hearVoice, newTalk, SipPort, VOICE_BYTES, type SipPhone, type SipTalk } from '../../net/sip/terminal.ts';
import type { UdpLayer } from '../../net/udp.ts';
import { SIP_PORT } from '../../net/sip/messages.ts';
import { newSession, type TalkFact } from '../facts.ts';
import { siteOf, type WorldParts } from '../parts.ts';
import type { FlowSpec, ServiceSpec } from '../scenario.ts';
import { beginTalk, hearFrame, isMedia, type Media } from './conference.ts';
import { noteSession, runsBefore } from './files.ts';

const FRAME_NS: TimeNs = 20 * NS_PER_MS;
/** The port of the examples of RFC 4566 5. */
export const MEDIA_PORT = 49_170;
/** First port at which a caller hears voice, even as RFC 3550 11 has it: of those that are never assigned (RFC 6335 6). */
export const FIRST_CALLER_PORT = 50_000;
/** Voice that is still under way when the last frame was sent (ITU-T G.114: 400 ms is the most that talk bears). */
const SETTLING_NS: TimeNs = NS_PER_S;
/** A call has worked when so much of each voice was heard: own choice, the share that threat card T24 takes for service. */
const HEARD = { numerator: 9, denominator: 10 } as const;

/** SIP of a host at a port (absent: the usual one), made when it is first wanted. */
export type SipPorts = (number?: number) => SipPort;

/**
 * SIP of a host.
 * Units: none. Errors: throws where another program has a port (the loader refuses such scenarios). Source: RFC 3261 18.1.1.
 */
export function sipPorts(context: NetContext, udp: UdpLayer): SipPorts {
  const made = new Map<number, SipPort>();
  return (number = SIP_PORT) => {
    const port = made.get(number) ?? new SipPort(context, udp, number);
    made.set(number, port);
    return port;
  };
}

/** Where a terminal stands, as the other end is told. */
interface Terminal {
  readonly place: string;
  readonly address: Ipv4;
  readonly mediaPort: number;
}

/**
 * Starts the terminal of a service, which answers calls of partners.
 * Units: none. Errors: throws when a port is taken (the loader refuses such scenarios). Source: RFC 3261 13.3.
 */
export function startCalls(parts: WorldParts, service: ServiceSpec, port: SipPort, address: Ipv4): void {
  const terminal: Terminal = { place: service.host, address, mediaPort: service.mediaPort ?? MEDIA_PORT };
  const talks = new Map<string, SipTalk>();
  const heard = hearer(parts, terminal.place);
  hearVoice(port.udp, { own: terminal, heard }, (content) => (isMedia(content) ? talks.get(content.flow) : undefined));
  answerSip(port, ({ call }, { from }) => {
    const flow = flowOf(parts, call);
    if (flow === undefined || !service.partners.includes(siteOf(parts.ownerOf(from, service.host)))) return undefined;
    const talk = newTalk();
    talks.set(flow.id, talk);
    return { phone: phoneOf(parts, flow, terminal, flow.client), talk };
  });
}

/** The Call-ID names the run of the flow. */
const flowOf = (parts: WorldParts, callId: string): FlowSpec | undefined =>
  parts.scenario.flows.find(({ id }) => id === callId.slice(0, callId.lastIndexOf('/')));

const hearer =
  (parts: WorldParts, place: string): NonNullable<SipPhone['heard']> =>
  (content) =>
    void (isMedia(content) && hearFrame(parts, content, place));

/**
 * Schedules the calls of a flow.
 * Units: nanoseconds. Errors: throws when a port is taken (a bug). Source: contract 4 (timed script); RFC 3261 13.2.
 */
export function scheduleCalls(
  parts: WorldParts,
  flow: FlowSpec,
  ends: { readonly port: SipPort; readonly from: Ipv4; readonly to: Ipv4 },
): void {
  const first = runsBefore(parts, flow);
  for (let run = 0; run < flow.times; run++) {
    const terminal: Terminal = { place: flow.client, address: ends.from, mediaPort: FIRST_CALLER_PORT + 2 * (first + run) };
    parts.context.kernel.at(flow.atNs + run * flow.everyNs, () => placeCall(parts, flow, { ...ends, run, terminal }), PRIORITY.script);
  }
}

interface Calling {
  readonly port: SipPort;
  readonly to: Ipv4;
  readonly run: number;
  readonly terminal: Terminal;
}

function placeCall(parts: WorldParts, flow: FlowSpec, { port, to, run, terminal }: Calling): void {
  const { kernel } = parts.context;
  const service = parts.service(flow.service);
  const session = newSession(flow, run, kernel.now);
  parts.facts.sessions.push(session);
  noteSession(parts, flow, session, { event: 'start', op: flow.operation });
  const end = (how: 'finished' | 'timeout', complete: boolean): void => {
    session.complete = complete;
    session.end = how;
    session.endNs = kernel.now;
    noteSession(parts, flow, session, { event: 'end', end: how, complete, origin: '' });
  };
  const phone: SipPhone = {
    ...phoneOf(parts, flow, terminal, service.host),
    gaveUp: () => {
      note(parts, flow.client, { event: 'no-answer', address: formatIpv4(terminal.address) });
      end('timeout', false);
    },
    connected: () => {
      kernel.after(flow.thinkNs + SETTLING_NS, () => end('finished', wasHeard(parts, flow, service, terminal)), PRIORITY.script);
    },
  };
  const parties = { caller: `${flow.user ?? 'caller'}@${siteOf(flow.client)}`, called: `${service.id}@${siteOf(service.host)}` };
  callSip(port, phone, { id: session.id, parties, rport: flow.rport === true, to: { address: to, port: service.port } });
}

/** Both voices; what was not heard is told with the address to which it was sent. */
function wasHeard(parts: WorldParts, flow: FlowSpec, service: ServiceSpec, caller: Terminal): boolean {
  const of = (from: string): TalkFact | undefined => parts.facts.talks.findLast((talk) => talk.flow === flow.id && talk.from === from);
  const good = (talk: TalkFact | undefined): boolean =>
    talk !== undefined && talk.sent > 0 && talk.received * HEARD.denominator >= talk.sent * HEARD.numerator;
  const [there, back] = [of(flow.client), of(service.host)];
  if (!good(back)) note(parts, flow.client, { event: 'unheard', from: service.host, address: formatIpv4(caller.address) });
  return good(there) && good(back);
}

/** A telephone in a scenario: its frames are counted as those of a conference are, and say what is spoken of. */
function phoneOf(parts: WorldParts, flow: FlowSpec, terminal: Terminal, other: string): SipPhone {
  let fact: TalkFact | undefined;
  const spoken = flow.asset === undefined ? {} : { asset: flow.asset };
  return {
    own: terminal,
    frames: Math.floor(flow.thinkNs / FRAME_NS),
    voice: (): Media => {
      fact ??= beginTalk(parts, flow.id, terminal.place, other);
      fact.sent++;
      return { kind: 'media', bytes: VOICE_BYTES, flow: flow.id, sentNs: parts.context.kernel.now, lengthNs: flow.thinkNs, ...spoken };
    },
    heard: hearer(parts, terminal.place),
  };
}

function note({ context: { trace } }: WorldParts, place: string, fields: Readonly<Record<string, string>>): void {
  if (trace.on) trace.emit(place, 'sip', fields);
}
