/**
 * Purpose: `probe esp`: what an inner packet becomes in an ESP tunnel, and of which parts it consists.
 *
 * Does not model: see esp-size.ts. Units: octets. Determinism: no chance in it.
 * References: contract.md section 3 (`probe esp --json`); RFC 4303 2; testbed, experiment 2.
 */
import {
  ESP_HEADER_BYTES,
  ESP_SUITES,
  ESP_TRAILER_BYTES,
  espPaddingBytes,
  espPayloadBytes,
  protectedPacketBytes,
  type EspMode,
  type EspSuiteId,
} from '../../sim/vpn/esp-size.ts';

export interface EspProbe {
  readonly suite: EspSuiteId;
  readonly innerBytes: number;
  readonly udp: boolean;
  readonly mode: EspMode;
}

/** `wardlab/probe-esp@1`. */
export interface EspProbeFigures {
  readonly schema: 'wardlab/probe-esp@1';
  readonly suite: EspSuiteId;
  readonly innerBytes: number;
  readonly outerBytes: number;
  readonly overheadBytes: number;
  readonly parts: {
    readonly headerBytes: number;
    readonly ivBytes: number;
    readonly payloadBytes: number;
    readonly paddingBytes: number;
    readonly trailerBytes: number;
    readonly icvBytes: number;
  };
}

/**
 * Runs the probe.
 * Units: octets. Errors: none; the caller checks the inner size. Source: RFC 4303 2.
 */
export function probeEsp({ suite, innerBytes, udp, mode }: EspProbe): EspProbeFigures {
  const outerBytes = protectedPacketBytes(suite, innerBytes, { mode, udp });
  const { ivBytes, icvBytes } = ESP_SUITES[suite];
  const payloadBytes = espPayloadBytes(mode, innerBytes);
  const parts = {
    headerBytes: ESP_HEADER_BYTES,
    ivBytes,
    payloadBytes,
    paddingBytes: espPaddingBytes(suite, payloadBytes),
    trailerBytes: ESP_TRAILER_BYTES,
    icvBytes,
  };
  return { schema: 'wardlab/probe-esp@1', suite, innerBytes, outerBytes, overheadBytes: outerBytes - innerBytes, parts };
}
