/**
 * Purpose: what scripts import as `wardlab/probe`: each protocol model by itself, as a function of plain values.
 *
 * Does not model: anything. Units: in the names of the fields. Determinism: the same values give the same figures.
 * References: docs/probes.md; contract.md sections 2 and 3.
 */
export { ikeProbe, probeIke, type IkeProbe, type IkeProbeChanges, type IkeProbeFigures, type ProbeMessage } from './ike.ts';
export { IKE_FAILURES, type IkeFailure, type IkeFailureFigures, type IkeFailureKind } from './ike-failures.ts';
export { IKE_PRODUCTS, type IkeProduct } from './ike-products.ts';
export { IkeLab, type IkeBench, type ProbeAuth, type ProbeRole, type SeenMessage } from './ike-lab.ts';
export { probeEsp, type EspProbe, type EspProbeFigures } from './esp.ts';
export { probeSynFlood, type SynFloodFigures, type SynFloodSpec } from './syn-flood.ts';
export { probeArp, type ArpFigures, type ArpSpec } from './arp.ts';
export { probeTcp, type TcpFigures, type TcpSpec } from './tcp.ts';
export { ESP_SUITE_IDS, type EspSuiteId } from '../../sim/vpn/esp-size.ts';
export { DH_GROUPS, IKE_SUITES, type DhGroup, type IkeProposal, type IkeSuiteId } from '../../sim/vpn/ike-suites.ts';
export { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
