/**
 * Purpose: T28 inappropriate usage: a member of staff, with every right to be there, uses web and mail against the rules of their use.
 *
 * Four rules: web sites that work needs; mail of the hospital's domain; size of mails; no web while a service of the relay kind is in use. Mostly without malice, so at each
 * occasion she may think better of it.
 * Programs that the rules do not permit stand in t28-programs.ts.
 * Does not model: the harm that follows (T11, T20).
 * Units: nanoseconds, octets. Determinism: fixed times.
 * References: TR A.5.1 #28, C 4-5-3, 4-7-1, 4-7-2, 4-8-1, 4-8-3, 6-1-2; RFC 3552 2.3.2; threat card T28.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Violation } from '../../sim/world/facts.ts';
import { appContent, type AppMessage } from '../../sim/world/messages.ts';
import type { Operation, Scenario, UsageSpec } from '../../sim/world/scenario.ts';
import { ruleBroken } from '../oracles/rights.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';

const BEGIN_NS = 8 * NS_PER_S;
/** Octets of a private upload or mail (own choice: a photograph reduced for mailing). */
const PRIVATE_BYTES = 20_000;
/** Names outside every hospital (RFC 2606 2). */
const PRIVATE_SITE = 'web-storage.example.com';
const PRIVATE_DOMAIN = 'example.com';

/** One way to break a rule. */
interface Misuse {
  readonly rule: Violation['rule'];
  readonly operation: Operation & AppMessage['op'];
  readonly occasions: number;
  request(usage: UsageSpec): { readonly target: string; readonly payloadBytes: number };
}

function misuse(hands: Hands, aim: Aim, way: Misuse): void {
  const { insider } = hands;
  if (insider === undefined) throw new Error(`T28: ${hands.vantage.id} names no user`);
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const { usage } = service;
  if (usage === undefined) throw new Error(`T28: ${service.id} has no rules of use`);
  const stream = insider.open(service, { onOpen: () => undefined, onMessage: () => undefined, onClose: () => undefined });
  for (let occasion = 0; occasion < way.occasions; occasion++) {
    hands.after((occasion + 1) * NS_PER_S, () => {
      if (!insider.givesWay()) return;
      hands.note('against-rule-of-use', { rule: way.rule, user: insider.user.id });
      stream.send(appContent({ service: service.id, op: way.operation, user: insider.user.id, ...way.request(usage) }));
    });
  }
}

/** A flow of the user with the operation; for simultaneous use, also one that keeps another service open. */
function aimAtGateway(scenario: Scenario, user: string | undefined, way: Misuse): Aim | undefined {
  const aim = aimAt(scenario, [way.operation], (flow, service) => user !== undefined && flow.user === user && service.usage !== undefined);
  if (aim === undefined) return undefined;
  if (way.rule !== 'simultaneous') return { ...aim, flowIdle: true };
  const open = scenario.flows.find(
    (flow) => flow.user === user && flow.operation === 'read-records' && flow.atNs < BEGIN_NS && flow.atNs + flow.thinkNs > BEGIN_NS,
  );
  return open === undefined ? undefined : { ...aim, also: [open.id], flowIdle: true };
}

function against(variant: string, name: AttackDefinition['name'], way: Misuse): AttackDefinition {
  return {
    threat: 'T28',
    variant,
    name,
    vantages: ['in-hsz', 'in-sz'],
    aim: (scenario, vantage) => aimAtGateway(scenario, vantage.user, way),
    act: (hands, aim) => hands.at(BEGIN_NS, () => misuse(hands, aim, way)),
    judge: (view) => ruleBroken(view, [way.rule], way.occasions),
  };
}

export const useWebPrivately = against(
  'web',
  { en: 'Private web storage from a ward PC', ja: '病棟端末からの私的な Web ストレージ利用' },
  {
    rule: 'site',
    operation: 'browse',
    occasions: 20,
    request: () => ({ target: PRIVATE_SITE, payloadBytes: PRIVATE_BYTES }),
  },
);

export const useMailPrivately = against(
  'mail',
  { en: 'Private mail through the hospital', ja: '院内メールの私的利用' },
  {
    rule: 'mail-domain',
    operation: 'send-mail',
    occasions: 20,
    request: () => ({ target: PRIVATE_DOMAIN, payloadBytes: PRIVATE_BYTES }),
  },
);

export const sendOversized = against(
  'oversized',
  { en: 'Oversized mail', ja: '過大な電子メールの送信' },
  {
    rule: 'mail-size',
    operation: 'send-mail',
    occasions: 3,
    request: (usage) => ({ target: usage.domains[0] ?? PRIVATE_DOMAIN, payloadBytes: usage.mailBytes + 1 }),
  },
);

export const useSimultaneously = against(
  'simultaneous',
  { en: 'Web while a clinical service is in use', ja: '診療サービス利用中の Web 同時利用' },
  {
    rule: 'simultaneous',
    operation: 'browse',
    occasions: 20,
    request: (usage) => ({ target: usage.sites[0] ?? PRIVATE_SITE, payloadBytes: PRIVATE_BYTES }),
  },
);
