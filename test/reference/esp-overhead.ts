/**
 * Purpose: what ESP adds to a packet, derived by hand from the layouts of RFC 4303 2, RFC 3602, RFC 4106, RFC 2451 and RFC 4868 (protocol-constants P-01).
 */
import type { EspSuiteId } from '../../sim/vpn/esp-size.ts';

export const OVERHEAD_SUITES: readonly EspSuiteId[] = [
  'aes-cbc_hmac-sha1-96',
  'aes-cbc_hmac-sha256-128',
  'aes-cbc_hmac-sha512-256',
  'aes-gcm-16',
  '3des-cbc_hmac-sha1-96',
  'null_hmac-sha1-96',
];

/** P-01: overhead without / with UDP encapsulation. */
export const OVERHEAD: readonly (readonly [number, readonly (readonly [number, number])[]])[] = [
  [
    40,
    [
      [64, 72],
      [68, 76],
      [84, 92],
      [56, 64],
      [56, 64],
      [44, 52],
    ],
  ],
  [
    60,
    [
      [60, 68],
      [64, 72],
      [80, 88],
      [56, 64],
      [52, 60],
      [44, 52],
    ],
  ],
  [
    200,
    [
      [64, 72],
      [68, 76],
      [84, 92],
      [56, 64],
      [56, 64],
      [44, 52],
    ],
  ],
  [
    576,
    [
      [72, 80],
      [76, 84],
      [92, 100],
      [56, 64],
      [56, 64],
      [44, 52],
    ],
  ],
  [
    1400,
    [
      [64, 72],
      [68, 76],
      [84, 92],
      [56, 64],
      [56, 64],
      [44, 52],
    ],
  ],
];
