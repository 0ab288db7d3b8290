/**
 * Purpose: two telephones that call each other directly: INVITE, 200, ACK, and voice to where the other's session description says.
 *
 * ```
 * caller                              called
 *   |-- INVITE (c=, m= of caller) ------>|   repeated after 0.5 s, 1 s, ... until something comes
 *   |<---- 200 (c=, m= of called) -------|   to the address it came from, at the port of the Via; with rport at the port it came from
 *   |-- ACK ---------------------------->|   to the address of the Contact
 *   |== voice == to m= of called ==>     |
 *   |     <== to m= of caller == voice ==|   from the ACK on
 * ```
 * Does not model: ringing, hanging up, registrars, relays of voice (TURN), learning of one's outer address (STUN), RTCP.
 * Units: nanoseconds, octets. Determinism: none needed.
 * References: RFC 3261 13.3.1.4 (200 repeated until ACK), 17.1.1.2 (timers A and B), 18.2.1, 18.2.2, table 4 (T1, T2); RFC 3581 4; RFC 3551 4.2, 4.5.14 (20 ms of PCMU), RFC 3550 5.1.
 */
import { NS_PER_MS, type TimeNs } from '../../kernel/time.ts';
import type { NetContext } from '../context.ts';
import type { Content } from '../packet.ts';
import type { Datagram, UdpLayer } from '../udp.ts';
import type { Endpoint } from '../tcp/types.ts';
import { readSip, SIP_PORT, sipMessage, type SipCall, type SipEnd, type SipRead } from './messages.ts';

/** RFC 3261, table 4. */
const T1_NS: TimeNs = 500 * NS_PER_MS;
const T2_NS: TimeNs = 8 * T1_NS;
const GIVES_UP_NS: TimeNs = 64 * T1_NS;
const FRAME_NS: TimeNs = 20 * NS_PER_MS;
/** 12 octets of RTP, 20 ms of 64 kbit/s. */
export const VOICE_BYTES = 172;

/** What a telephone noted of its call. */
export interface SipTalk {
  /** The 200 came (caller), the ACK came (called). */
  connected: boolean;
  sent: number;
  heard: number;
}

/** One end of one call. */
export interface SipPhone {
  readonly own: SipEnd;
  /** Frames of voice that it sends. */
  readonly frames: number;
  /** Makes a frame; its octets are VOICE_BYTES. */
  voice(): Content;
  /** Hears a frame of the other end. */
  heard?(content: Content, datagram: Datagram): void;
  /** The other end's description says that it wants voice here. */
  connected?(media: Endpoint): void;
  /** Nobody answered (caller). */
  gaveUp?(): void;
}

/**
 * SIP at a host: one port for all of its calls, each known by its Call-ID.
 * Units: none. Errors: the constructor throws when the port is taken (the loader refuses such scenarios). Source: RFC 3261 18.1.1, 18.2.1.
 */
export class SipPort {
  readonly context: NetContext;
  readonly udp: UdpLayer;
  readonly number: number;
  readonly #calls = new Map<string, (read: SipRead, datagram: Datagram) => void>();
  #invited: ((read: SipRead, datagram: Datagram) => void) | undefined;

  constructor(context: NetContext, udp: UdpLayer, number: number = SIP_PORT) {
    this.context = context;
    this.udp = udp;
    this.number = number;
    udp.bind(number, (datagram) => {
      const read = readSip(datagram.content);
      if (read === undefined) return;
      const known = this.#calls.get(read.call);
      if (known !== undefined) known(read, datagram);
      else if (read.method === 'INVITE') this.#invited?.(read, datagram);
    });
  }

  /** What a call gets from now on. */
  attend(call: string, receive: (read: SipRead, datagram: Datagram) => void): void {
    this.#calls.set(call, receive);
  }

  /** Calls that nobody attends to yet. */
  onInvite(receive: (read: SipRead, datagram: Datagram) => void): void {
    this.#invited = receive;
  }
}

/**
 * Answers calls; `pickUp` gives each the telephone that takes it, or undefined for a call that nobody takes.
 * Units: frames of 20 ms. Errors: throws when a media port is taken (the loader refuses such scenarios). Source: RFC 3261 13.3.
 */
