/**
 * Purpose: an onlooker's hook into a run: the transitions that state machines really make, and the packets that trace events speak of.
 *
 * It is for pictures and detail views only. A run with a probe makes the same trace as one without: nothing in the model reads it back, and nothing of it is part of the trace.
 * Does not model: anything. Units: none. Determinism: called in event order.
 * References: own design; the machines are those declared for @xstate/fsm (sim/machine.ts).
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Frame } from './ethernet.ts';
import type { Packet } from './packet.ts';

/** One transition of one machine. */
export interface MachineStep {
  /** Id of the machine's declaration. */
  readonly machine: string;
  /** Where the machine runs. */
  readonly at: string;
  /** Tells machines of one kind at one place apart. */
  readonly key: string;
  /** What it is about, for a reader: a connection, a peer. */
  readonly about: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

/** All hooks are optional; a probe that wants only packets costs nothing at the machines. */
export interface Probe {
  /** Called first: where the time is read, and how far the trace has come. */
  begin?(run: { readonly kernel: Pick<Kernel, 'now'>; readonly trace: Pick<Trace, 'events'> }): void;
  step?(step: MachineStep): void;
  /** The packet that trace event number `event` speaks of. */
  packet?(event: number, packet: Packet): void;
  /** The frame on a LAN that trace event number `event` speaks of; an IP packet in it is told by `packet` as well. */
  frame?(event: number, frame: Frame): void;
}
