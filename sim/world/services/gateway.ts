/**
 * Purpose: the gateway of a site to web and mail: it lets staff browse, send and fetch mail, and enforces the rules of use that are deployed there.
 *
 * Rules that are only written on paper stop nobody. `url-whitelist`, `mail-screening` and `service-exclusivity` are asked when a request breaks the rule that they enforce.
 * What comes from beyond the gateway stands in gateway-outside.ts.
 * Does not model: contents, passwords at the gateway.
 * Units: octets. Determinism: event order.
 * References: TR C 4-7-1, 4-7-2 (mail), 4-8-1 (web), 4-5-3, 4-7-5, 4-8-3, 4-10-4 (no two services at a time); RFC 3552 2.3.2; threat card T28.
 */
import type { TcpLayer } from '../../net/tcp/layer.ts';
import type { Violation } from '../facts.ts';
import type { AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { Mechanism } from '../mechanisms.ts';
import type { ServiceSpec, UsageSpec } from '../scenario.ts';
import { startService } from '../streams-over-tcp.ts';
import { Watch } from '../watch.ts';
import { noteAcceptance } from './accept.ts';
import { GatewayOutside } from './gateway-outside.ts';
import type { Peer, ServiceLogic } from './service.ts';

interface Broken {
  readonly rule: Violation['rule'];
  readonly enforcedBy: Mechanism;
}

/** Rules that a request breaks. */
function brokenRules(usage: UsageSpec, message: AppMessage, busy: boolean): readonly Broken[] {
  const target = message.target ?? '';
  const simultaneous: Broken[] = busy ? [{ rule: 'simultaneous', enforcedBy: 'service-exclusivity' }] : [];
  if (message.op === 'fetch-mail') return simultaneous;
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
 * Starts a web and mail gateway: its inner side for staff, and where mail from outside arrives, its outer side.
 * Units: octets. Errors: throws for a gateway without rules of use (the loader refuses it). Source: TR C 4-7, 4-8.
 */
export function startGateway(parts: WorldParts, service: ServiceSpec, tcp: TcpLayer): void {
  const { usage } = service;
  if (usage === undefined) throw new Error(`world: gateway ${service.id} has no rules of use`);
  const outside = new GatewayOutside(parts, service, usage, tcp);
  startService(parts, service, innerSide(parts, service, usage, outside), tcp);
  if (usage.mailPort !== undefined) startService(parts, { ...service, port: usage.mailPort, tls: 'never' }, outside.intake, tcp);
}

function innerSide(parts: WorldParts, service: ServiceSpec, usage: UsageSpec, outside: GatewayOutside): ServiceLogic {
  const { context, facts } = parts;
  const watch = new Watch(parts, service.host);
  const pass = (message: AppMessage, peer: Peer, origins: readonly string[]): boolean => {
    const [place, user, origin] = [parts.ownerOf(peer.address, service.host), message.user ?? '', origins.at(-1) ?? ''];
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
      const { op, target, user } = message;
      const known = op === 'browse' || op === 'send-mail' || op === 'fetch-mail';
      if (!known || !pass(message, peer, origins)) return peer.answer({ service: service.id, op: 'refused' });
      if (op === 'browse') return outside.fetch(target ?? '', parts.ownerOf(peer.address, service.host), peer);
      peer.answer({ service: service.id, op: 'ok', ...(op === 'fetch-mail' ? outside.collect(user ?? '') : {}) });
    },
  };
}