export function answerSip(
  port: SipPort,
  pickUp: (read: SipRead, datagram: Datagram) => { readonly phone: SipPhone; talk: SipTalk } | undefined,
): void {
  port.onInvite((invite, datagram) => {
    const taken = pickUp(invite, datagram);
    if (taken === undefined) return;
    const { phone, talk } = taken;
    const call: SipCall = { id: invite.call, parties: invite.parties, rport: invite.rport };
    const answer = sipMessage('OK', call, { own: { ...phone.own, port: port.number }, via: invite.via });
    const dstPort = invite.rport ? datagram.fromPort : invite.via.port;
    port.attend(invite.call, (read) => {
      if (read.method !== 'ACK' || talk.connected) return;
      talk.connected = true;
      speak(port, { phone, talk }, invite);
    });
    repeat(
      port.context,
      { longestNs: T2_NS, wanted: () => !talk.connected },
      () => port.udp.send({ dst: datagram.from, dstPort, srcPort: port.number, content: answer }),
      () => undefined,
    );
  });
}

/**
 * Calls another telephone; it sends its voice once the call stands.
 * Units: frames of 20 ms. Errors: throws when the media port is taken (a bug of the caller). Source: RFC 3261 13.2; RFC 3581 3.
 */
export function callSip(port: SipPort, phone: SipPhone, { to, ...call }: SipCall & { readonly to: Endpoint }): SipTalk {
  const talk = newTalk();
  hearVoice(port.udp, phone, () => talk);
  const own = { ...phone.own, port: port.number };
  const send = (method: 'INVITE' | 'ACK', { address: dst, port: dstPort }: Endpoint): void =>
    port.udp.send({ dst, dstPort, srcPort: port.number, content: sipMessage(method, call, { own, via: own }) });
  port.attend(call.id, (read) => {
    if (read.method !== 'OK') return;
    send('ACK', read.contact);
    if (talk.connected) return;
    talk.connected = true;
    speak(port, { phone, talk }, read);
  });
  repeat(
    port.context,
    { longestNs: GIVES_UP_NS, wanted: () => !talk.connected },
    () => send('INVITE', to),
    () => phone.gaveUp?.(),
  );
  return talk;
}

/**
 * A call of which nothing has been heard yet.
 * Units: frames. Errors: none. Source: own design.
 */
export const newTalk = (): SipTalk => ({ connected: false, sent: 0, heard: 0 });

/**
 * Listens for voice at a telephone's media port; `talkAt` says to which call a frame belongs.
 * Units: frames. Errors: throws when the port is taken. Source: RFC 3550.
 */
export function hearVoice(
  udp: UdpLayer,
  phone: Pick<SipPhone, 'own' | 'heard'>,
  talkAt: (content: Content, datagram: Datagram) => SipTalk | undefined,
): void {
  udp.bind(phone.own.mediaPort, (datagram) => {
    const { content } = datagram;
    const talk = content.bytes === VOICE_BYTES ? talkAt(content, datagram) : undefined;
    if (talk === undefined) return;
    talk.heard++;
    phone.heard?.(content, datagram);
  });
}

/** Voice to where the other end wants it. */
function speak({ context, udp }: SipPort, { phone, talk }: { readonly phone: SipPhone; readonly talk: SipTalk }, { media }: SipRead): void {
  if (media === undefined) return;
  phone.connected?.(media);
  for (let frame = 0; frame < phone.frames; frame++)
    context.kernel.after(frame * FRAME_NS, () => {
      talk.sent++;
      udp.send({ dst: media.address, dstPort: media.port, srcPort: phone.own.mediaPort, content: phone.voice() });
    });
}

/** Now, and after waits that double from T1 up to a longest one, as long as it is wanted and not given up. */
function repeat(
  { kernel }: NetContext,
  { longestNs, wanted }: { readonly longestNs: TimeNs; wanted(): boolean },
  act: () => void,
  gaveUp: () => void,
): void {
  const untilNs = kernel.now + GIVES_UP_NS;
  const again = (waitNs: TimeNs): void => {
    if (!wanted() || kernel.now >= untilNs) return;
    act();
    kernel.after(waitNs, () => again(Math.min(2 * waitNs, longestNs)));
  };
  again(T1_NS);
  kernel.at(untilNs, () => wanted() && gaveUp());
}
