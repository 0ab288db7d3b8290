/**
 * Purpose: moves that several attacks share: getting onto the path, following a stream, using a service with stolen or guessed means.
 *
 * Does not model: choice between tactics by cost. Units: nanoseconds. Determinism: kernel order.
 * References: threat cards T12, T13 (steps), RFC 3552 3.3.
 */
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import type { Ipv4 } from '../../sim/net/address.ts';
import { segmentLength, type Packet, type TcpSegment } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { GuessList, Hands, RogueBox } from '../../sim/world/attacker.ts';
import { appContent, asMessage, type AppMessage } from '../../sim/world/messages.ts';
import type { FlowSpec, ServiceSpec } from '../../sim/world/scenario.ts';
import { serviceOf } from './aims.ts';

/** Client and server of the flow under attack. */
export interface Ends {
  readonly client: Ipv4;
  readonly server: Ipv4;
  readonly service: ServiceSpec;
}

/**
 * Addresses of both ends of a flow.
 * Units: none. Errors: none. Source: own design.
 */
export function endsOf(hands: Hands, flow: FlowSpec): Ends {
  const service = serviceOf(hands.plan.scenario, flow);
  return { client: hands.plan.addressOf(flow.client), server: hands.plan.addressOf(service.host), service };
}

/**
 * Comes to see the flow: at once on a WAN path, a hub or a mirror port; by ARP spoofing on a switched LAN.
 * Units: none. Errors: none. Source: threat card T13 steps 1-3.
 */
export function gainSight(hands: Hands, flow: FlowSpec): void {
  hands.onPacket(() => PASS);
  if (hands.vantage.kind === 'lan' && hands.vantage.sees === 'own') gainPath(hands, flow);
}

/**
 * Comes to sit on the path, so that packets of the flow pass through his hands; on a LAN by ARP spoofing of the local end and its gateway.
 * Units: none. Errors: none. Source: threat card T13 steps 1-5.
 */
export function gainPath(hands: Hands, flow: FlowSpec): void {
  if (hands.vantage.kind !== 'lan' && hands.vantage.kind !== 'radio') return;
  const { client, server, service } = endsOf(hands, flow);
  const inZone = (place: string): boolean => place.startsWith(`${hands.vantage.at}.`);
  const zone = zoneSpec(hands);
  const local = inZone(service.host) ? server : client;
  const other = inZone(service.host) && inZone(flow.client) ? client : zone;
  hands.note('arp-spoofing', {});
  hands.poison(local, other);
  hands.poison(other, local);
}

function zoneSpec(hands: Hands): Ipv4 {
  const [site, zone] = hands.vantage.at.split('.');
  const found = hands.plan.scenario.sites.find((s) => s.id === site)?.zones.find((z) => z.id === zone);
  if (found === undefined) throw new Error(`attack: vantage ${hands.vantage.id} is on no zone`);
  return found.gateway;
}

/** Where a TCP direction stands, as a listener follows it. */
export interface Followed {
  readonly segment: TcpSegment;
  readonly packet: Packet;
  readonly nextSeq: number;
}

/**
 * Calls back for each segment from one end of a flow to the other that the attacker can read at the TCP level.
 * Units: none. Errors: none. Source: RFC 9293 3.4.
 */
export function follow(hands: Hands, from: Ipv4, to: Ipv4, port: number, each: (seen: Followed) => void): void {
  const earlier = hands.ears.onSegment;
  hands.ears.onSegment = (segment, packet) => {
    earlier?.(segment, packet);
    if (packet.src !== from || packet.dst !== to || (segment.srcPort !== port && segment.dstPort !== port)) return;
    const syn = (segment.flags & 2) !== 0 ? 1 : 0;
    each({ segment, packet, nextSeq: (segment.seq + segmentLength(segment) + syn) % 2 ** 32 });
  };
}

/** How long he waits for an answer before he takes a way for closed. */
export const ANSWER_WAIT_NS: TimeNs = 4 * NS_PER_S;
/** Pause between two guesses when the service answers at once is the online rate; this is the pause before a retry after a broken stream. */
const RETRY_NS: TimeNs = 500 * NS_PER_MS;

/**
 * Asks a service one question from his own station; `answered` gets the reply, or undefined when none came in time.
 * Units: none. Errors: none. Source: threat card T29 step 2.
 */
export function ask(
  hands: Hands,
  service: ServiceSpec,
  message: Omit<AppMessage, 'service'>,
  through: RogueBox | undefined,
  answered: (reply: AppMessage | undefined) => void,
): void {
  let done = false;
  const finish = (reply: AppMessage | undefined): void => {
    if (done) return;
    done = true;
    answered(reply);
  };
  const stream = hands.open(
    service,
    {
      onOpen: () => stream.send(appContent({ ...message, service: service.id })),
      onMessage: (content) => {
        finish(asMessage(content));
        stream.close();
      },
      onClose: () => finish(undefined),
    },
    { through, patienceNs: ANSWER_WAIT_NS },
  );
  hands.after(ANSWER_WAIT_NS, () => finish(undefined));
}

/**
 * Logs in with candidates for a user's password, one after the other at the online guess rate, until one is right, the account is locked, or nobody answers.
 * Units: none. Errors: none. Source: threat card T03 (online), RFC 2196 4.5.4.2.
 */
export function guessOnline(
  hands: Hands,
  service: ServiceSpec,
  user: string,
  secret: string,
  options: { readonly through?: RogueBox; readonly first?: number; readonly list?: GuessList },
  stopped: (why: 'in' | 'locked' | 'unreachable') => void,
): void {
  const gapNs = Math.round(NS_PER_S / hands.adversary.onlineGuessesPerS);
  let position = options.first ?? 1;
  let alive = false;
  let over = false;
  const end = (why: 'in' | 'locked' | 'unreachable'): void => {
    if (over) return;
    over = true;
    hands.note('guessing-ended', { user, why, tries: position });
    stopped(why);
  };
  const request = (): void => stream.send(appContent({ service: service.id, op: 'login-request', user }));
  const onReply = (reply: AppMessage | undefined): void => {
    alive = true;
    if (reply?.op === 'challenge')
      stream.send(
        appContent({
          service: service.id,
          op: 'login',
          user,
          proof: { user, challenge: reply.challenge ?? '', secret: hands.candidate(secret, position, options.list), card: undefined },
        }),
      );
    else if (reply?.op === 'login-ok') {
      hands.ledger.learn(secret, 'key', 'guessed', service.host, { tries: position });
      end('in');
    } else if (reply?.op === 'locked') end('locked');
    else {
      position++;
      hands.after(gapNs, () => over || request());
    }
  };
  hands.note('guessing-online', { user, service: service.id });
  const stream = hands.open(
    service,
    { onOpen: request, onMessage: (content) => onReply(asMessage(content)), onClose: () => end('unreachable') },
    { through: options.through, patienceNs: ANSWER_WAIT_NS },
  );
  hands.after(ANSWER_WAIT_NS + RETRY_NS, () => alive || end('unreachable'));
}
