/**
 * Purpose: ESP SPIs in a file that holds several runs: those of the first are the model's, those of the others are moved.
 *
 * Two runs begin with the same random streams and often give equal SPIs to unequal keys.
 * Units: none. Determinism: pure. References: RFC 4303 2.1 (1 to 255 are reserved, 0 is never sent).
 */

/** What an SPI becomes on the wire. */
export type SpiOnWire = (spi: number) => number;

const LOWEST = 256;
/** Odd and near the golden ratio of 2^32: multiples spread evenly (Knuth, TAOCP 3, 6.4). */
const STEP = 0x9e37_79b1;

/**
 * The SPI of a run in the file.
 * Units: none. Errors: none. Source: own design.
 */
export function movedSpi(spi: number, run: number): number {
  const moved = (spi + Math.imul(run, STEP)) >>> 0;
  return moved < LOWEST ? moved + LOWEST : moved;
}
