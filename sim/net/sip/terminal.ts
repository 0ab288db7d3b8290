/**
 * Purpose: two telephones that call each other directly: INVITE, 200, ACK, and voice to where the other's session description says.
 *
 * ```
 * caller                              called
 *   |-- INVITE (c=, m= of caller) ------>|   repeated after 0.5 s, 1 s, ... until something comes
 *   |<---- 200 (c=, m= of called) -------|   to the address it came from, at the port of the Via; with rport at the port it came from
 *   |-- ACK ---------------------------->|   to the address of the Contact
 *   |== voice == to m= of called ==>     |
 *   |     <== to m= of caller == voice ==|
 * ```
 * Does not model: ringing, hanging up, registrars, relays of voice (TURN), learning of one's outer address (STUN), RTCP.
 * Units: nanoseconds, octets. Determinism: none needed.
 * References: RFC 3261 13.3.1.4 (200 repeated until ACK), 17.1.1.2 (timers A and B), 18.2.1, 18.2.2, table 4 (T1, T2); RFC 3581 4; RFC 3551 4.2, 4.5.14 (20 ms of PCMU), RFC 3550 5.1.
 */
import { NS_PER_MS, type TimeNs } from '../../kernel/time.ts';
import type { Ipv4 } from '../address.ts';
import type { NetContext } from '../context.ts';
import type { Content } from '../packet.ts';
import type { Datagram, UdpLayer } from '../udp.ts';
import { readSip, SIP_PORT, sipMessage, type SipEnd, type SipRead } from './messages.ts';

/** RFC 3261, table 4. */
const T1_NS: TimeNs = 500 * NS_PER_MS;
const T2_NS: TimeNs = 8 * T1_NS;
const GIVES_UP_NS: TimeNs = 64 * T1_NS;
const FRAME_NS: TimeNs = 20 * NS_PER_MS;
/** 12 octets of RTP, 20 ms of 64 kbit/s. */
const VOICE: Content = { kind: 'sip-voice', bytes: 172 };

/** What a telephone noted of its call. */
export interface SipTalk {
  /** The 200 came (caller), the ACK came (called). */
  connected: boolean;
  readonly frames: number;
  heard: number;
}

export interface SipPhone {
  readonly udp: UdpLayer;
  readonly own: SipEnd;
  /** Frames of voice that it sends in a call. */
  readonly frames: number;
}

/**
 * A telephone that answers one call.
 * Units: frames of 20 ms. Errors: throws when its ports are taken (a bug of the caller). Source: RFC 3261 13.3.
 */
export function answerSip(context: NetContext, phone: SipPhone): SipTalk {
  const talk = listenForVoice(phone);
  let answered = false;
  phone.udp.bind(SIP_PORT, (datagram) => {
    const read = readSip(datagram.content);
    if (read?.method === 'ACK') talk.connected = true;
    if (read?.method !== 'INVITE' || answered) return;
    answered = true;
    const { call, rport, via } = read;
    const answer = sipMessage('OK', { call, own: phone.own, via: via.address, rport });
    const dstPort = rport ? datagram.fromPort : via.port;
    repeat(
      context,
      T2_NS,
      () => !talk.connected,
      () => phone.udp.send({ dst: datagram.from, dstPort, srcPort: SIP_PORT, content: answer }),
    );
    speak(context, phone, read);
  });
  return talk;
}

/**
 * Calls another telephone; it sends its voice once the call stands.
 * Units: frames of 20 ms. Errors: throws when its ports are taken (a bug of the caller). Source: RFC 3261 13.2; RFC 3581 3.
 */
export function callSip(context: NetContext, phone: SipPhone, { to, rport }: { readonly to: Ipv4; readonly rport: boolean }): SipTalk {
  const talk = listenForVoice(phone);
  const { udp, own } = phone;
  const call = `call-${own.mediaPort}`;
  const send = (method: 'INVITE' | 'ACK', dst: Ipv4): void =>
    udp.send({ dst, dstPort: SIP_PORT, srcPort: SIP_PORT, content: sipMessage(method, { call, own, via: own.address, rport }) });
  udp.bind(SIP_PORT, ({ content }: Datagram) => {
    const read = readSip(content);
    if (read?.method !== 'OK') return;
    send('ACK', read.contact);
    if (talk.connected) return;
    talk.connected = true;
    speak(context, phone, read);
  });
  repeat(
    context,
    GIVES_UP_NS,
    () => !talk.connected,
    () => send('INVITE', to),
  );
  return talk;
}

function listenForVoice({ udp, own, frames }: SipPhone): SipTalk {
  const talk: SipTalk = { connected: false, frames, heard: 0 };
  udp.bind(own.mediaPort, ({ content }) => void (content.kind === VOICE.kind && talk.heard++));
  return talk;
}

/** Voice to where the other end wants it. */
function speak(context: NetContext, { udp, own, frames }: SipPhone, { media }: SipRead): void {
  if (media === undefined) return;
  for (let frame = 0; frame < frames; frame++)
    context.kernel.after(frame * FRAME_NS, () =>
      udp.send({ dst: media.address, dstPort: media.port, srcPort: own.mediaPort, content: VOICE }),
    );
}

/** Now, and after waits that double from T1 up to a longest one, as long as it is wanted. */
function repeat(context: NetContext, longestNs: TimeNs, wanted: () => boolean, act: () => void): void {
  const { kernel } = context;
  const untilNs = kernel.now + GIVES_UP_NS;
  const again = (waitNs: TimeNs): void => {
    if (!wanted() || kernel.now >= untilNs) return;
    act();
    kernel.after(waitNs, () => again(Math.min(2 * waitNs, longestNs)));
  };
  again(T1_NS);
}
