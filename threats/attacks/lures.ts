/**
 * Purpose: the first step of attacks that come by mail or web: a mail to a member of staff, or a page to which a link leads her, brings an exploit to the program that opens it.
 *
 * Does not model: sites of others that were taken over, several lures, mails that name a known sender.
 * Units: nanoseconds. Determinism: the flows' own times.
 * References: threat cards T09 (steps 1-3), T20 (step 1); TR C 4-7-1, 4-8-1; RFC 3552 2.3.2.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec, Operation, Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import type { Aim } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';
import { ask } from './tactics.ts';

/** The attacker's own web site, a name outside every hospital (RFC 2606 2). */
export const HIS_SITE = 'updates.example.net';
/** A document with macros: the file that most needs active content, and is most often refused for it. */
const ATTACHMENT = 'macro-document';
/** The mail goes out so long before the user fetches it. */
const AHEAD_NS = NS_PER_S;

export interface Way {
  readonly variant: 'mail' | 'web';
  readonly operation: Operation;
  /** The program that opens what comes this way. */
  readonly program: 'mailer' | 'browser';
}

export const BY_MAIL: Way = { variant: 'mail', operation: 'fetch-mail', program: 'mailer' };
export const BY_WEB: Way = { variant: 'web', operation: 'browse', program: 'browser' };

function isFlawed(scenario: Scenario, place: string, program: string): boolean {
  return scenario.sites.some((site) =>
    site.hosts.some((host) => `${site.id}.${host.zone}.${host.id}` === place && host.flaws?.includes(program) === true),
  );
}

/** Another service that stays in use at the same workstation some time after the lure has been opened. */
function usedBeside(scenario: Scenario, { client, atNs }: FlowSpec): FlowSpec | undefined {
  const last = atNs + 2 * NS_PER_S;
  return scenario.flows.find(
    (flow) => flow.client === client && flow.operation === 'read-records' && flow.atNs <= last && flow.atNs + flow.thinkNs > last,
  );
}

/**
 * A user who goes this way with a program that has a fault, through a gateway that a stranger can reach.
 * Units: none. Errors: none. Source: threat card T09 ("needs an allowed flow and a vulnerable service").
 */
export function aimAtReader(scenario: Scenario, vantage: VantageSpec, way: Way): Aim | undefined {
  if (vantage.address === undefined) return undefined;
  const aim = aimAt(scenario, [way.operation], (flow, { usage }) => {
    const reached = usage !== undefined && (way.variant === 'web' || usage.mailPort !== undefined);
    return reached && flow.user !== undefined && flow.atNs > AHEAD_NS && isFlawed(scenario, flow.client, way.program);
  });
  if (aim === undefined) return undefined;
  const beside = usedBeside(scenario, aim.flow);
  return beside === undefined ? aim : { ...aim, also: [...aim.also, beside.id] };
}

/**
 * Sets the lure out. Nothing is known of whether it is taken before a foothold is there.
 * Units: nanoseconds. Errors: none. Source: threat cards T09 step 2, T20 step 1.
 */
export function setLure(hands: Hands, aim: Aim, { variant, program }: Way): void {
  const { flow } = aim;
  const user = flow.user ?? '';
  let taken = false;
  hands.onFoothold(() => (taken = true));
  hands.serveSite(HIS_SITE, () => (variant === 'web' && !taken ? { fault: program } : {}));
  if (variant === 'web') {
    hands.at(flow.atNs - AHEAD_NS, () => hands.note('laying-link', { user, target: HIS_SITE }));
    return hands.lure(flow.id, HIS_SITE);
  }
  const gateway = serviceOf(hands.plan.scenario, flow);
  hands.at(flow.atNs - AHEAD_NS, () => {
    hands.note('mailing-exploit', { user, exploit: program });
    const mail = { op: 'deliver-mail', user, attachment: ATTACHMENT, brings: { fault: program, by: hands.place } } as const;
    ask(hands, { ...gateway, port: gateway.usage?.mailPort ?? gateway.port }, mail, undefined, () => undefined);
  });
}
