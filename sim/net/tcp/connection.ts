/**
 * Purpose: one TCP connection of a host: state machine, sender, receiver and the application's events.
 *
 * Every acceptable segment with data is acknowledged at once (no delayed ACK), by the data that the application answers with if it does so in the same instant. Controls are
 * asked for only where RFC 793 and RFC 5961 answer differently.
 * Does not model: see sender.ts, receiver.ts, tcp-machine.ts; no keep-alive, urgent data, simultaneous open.
 * Units: octets, nanoseconds. Determinism: no draw after the initial sequence number.
 * References: RFC 9293 3.10; RFC 5961 3.2, 4.2, 5.2, 7; RFC 793 3.9 (the older rules).
 */
import type { TimeNs } from '../../kernel/time.ts';
import { segmentLength, TCP_FLAG, type Content, type Packet, type Piece, type TcpSegment } from '../packet.ts';
import type { Arrival } from '../rules.ts';
import { ackPosition, acceptable, resetPosition } from './acceptance.ts';
import { AckLimit } from './ack-limit.ts';
import { TIME_WAIT_NS } from './constants.ts';
import { Receiver } from './receiver.ts';
import { Sender } from './sender.ts';
import { seqAdd, seqDelta } from './seq.ts';
import { synWaitNs } from './syn-retry.ts';
import { Timestamps } from './timestamps.ts';
import { TCP, type TcpAction, type TcpEvent, type TcpState } from './tcp-machine.ts';
import type { Timer } from './timer.ts';
import type { CloseReason, Endpoint, FourTuple, SegmentTarget, TcpClose, TcpEvents, TcpHost } from './types.ts';
import { connectionName, NO_PIECES, replyReset, sendSegment, stepped } from './wire.ts';

const { FIN, SYN, RST, PSH, ACK } = TCP_FLAG;

export interface Patience {
  readonly patienceNs?: TimeNs;
  readonly synLinearTimeouts?: number;
}

/**
 * A connection; made by TcpLayer.connect or by a listener.
 * Units: octets, nanoseconds. Errors: send throws on a message without octets (a bug). Source: RFC 9293.
 */
export class TcpConnection implements SegmentTarget {
  readonly tuple: FourTuple;
  readonly role: 'client' | 'server';
  events: TcpEvents = {};
  readonly #host: TcpHost;
  readonly #iss: number;
  readonly #windowBytes: number;
  readonly #sender: Sender;
  readonly #receiver: Receiver;
  readonly #timer: Timer;
  #state: number;
  #end: TcpClose | undefined;
  #notified = false;
  /** The acknowledgement number that went out last; what differs from RCV.NXT is still owed. */
  #ackSent = 0;
  readonly #ackLimit: AckLimit;
  readonly #timestamps: Timestamps | undefined;
  #syns = 0;
  #openedNs: TimeNs = 0;
  #synLinear = 0;
  #patienceNs: TimeNs | undefined;

