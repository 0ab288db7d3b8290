/**
 * Purpose: what plug-ins import as `wardlab/plugin`: the types of threats, attacks and controls, the few values that they are written with, and the conformance kit.
 *
 * Does not model: anything. Units: see the exports. Determinism: see `types.ts`. References: docs/plugins.md.
 */
export { definePlugin, type Plugin, type PluginAttack, type PluginControl, type PluginThreat } from './types.ts';
export { checkPlugin, type CheckOptions, type CheckReport, type CheckResult } from './check.ts';

// What an attack is written with.
export type { Hands, Plan, RogueBox, Station } from '../../sim/world/attacker.ts';
export type { WorldView } from '../../sim/world/view.ts';
export type { Aim, AttackDefinition, Finding, Loss } from '../../threats/types.ts';
export type { Outcome } from '../../threats/coverage/types.ts';
export { aimAt, labelOf, passes, serviceOf } from '../../threats/attacks/aims.ts';
export { heldPlain } from '../../threats/oracles/confidentiality.ts';
export { deniedService } from '../../threats/oracles/availability.ts';

// What a control is written with.
export type { ControlBehaviour, Hook, Post, Way, WouldDo } from '../../sim/world/plugin-control.ts';
export { PASS, TAKEN, type Verdict } from '../../sim/net/rules.ts';

// Packets, messages, addresses, time.
export { packetBytes, protectionOf, segmentLength, TCP_FLAG, type Content, type Packet, type PacketBody } from '../../sim/net/packet.ts';
export { formatIpv4, inPrefix, parseIpv4, parsePrefix, type Ipv4, type Prefix } from '../../sim/net/address.ts';
export { appContent, asMessage, type AppMessage, type Document } from '../../sim/world/messages.ts';
export { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
export type { Bilingual, FlowSpec, Scenario, ServiceSpec, VantageKind, VantageSpec } from '../../sim/world/scenario.ts';
