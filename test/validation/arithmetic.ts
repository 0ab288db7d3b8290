/**
 * Purpose: rows of protocol arithmetic: sizes that follow from the standards by hand, without any measurement.
 */
import { PacketCoder } from '../../lab/capture/packet-bytes.ts';
import { packetBytes } from '../../sim/net/packet.ts';
import { protectedPacketBytes } from '../../sim/vpn/esp-size.ts';
import type { IkePayload } from '../../sim/vpn/ike-payloads.ts';
import { PLAIN_PROFILE } from '../../sim/vpn/ike-profile.ts';
import { clearMessageBytes } from '../../sim/vpn/ike-sizes.ts';
import type { IkeProposal } from '../../sim/vpn/ike-suites.ts';
import { everySuite } from '../analyser/runs.ts';
import { OVERHEAD, OVERHEAD_SUITES } from '../reference/esp-overhead.ts';
import { cases, exact, type Row, type Section } from './row.ts';

function firstMessage(proposal: IkeProposal): number {
  const group = proposal.groups[0] ?? 'modp2048';
  const payloads: readonly IkePayload[] = [
    { type: 'SA', protocol: 'IKE', proposals: [proposal] },
    { type: 'KE', group, publicValue: '' },
    { type: 'Nonce', nonce: '' },
    ...PLAIN_PROFILE.initRequest.map((notify): IkePayload => ({ type: 'N', notify })),
  ];
  return clearMessageBytes(payloads, proposal.suite);
}

const overheads: readonly Row[] = OVERHEAD_SUITES.map((suite, column) =>
  exact(
    `ESP tunnel, ${suite}: octets added to ${OVERHEAD.map(([inner]) => inner).join(', ')} (without / with UDP)`,
    OVERHEAD.map(([, row]) => row[column]?.join('/')).join(', '),
    () => OVERHEAD.map(([inner]) => [false, true].map((udp) => protectedPacketBytes(suite, inner, { udp }) - inner).join('/')).join(', '),
  ),
);

const suites = everySuite();

export const ARITHMETIC: Section = {
  title: 'Protocol arithmetic',
  about:
    'Lengths derived by hand from RFC 4303, RFC 3602, RFC 4106, RFC 4868, RFC 2451 and RFC 7296 3, and real octets beside them: `lab/capture` encodes every packet and refuses one that is not as long as the model says. Exact. Tests: `test/sim/vpn/esp-size.test.ts`, `test/sim/vpn/ike-sizes.test.ts`, `test/lab/capture`, `test/analyser`.',
  rows: [
    ...overheads,
    exact('IKE_SA_INIT, AES-CBC, MODP 2048, NAT detection alone: octets', '432', () =>
      String(firstMessage({ suite: 'aes256-sha256', groups: ['modp2048'] })),
    ),
    exact('IKE_SA_INIT, AES-GCM, P-256, NAT detection alone: octets', '232', () =>
      String(firstMessage({ suite: 'aes128gcm16-prfsha256', groups: ['ecp256'] })),
    ),
    cases('ESP of every suite in both modes, really encrypted: length', suites.wire.items, ({ item }) => {
      const coder = new PacketCoder(suites.seed, suites.wire.suites);
      return item.kind === 'packet' && coder.packet(item.packet).length === packetBytes(item.packet);
    }),
  ],
};
