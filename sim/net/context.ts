/**
 * Purpose: what every part of the running network shares: clock, trace, random streams, the control gate, and the two ways in which a packet ends early.
 *
 * `drop` is an ordinary loss with a reason (no route, queue full). `stop` is a loss or refusal that a deployed control caused: it names the control, and is the only
 * place from which "stopped by" in a report can come.
 * Does not model: which controls exist; the gate is handed in.
 * Units: nanoseconds. Determinism: uids count up in event order.
 * References: design idea 4 (recorded consultation); TR A.1 c (evidence needs who, when, where).
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Streams } from '../kernel/streams.ts';
import type { Trace, TraceFields } from '../kernel/trace.ts';
import type { Mechanism, PluginMechanism } from './mechanisms.ts';
import type { Packet } from './packet.ts';
import { describePacket } from './packet.ts';
import type { Probe } from './probe.ts';
import type { WireTap } from './tap.ts';

/** Asked at the moment at which the answer changes what happens next; every question is recorded. */
export interface ControlGate {
  /** The id of the control that switches this mechanism on at this place, or undefined when none is deployed or all are off. */
  on(mechanism: Mechanism | PluginMechanism, place: string): string | undefined;
}

/** Why something was refused, in the words of the field; the evidence catalogue has a sentence for each. */
export interface StopRecord {
  readonly control: string;
  readonly at: string;
  readonly reason: string;
  /** Who really caused what was stopped; ground truth for the report, never read by the model. */
  readonly origin: string;
  readonly detail?: TraceFields;
}

/** Called with what really happened, for the world's facts; nothing in the model reads it back. */
export interface GroundTruth {
  /** A listener made a half-open entry for this SYN (T15). */
  halfOpen?(at: string, packet: Packet): void;
  /** A tunnel is being raised for this packet (T23). */
  raised?(at: string, packet: Packet): void;
  /** Whoever watches for conflicts was told that two stations contend for an address (T13). */
  addressConflict?(at: string, address: number, origin: string): void;
  /** A router took this packet as coming from a neighbour on its own link (T07, T08). */
  neighbour?(at: string, packet: Packet, claimed: number, onLink: boolean): void;
}

/**
 * The shared context of one run.
 * Units: nanoseconds. Errors: none. Source: design idea 4; TR A.1 c.
 */
export class NetContext {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly streams: Streams;
  readonly gate: ControlGate;
  readonly ground: GroundTruth = {};
  /** Hears what is on the wires, while the trace is on; absent: nobody does. */
  tap: WireTap | undefined;
  readonly probe: Probe | undefined;
  #uid = 0;

  constructor(parts: {
    readonly kernel: Kernel;
    readonly trace: Trace;
    readonly streams: Streams;
    readonly gate: ControlGate;
    readonly probe?: Probe | undefined;
  }) {
    this.kernel = parts.kernel;
    this.trace = parts.trace;
    this.streams = parts.streams;
    this.gate = parts.gate;
    this.probe = parts.probe;
    this.probe?.begin?.(this);
  }

  nextUid(): number {
    return ++this.#uid;
  }

  /** An ordinary loss. */
  drop(at: string, packet: Packet, reason: string): void {
    if (!this.trace.on) return;
    const event = this.trace.emit(at, 'drop', { ...describePacket(packet), reason });
    this.probe?.packet?.(event, packet);
  }

  /** A refusal that a control caused. */
  stop(record: StopRecord): void {
    if (this.trace.on) this.#refused(record);
  }

  /** A packet that a control refused. */
  stopPacket(at: string, packet: Packet, reason: string, control: string): void {
    if (!this.trace.on) return;
    const event = this.#refused({ control, at, reason, origin: packet.origin, detail: describePacket(packet) });
    this.probe?.packet?.(event, packet);
  }

  #refused({ at, control, reason, origin, detail }: StopRecord): number {
    return this.trace.emit(at, 'stop', { ...detail, control, reason, origin });
  }
}
