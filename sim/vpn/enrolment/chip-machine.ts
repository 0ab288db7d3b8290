/**
 * Purpose: the life of a PKI chip as a state machine: what was loaded into it, in which order, and that a chip which was opened is dead.
 *
 * Does not model: the contents (chip.ts). Units: none. Determinism: a table.
 * References: TR A.3 Table A.1 (initial registration, tamper resistance), D.5, D.8 (first tier before second).
 */
import { compileMachine, type MachineConfig } from '../../machine.ts';

export type ChipState = 'blank' | 'initialised' | 'first-tier' | 'second-tier' | 'zeroised';
export type ChipEvent = 'INITIALISE' | 'LOAD_DEVICE' | 'LOAD_SERVICE' | 'REMOVE_SERVICE' | 'TAMPER';
export type ChipAction = 'zeroise';

export const CHIP_EVENTS: readonly ChipEvent[] = ['INITIALISE', 'LOAD_DEVICE', 'LOAD_SERVICE', 'REMOVE_SERVICE', 'TAMPER'];

const TAMPER = 'zeroised';

export const CHIP_CONFIG = {
  id: 'pki-chip',
  initial: 'blank',
  states: {
    blank: { on: { INITIALISE: 'initialised', TAMPER } },
    initialised: { on: { LOAD_DEVICE: 'first-tier', TAMPER } },
    'first-tier': { on: { LOAD_SERVICE: 'second-tier', TAMPER } },
    'second-tier': { on: { LOAD_SERVICE: 'second-tier', REMOVE_SERVICE: 'first-tier', TAMPER } },
    zeroised: { entry: ['zeroise'] },
  },
} as const satisfies MachineConfig<ChipState, ChipEvent, ChipAction>;

export const CHIP_MACHINE = compileMachine<ChipState, ChipEvent, ChipAction>(CHIP_CONFIG, CHIP_EVENTS);