  constructor(host: TcpHost, tuple: FourTuple, role: 'client' | 'server', iss: number, windowBytes: number) {
    this.#host = host;
    this.tuple = tuple;
    this.role = role;
    this.#iss = iss;
    this.#windowBytes = windowBytes;
    this.#ackLimit = new AckLimit(host.profile.ackLimit);
    this.#timestamps = host.profile.timestamps === true ? new Timestamps(iss) : undefined;
    this.#sender = new Sender(iss, (offset, length, fin, again) => this.#transmit(offset, length, fin, again));
    this.#receiver = new Receiver(windowBytes, {
      deliver: (content, delivery) => this.#deliver(() => this.events.onMessage?.(content, delivery)),
      garbled: (garble) => this.#deliver(() => this.#garbled(garble)),
    });
    this.#timer = host.timers.create(() => this.#expire());
    this.#state = role === 'client' ? TCP.initial : TCP.s['syn-received'];
  }

  get local(): Endpoint {
    return this.tuple.local;
  }

  get remote(): Endpoint {
    return this.tuple.remote;
  }

  /** Name in the trace, the same at both ends. */
  get id(): string {
    return this.role === 'client' ? connectionName(this.local, this.remote) : connectionName(this.remote, this.local);
  }

  /** TS.Recent: the newest timestamp of the peer, if the option is in use. */
  get recentTimestamp(): number | undefined {
    return this.#timestamps?.recent;
  }

  get state(): TcpState {
    return TCP.states[this.#state] ?? 'closed';
  }

  /** RCV.NXT and SND.NXT as 32-bit sequence numbers. */
  get rcvNxt(): number {
    return this.#receiver.nextSeq;
  }

  get sndNxt(): number {
    return this.#is('syn-sent') ? seqAdd(this.#iss, 1) : this.#sender.seqOf(this.#sender.max);
  }

  /** Octets sent and not acknowledged yet. */
  get flightBytes(): number {
    return this.#sender.max - this.#sender.una;
  }

  /** Queues a message; false when the connection takes none any more. */
  send(content: Content): boolean {
    const waiting = this.#is('syn-sent') || this.#is('syn-received');
    if (!waiting && !this.#is('established') && !this.#is('close-wait')) return false;
    this.#sender.buffer.push(content);
    if (!waiting) this.#pump();
    return true;
  }

  /** Ends our side after what is queued (FIN). */
  close(): void {
    this.#end ??= { reason: this.#is('syn-sent') ? 'aborted' : 'fin', closedBy: this.#host.node.place };
    this.#run('close');
  }

  /** Ends the connection at once and tells the peer (RST). */
  abort(): void {
    if (this.#is('closed')) return;
    if (!this.#is('syn-sent')) this.#emit(this.sndNxt, RST | ACK, NO_PIECES);
    this.#finish('aborted', this.#host.node.place);
  }

  /** Called by the layer: sends the SYN. */
  openActive(patience: Patience): void {
    this.#openedNs = this.#now;
    this.#synLinear = patience.synLinearTimeouts ?? 0;
    this.#patienceNs = patience.patienceNs;
    this.#run('active-open');
  }

  /** Called by the listener when the final ACK has come; `roundTripNs` is absent when the SYN-ACK had to be repeated or was a cookie. */
  openPassive(irs: number, windowBytes: number, roundTripNs: TimeNs | undefined, synAckLost: boolean): void {
    this.#receiver.begin(irs);
    this.#ackSent = this.#receiver.nextSeq;
    this.#sender.open(windowBytes, irs, roundTripNs, synAckLost);
    this.#run('ack-of-syn');
    this.#pump();
  }

  receive(packet: Packet, segment: TcpSegment, arrival: Arrival): void {
    if (this.#is('syn-sent')) return this.#answerToSyn(packet, segment, arrival);
    const ahead = seqDelta(segment.seq, this.rcvNxt);
    if (this.#timestamps?.tooOld(segment) === true) return this.#tooOld(packet, segment);
    if ((segment.flags & RST) !== 0) return this.#reset(packet, ahead);
    if ((segment.flags & SYN) !== 0) return this.#syn(packet, ahead);
    const length = segmentLength(segment) + ((segment.flags & FIN) !== 0 ? 1 : 0);
    if (!acceptable(ahead, length, this.#windowBytes)) return this.#refuse(packet, 'outside-window', length);
    if ((segment.flags & ACK) === 0) return this.#drop(packet, 'no-ack');
    if (!this.#acknowledge(packet, segment, length)) return;
    this.#timestamps?.note(segment, ahead);
    if (length > 0 && !this.#is('closed')) this.#take(packet, segment, arrival);
    if (this.#is('closed')) return;
    this.#pump();
    if (this.#ackSent !== this.rcvNxt) this.#sendAck();
  }

  #answerToSyn(packet: Packet, segment: TcpSegment, arrival: Arrival): void {
    const acknowledged = (segment.flags & ACK) !== 0;
    if (acknowledged && segment.ack !== seqAdd(this.#iss, 1)) return replyReset(this.#host.node, packet, segment);
    if ((segment.flags & RST) !== 0) {
      if (acknowledged) this.#finish('refused', packet.origin);
      else this.#drop(packet, 'outside-window');
      return;
    }
    if (!acknowledged || (segment.flags & SYN) === 0) return this.#drop(packet, 'not-syn-ack');
    this.#timer.stop();
    this.#timestamps?.note(segment, 0);
    this.#receiver.begin(segment.seq);
    this.#sender.open(segment.window, segment.seq, this.#syns === 1 ? this.#now - this.#openedNs : undefined, this.#syns > 1);
    this.#run('syn-ack');
    if (segmentLength(segment) > 0 && this.#is('established')) this.#take(packet, segment, arrival);
    this.#pump();
  }

  #reset(packet: Packet, ahead: number): void {
    const position = resetPosition(ahead, this.#windowBytes);
    if (position === 'outside') return this.#drop(packet, 'outside-window');
    if (position !== 'exact' && this.#hardened(packet)) return;
    if (position === 'edge') return this.#drop(packet, 'outside-window');
    this.#finish('rst', packet.origin);
  }

  /** A SYN on a synchronised connection: RFC 793 resets when it lies in the window; otherwise both rules answer with an ACK. */
  #syn(packet: Packet, ahead: number): void {
    if (!acceptable(ahead, 1, this.#windowBytes)) return this.#refuse(packet, 'outside-window', 0);
    if (this.#hardened(packet)) return;
    this.#emit(this.sndNxt, RST | ACK, NO_PIECES);
    this.#finish('syn', packet.origin);
  }

  /** True when RFC 5961 is deployed here and has stopped the packet with a challenge ACK. */
  #hardened(packet: Packet): boolean {
    const { context, place } = this.#host.node;
    const control = context.gate.on('tcp-rfc5961', place);
    if (control === undefined) return false;
    context.stopPacket(place, packet, 'challenge-ack', control);
    this.#sendLimitedAck();
    return true;
  }

  #acknowledge(packet: Packet, segment: TcpSegment, length: number): boolean {
    const sender = this.#sender;
    const ack = sender.offsetOf(segment.ack);
    const position = ackPosition(ack, sender.una, sender.max, sender.largestWindowBytes);
    if (position === 'beyond') {
      this.#refuse(packet, 'ack-beyond', length);
      return false;
    }
    if (position === 'too-old' && length > 0 && this.#hardened(packet)) return false;
    sender.acknowledge(ack, segment.window, segment.seq, length === 0, this.#now);
    if (sender.finAcknowledged) this.#run('ack-of-fin');
    return true;
  }

  #take(packet: Packet, segment: TcpSegment, arrival: Arrival): void {
    const before = this.rcvNxt;
    const finished = this.#receiver.take(packet, segment, arrival);
    if (this.#is('closed')) return;
    if (finished) {
      this.#end ??= { reason: 'fin', closedBy: this.#receiver.finOrigin };
      this.#run('fin');
    } else if (before === this.rcvNxt || this.#receiver.gap) this.#sendAck();
  }

  /** Drops a segment and tells the peer where we stand; without data the answer is rate-limited, or two ends that disagree would answer each other for ever. */
  #refuse(packet: Packet, reason: string, length: number): void {
    this.#drop(packet, reason);
    if (length > 0) this.#sendAck();
    else this.#sendLimitedAck();
  }

  /** PAWS. A SYN with an old timestamp is still a SYN and challenged as such; whatever has data is answered each time, the rest by the limited ACK. */
  #tooOld(packet: Packet, segment: TcpSegment): void {
    if ((segment.flags & SYN) !== 0) return this.#syn(packet, seqDelta(segment.seq, this.rcvNxt));
    this.#refuse(packet, 'old-timestamp', segmentLength(segment) + ((segment.flags & FIN) !== 0 ? 1 : 0));
  }

  #expire(): void {
    if (this.#is('syn-sent')) return this.#sendSyn();
    if (this.#is('time-wait')) {
      this.#run('expire');
      return;
    }
    if (!this.#sender.expire(this.#now)) this.#finish('timeout', undefined);
    else this.#pump();
  }

  #sendSyn(): void {
    const deadlineNs = this.#patienceNs === undefined ? Infinity : this.#openedNs + this.#patienceNs;
    const waitNs = synWaitNs(this.#syns + 1, this.#synLinear);
    if (waitNs === undefined || this.#now >= deadlineNs) return this.#finish('timeout', undefined);
    this.#syns++;
    this.#trace(this.#syns === 1 ? 'syn-sent' : 'syn-retransmit', { attempt: this.#syns });
    sendSegment(this.#host.node, this.tuple, this.#iss, 0, SYN, this.#windowBytes, NO_PIECES, this.#timestamps?.value(this.#now));
    this.#timer.start(Math.min(this.#host.handshakeDeadlineNs(waitNs), deadlineNs));
  }

  #run(event: TcpEvent): void {
    const number = TCP.e[event];
    const next = TCP.next(this.#state, number);
    if (next < 0) return;
    const actions = TCP.actions(this.#state, number);
    const { node } = this.#host;
    if (node.context.probe !== undefined) stepped(node, this.id, event, this.state, TCP.states[next] ?? 'closed');
    this.#state = next;
    for (const action of actions) this.#act(action);
  }

  #act(action: TcpAction): void {
    switch (action) {
      case 'send-syn':
        return this.#sendSyn();
      case 'send-ack':
        return this.#sendAck();
      case 'send-fin':
        this.#sender.finish();
        return this.#pump();
      case 'notify-open':
        this.#trace('established', { role: this.role });
        return this.events.onOpen?.();
      case 'notify-peer-closed':
        return this.#peerClosed(this.#receiver.finOrigin ?? '');
      case 'notify-closed':
        return this.#notifyClosed();
      case 'start-time-wait':
        return this.#timer.start(this.#now + TIME_WAIT_NS);
      case 'release':
        this.#timer.release();
        return this.#host.forget(this);
      case 'send-syn-ack':
        throw new Error('tcp: SYN-ACKs are sent by the listener, not by a connection');
    }
  }

  #peerClosed(origin: string): void {
    this.#trace('peer-closed', { origin });
    if (this.events.onPeerClose === undefined) this.close();
    else this.events.onPeerClose(origin);
  }

  /** Ends the connection. In LAST-ACK both sides had finished before: what ends the wait for the last ACK is not what closed it. */
  #finish(reason: CloseReason, closedBy: string | undefined): void {
    if (!this.#is('last-ack')) this.#end = { reason, closedBy };
    this.#run(reason === 'timeout' ? 'timeout' : 'reset');
  }

  #notifyClosed(): void {
    if (this.#notified) return;
    this.#notified = true;
    const end = this.#end ?? { reason: 'fin', closedBy: undefined };
    this.#trace('closed', end.closedBy === undefined ? { reason: end.reason } : { reason: end.reason, by: end.closedBy });
    this.events.onClose?.(end);
  }

  #garbled(garble: { readonly origin: string; readonly arrival: Arrival }): void {
    this.#trace('garbled', { origin: garble.origin });
    this.events.onGarbled?.(garble);
  }

  /** After the end the application hears nothing more, even if octets of the same segment are left. */
  #deliver(call: () => void): void {
    if (!this.#notified) call();
  }

  #pump(): void {
    if (this.#is('closed') || this.#is('time-wait') || this.#is('syn-sent')) return;
    this.#sender.pump(this.#now);
    if (this.#sender.deadlineNs === undefined) this.#timer.stop();
    else this.#timer.start(this.#sender.deadlineNs);
  }

  #transmit(offset: number, length: number, fin: boolean, again: boolean): void {
    const { buffer } = this.#sender;
    const pieces = length === 0 ? NO_PIECES : buffer.cut(offset, length);
    const seq = this.#sender.seqOf(offset);
    if (again) this.#trace('retransmit', { seq, len: length });
    this.#emit(seq, ACK | (fin ? FIN : 0) | (length > 0 && offset + length === buffer.end ? PSH : 0), pieces);
  }

  #sendAck(): void {
    this.#emit(this.sndNxt, ACK, NO_PIECES);
  }

  #sendLimitedAck(): void {
    if (this.#ackLimit.allow(this.#now)) this.#sendAck();
  }

  #emit(seq: number, flags: number, pieces: readonly Piece[]): void {
    this.#ackSent = this.rcvNxt;
    sendSegment(this.#host.node, this.tuple, seq, this.#ackSent, flags, this.#windowBytes, pieces, this.#timestamps?.value(this.#now));
  }

  #drop(packet: Packet, reason: string): void {
    this.#host.node.context.drop(this.#host.node.place, packet, reason);
  }

  #trace(event: string, fields: Readonly<Record<string, string | number>>): void {
    const { context, place } = this.#host.node;
    if (context.trace.on) context.trace.emit(place, 'tcp', { event, conn: this.id, ...fields });
  }

  #is(state: TcpState): boolean {
    return this.#state === TCP.s[state];
  }

  get #now(): TimeNs {
    return this.#host.node.context.kernel.now;
  }
}
