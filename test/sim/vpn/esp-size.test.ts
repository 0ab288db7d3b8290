/**
 * Purpose: ESP sizes against the derived tables of protocol-constants P-01 and the measured table of the testbed (strongSwan's libipsec and scapy, checked with tshark).
 */
import { describe, expect, it } from 'vitest';
import {
  ESP_SUITES,
  espBytes,
  espPaddingBytes,
  largestInnerBytes,
  protectedPacketBytes,
  type EspSuiteId,
} from '../../../sim/vpn/esp-size.ts';
import { OVERHEAD, OVERHEAD_SUITES } from '../../reference/esp-overhead.ts';

/** Testbed section 2: outer total length, native / UDP. */
const MEASURED_SUITES: readonly EspSuiteId[] = ['aes-cbc_hmac-sha1-96', 'aes-cbc_hmac-sha256-128', 'aes-gcm-16'];
const MEASURED: readonly (readonly [number, readonly (readonly [number, number])[]])[] = [
  [
    40,
    [
      [104, 112],
      [108, 116],
      [96, 104],
    ],
  ],
  [
    64,
    [
      [136, 144],
      [140, 148],
      [120, 128],
    ],
  ],
  [
    128,
    [
      [200, 208],
      [204, 212],
      [184, 192],
    ],
  ],
  [
    256,
    [
      [328, 336],
      [332, 340],
      [312, 320],
    ],
  ],
  [
    512,
    [
      [584, 592],
      [588, 596],
      [568, 576],
    ],
  ],
  [
    576,
    [
      [648, 656],
      [652, 660],
      [632, 640],
    ],
  ],
  [
    1000,
    [
      [1064, 1072],
      [1068, 1076],
      [1056, 1064],
    ],
  ],
  [
    1280,
    [
      [1352, 1360],
      [1356, 1364],
      [1336, 1344],
    ],
  ],
  [
    1400,
    [
      [1464, 1472],
      [1468, 1476],
      [1456, 1464],
    ],
  ],
  [
    1500,
    [
      [1560, 1568],
      [1564, 1572],
      [1556, 1564],
    ],
  ],
];

describe('tunnel mode', () => {
  it.each(OVERHEAD)('adds what P-01 says to an inner packet of %i octets', (inner, expected) => {
    const found = OVERHEAD_SUITES.map((suite) => [
      protectedPacketBytes(suite, inner) - inner,
      protectedPacketBytes(suite, inner, { udp: true }) - inner,
    ]);
    expect(found).toEqual(expected);
  });

  it.each(MEASURED)('gives the measured outer length for an inner packet of %i octets', (inner, expected) => {
    expect(MEASURED_SUITES.map((suite) => [protectedPacketBytes(suite, inner), protectedPacketBytes(suite, inner, { udp: true })])).toEqual(
      expected,
    );
  });

  it('equals chacha20-poly1305 and aes-gcm-16, which have the same fields', () => {
    for (const inner of [40, 41, 42, 43, 576, 1400])
      expect(protectedPacketBytes('chacha20-poly1305', inner)).toBe(protectedPacketBytes('aes-gcm-16', inner));
  });
});

describe('largest inner packet without fragmentation', () => {
  it.each([
    [
      1500,
      [
        [1438, 1422],
        [1438, 1422],
        [1422, 1406],
        [1446, 1438],
      ],
    ],
    [
      1492,
      [
        [1422, 1422],
        [1422, 1422],
        [1406, 1406],
        [1438, 1430],
      ],
    ],
    [
      1454,
      [
        [1390, 1374],
        [1390, 1374],
        [1374, 1358],
        [1398, 1390],
      ],
    ],
  ] as const)('is that of P-01 for a path MTU of %i', (mtu, expected) => {
    expect(OVERHEAD_SUITES.slice(0, 4).map((suite) => [largestInnerBytes(suite, mtu), largestInnerBytes(suite, mtu, true)])).toEqual(
      expected,
    );
  });

  it('fits, and one octet more does not', () => {
    for (const suite of Object.keys(ESP_SUITES) as EspSuiteId[]) {
      for (const udp of [false, true]) {
        const inner = largestInnerBytes(suite, 1500, udp);
        expect(protectedPacketBytes(suite, inner, { udp })).toBeLessThanOrEqual(1500);
        expect(protectedPacketBytes(suite, inner + 1, { udp })).toBeGreaterThan(1500);
      }
    }
  });
});

describe('transport mode', () => {
  /** P-13: L2TP over ESP transport, AES-CBC/SHA1: 20 + 8 + 16 + 1424 + 12 = 1480 around a payload of 1420 octets. */
  it('encrypts what follows the IP header and keeps that header', () => {
    expect(protectedPacketBytes('aes-cbc_hmac-sha1-96', 1440, { mode: 'transport' })).toBe(1480);
    expect(protectedPacketBytes('aes-gcm-16', 1400, { mode: 'transport' })).toBe(20 + espBytes('aes-gcm-16', 1380));
  });
});

it('aligns every suite and never pads a whole block', () => {
  for (const suite of Object.keys(ESP_SUITES) as EspSuiteId[]) {
    const { alignBytes, ivBytes, icvBytes } = ESP_SUITES[suite];
    for (let payload = 0; payload < 64; payload++) {
      expect(espPaddingBytes(suite, payload)).toBeLessThan(alignBytes);
      expect((espBytes(suite, payload) - 8 - ivBytes - icvBytes) % alignBytes).toBe(0);
    }
  }
});
