/**
 * Purpose: the key exchanges of IKE with real numbers: private halves from the secrets of the run, public values, shared secrets.
 *
 * Does not model: checks of a public value; both sides are ours. Private exponents have 256 bits, enough for groups up to 4096 bits.
 * Units: octets. Determinism: pure. References: RFC 3526 3 to 5 (MODP 2048, 3072, 4096), RFC 5903 7 (curves), RFC 8031 3; RFC 7919 5.2 (length of exponents).
 */
import { x25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { DH_GROUPS, type DhGroup } from '../../sim/vpn/ike-suites.ts';
import type { Bytes } from './bytes.ts';
import type { Secrets } from './secrets.ts';

/** Transform ids of the groups (RFC 7296 3.3.2 and the registry). */
export const DH_NUMBERS: Readonly<Record<DhGroup, number>> = {
  modp2048: 14,
  modp3072: 15,
  modp4096: 16,
  ecp256: 19,
  ecp384: 20,
  ecp521: 21,
  curve25519: 31,
};

/** What RFC 3526 adds to the octets of pi: p = 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) pi) + c). */
const MODP: Readonly<Record<'modp2048' | 'modp3072' | 'modp4096', { readonly bits: number; readonly c: bigint }>> = {
  modp2048: { bits: 2048, c: 124_476n },
  modp3072: { bits: 3072, c: 1_690_314n },
  modp4096: { bits: 4096, c: 240_904n },
};
const CURVES = { ecp256: p256, ecp384: p384, ecp521: p521 } as const;
const EXPONENT_BYTES = 32;
/** A field element's share of a curve's uncompressed point, without the octet in front. */
const WINDOW_BITS = 4n;

const primes = new Map<string, bigint>();
const tables = new Map<string, readonly (readonly bigint[])[]>();

/**
 * The public value of a private half.
 * Units: octets. Errors: none. Source: RFC 7296 3.4; RFC 5903 7 (x and y); RFC 8031 3.
 */
export function publicValue(group: DhGroup, half: string, secrets: Secrets): Bytes {
  if (isModp(group)) return fixedLength(powerOfTwo(group, exponent(half, secrets)), DH_GROUPS[group]);
  if (group === 'curve25519') return x25519.getPublicKey(secrets.bytes(half, 32));
  return CURVES[group].getPublicKey(scalar(group, half, secrets), false).subarray(1);
}

/**
 * What the two halves share.
 * Units: octets. Errors: none. Source: RFC 7296 2.14; RFC 5903 7 (x alone).
 */
export function sharedSecret(group: DhGroup, ownHalf: string, otherHalf: string, secrets: Secrets): Bytes {
  const theirs = publicValue(group, otherHalf, secrets);
  if (isModp(group)) {
    const base = BigInt(`0x${bytesToHex(theirs)}`);
    return fixedLength(power(base, exponent(ownHalf, secrets), primeOf(group)), DH_GROUPS[group]);
  }
  if (group === 'curve25519') return x25519.getSharedSecret(secrets.bytes(ownHalf, 32), theirs);
  const point = Uint8Array.of(4, ...theirs);
  const shared = CURVES[group].getSharedSecret(scalar(group, ownHalf, secrets), point, false);
  return shared.subarray(1, 1 + DH_GROUPS[group] / 2);
}

function isModp(group: DhGroup): group is keyof typeof MODP {
  return group in MODP;
}

function exponent(half: string, secrets: Secrets): bigint {
  return BigInt(`0x${bytesToHex(secrets.bytes(half, EXPONENT_BYTES))}`);
}

/** A scalar below the order of the curve: more octets than the order has, reduced (FIPS 186-5 A.2.1). */
function scalar(group: keyof typeof CURVES, half: string, secrets: Secrets): Bytes {
  return CURVES[group].utils.randomSecretKey(secrets.bytes(half, CURVES[group].lengths.seed ?? 0));
}

function fixedLength(value: bigint, length: number): Bytes {
  return hexToBytes(value.toString(16).padStart(2 * length, '0'));
}

function primeOf(group: keyof typeof MODP): bigint {
  const known = primes.get(group);
  if (known !== undefined) return known;
  const { bits, c } = MODP[group];
  const n = BigInt(bits);
  const prime = 2n ** n - 2n ** (n - 64n) - 1n + 2n ** 64n * (piTimesPowerOfTwo(n - 130n) + c);
  primes.set(group, prime);
  return prime;
}

/** floor(2^bits pi), by Machin's formula with digits to spare. */
function piTimesPowerOfTwo(bits: bigint): bigint {
  const spare = 64n;
  const one = 1n << (bits + spare);
  const arctanOfInverse = (x: bigint): bigint => {
    let term = one / x;
    let sum = term;
    for (let k = 3n, sign = -1n; term > 0n; k += 2n, sign = -sign) {
      term /= x * x;
      sum += (sign * term) / k;
    }
    return sum;
  };
  return (4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n))) >> spare;
}

function power(base: bigint, exponentValue: bigint, modulus: bigint): bigint {
  const small = [1n];
  for (let digit = 1; digit < 16; digit++) small.push(((small[digit - 1] ?? 1n) * base) % modulus);
  let result = 1n;
  for (let at = BigInt(EXPONENT_BYTES * 8) - WINDOW_BITS; at >= 0n; at -= WINDOW_BITS) {
    for (let square = 0n; square < WINDOW_BITS; square++) result = (result * result) % modulus;
    result = (result * (small[Number((exponentValue >> at) & 15n)] ?? 1n)) % modulus;
  }
  return result;
}

/** 2 to a power, from a table of the generator's powers: floods show thousands of public values. */
function powerOfTwo(group: keyof typeof MODP, exponentValue: bigint): bigint {
  const modulus = primeOf(group);
  const rows = tables.get(group) ?? tableOf(modulus);
  tables.set(group, rows);
  let result = 1n;
  for (const [row, powers] of rows.entries())
    result = (result * (powers[Number((exponentValue >> (BigInt(row) * WINDOW_BITS)) & 15n)] ?? 1n)) % modulus;
  return result;
}

function tableOf(modulus: bigint): readonly (readonly bigint[])[] {
  const rows: bigint[][] = [];
  let base = 2n;
  for (let row = 0; row < (EXPONENT_BYTES * 8) / Number(WINDOW_BITS); row++) {
    const powers = [1n];
    for (let digit = 1; digit < 16; digit++) powers.push(((powers[digit - 1] ?? 1n) * base) % modulus);
    rows.push(powers);
    base = ((powers[15] ?? 1n) * base) % modulus;
  }
  return rows;
}
