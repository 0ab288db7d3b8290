/**
 * Purpose: the gateway of a site to web and mail: it lets staff browse and send mail, and enforces the rules of use that are deployed there.
 *
 * Rules that are only written on paper stop nobody. `url-whitelist`, `mail-screening` and `service-exclusivity` are asked when a request breaks the rule that they enforce.
 * Does not model: what lies beyond the gateway, contents, passwords at the gateway.
 * Units: octets. Determinism: event order.
 * References: TR C 4-7-1, 4-7-2 (mail), 4-8-1 (web), 4-5-3, 4-7-5, 4-8-3, 4-10-4 (no two services at a time); RFC 3552 2.3.2; threat card T28.
 */
import type { Violation } from '../facts.ts';
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { Mechanism } from '../mechanisms.ts';
import type { ServiceSpec, UsageSpec } from '../scenario.ts';
import { Watch } from '../watch.ts';
import { noteAcceptance } from './accept.ts';
import type { Peer, ServiceLogic } from './service.ts';

interface Broken {
  readonly rule: Violation['rule'];
  readonly enforcedBy: Mechanism;
}

/** Rules that a request breaks. */
function brokenRules(usage: UsageSpec, message: AppMessage, busy: boolean): readonly Broken[] {
  const target = message.target ?? '';
  const simultaneous: Broken[] = busy ? [{ rule: 'simultaneous', enforcedBy: 'service-exclusivity' }] : [];
  if (message.op === 'browse')
    return [...simultaneous, ...(usage.sites.includes(target) ? [] : [{ rule: 'site', enforcedBy: 'url-whitelist' } as const])];
  const screened = { enforcedBy: 'mail-screening' } as const;
  return [
    ...simultaneous,
    ...(usage.domains.includes(target) ? [] : [{ rule: 'mail-domain', ...screened } as const]),
    ...((message.payloadBytes ?? 0) <= usage.mailBytes ? [] : [{ rule: 'mail-size', ...screened } as const]),
  ];
}

/**
 * The logic of a web and mail gateway.
 * Units: octets. Errors: throws for a gateway without rules of use (the loader refuses it). Source: TR C 4-7, 4-8.
 */
export function gatewayService(parts: WorldParts, service: ServiceSpec): ServiceLogic {
  const { usage } = service;
  if (usage === undefined) throw new Error(`world: gateway ${service.id} has no rules of use`);
  const { context, facts } = parts;
  const watch = new Watch(parts, service.host);
  const pass = (message: AppMessage, peer: Peer, origins: readonly string[]): boolean => {
    const [place, user, origin] = [parts.ownerOf(peer.address), message.user ?? '', origins.at(-1) ?? ''];
    if (!watch.admits(user, origin)) return false;
    const broken = brokenRules(usage, message, (parts.busy.get(place) ?? 0) > 0);
    for (const { rule, enforcedBy } of broken) {
      const control = context.gate.on(enforcedBy, service.host);
      if (control === undefined) continue;
      context.stop({ control, at: service.host, reason: `rule-of-use-${rule}`, origin, detail: { user, target: message.target ?? '' } });
      return false;
    }
    noteAcceptance(parts, service, message, peer, origins);
    for (const { rule } of broken) facts.violations.push({ atNs: context.kernel.now, place, user, rule, origin });
    if (broken.length > 0) {
      watch.breach(user, origin);
      watch.review(user, origin, false);
    }
    return true;
  };
  return {
    onMessage: (message, peer, origins) => {
      const known = message.op === 'browse' || message.op === 'send-mail';
      peer.answer({ service: service.id, op: known && pass(message, peer, origins) ? 'ok' : 'refused' });
    },
  };
}
