/**
 * Purpose: what `probe ike` runs when nothing else is asked for, as words of the command line.
 *
 * Apart from the probe itself, so that showing the help loads no simulator. Units: in the words. Determinism: constants.
 * References: contract.md section 2; the names of the testbed have 25 characters.
 */
export const IKE_PROBE_DEFAULTS = {
  auth: 'psk',
  proposal: 'aes256-sha256-modp2048',
  oneWay: '25ms',
  loss: '0%',
  runs: '200',
  initiator: 'strongswan',
  responder: 'strongswan',
  failing: 'initiator',
  revocation: 'relaxed',
  idBytes: '25',
} as const;
