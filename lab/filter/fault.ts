/**
 * Purpose: how the parts of the filter report that a text cannot be understood; `parseFilter` turns it into data.
 *
 * Units: offsets in UTF-16 units.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { FilterFault } from './types.ts';

/**
 * A text that is no filter. It never leaves this folder.
 * Units: offsets. Errors: none. Source: own design.
 */
export class Fault extends Error {
  readonly fault: FilterFault;

  constructor(details: FilterFault) {
    super(details.message.en);
    this.fault = details;
  }
}

/**
 * A fault at a stretch of the text.
 * Units: offsets. Errors: none. Source: own design.
 */
export function fault(from: number, to: number, message: Bilingual): Fault {
  return new Fault({ from, to, message });
}
