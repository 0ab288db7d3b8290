/**
 * Purpose: oracles for attacks on protocols: a connection ended or claimed by a forged segment, a command taken for somebody else's, a router that believes in a false neighbour.
 *
 * Does not model: anything. Units: none. Determinism: pure.
 * References: threat cards T08, T15, T17 "Wins when".
 */
import type { Acceptance } from '../../sim/world/facts.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

/**
 * Succeeded when a listener holds state in the name of somebody who did not ask for it.
 * Units: none. Errors: none. Source: threat card T15 (b).
 */
export function falseHalfOpen(view: WorldView): Finding {
  const entry = view.facts.halfOpens.find((h) => view.isAttacker(h.origin) && !view.isAttacker(h.claimed));
  if (entry !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${entry.host} holds a half-open connection in the name of ${entry.claimed}, who did not ask for it`,
        ja: `${entry.host} に、要求していない ${entry.claimed} 名義の半開接続が残った`,
      },
    };
  return { outcome: 'blocked', because: { en: 'no listener took the forged SYN', ja: '偽の SYN を受け付けた待受けはなかった' } };
}

/**
 * Succeeded when a service took an order of the attacker for one of a host that it trusts.
 * Units: none. Errors: none. Source: threat card T17: accept(B, m) with m.claimed = T and m.origin his, while he saw nothing of B's answers.
 */
export function orderedInTrustedName(view: WorldView): Finding {
  const taken = view.facts.acceptances.find(
    (a) => a.op === 'order' && a.origins.some((origin) => view.isAttacker(origin)) && !view.isAttacker(a.sourceOwner),
  );
  if (taken !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${taken.host} carried out the attacker’s order as one of ${taken.sourceOwner}`,
        ja: `${taken.host} が攻撃者の依頼を ${taken.sourceOwner} のものとして処理した`,
      },
    };
  return { outcome: 'blocked', because: { en: 'no order of the attacker was carried out', ja: '攻撃者の依頼は処理されなかった' } };
}

/**
 * Succeeded when a service with accounts served a user who has none.
 * Units: none. Errors: none. Source: threat card T19 (b): the host is authenticated, its user is not authorised.
 */
export function servedWrongUser(view: WorldView): Finding {
  const services = new Map(view.scenario.services.filter((service) => service.accounts.length > 0).map((service) => [service.id, service]));
  const wrong = (a: Acceptance): boolean =>
    services.get(a.service)?.host === a.host && services.get(a.service)?.accounts.includes(a.claimedUser) === false;
  const served = view.facts.acceptances.find(wrong);
  if (served !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${served.host} served ${served.claimedUser}, who has no account there`,
        ja: `${served.host} が、アカウントのない ${served.claimedUser} に応じた`,
      },
    };
  return { outcome: 'blocked', because: { en: 'nobody without an account was served', ja: 'アカウントのない利用者への応答はなかった' } };
}

/** Tunnels that one source may raise in a minute without being needed (own choice: a mistyped address is no attack). */
const RAISED_QUOTA = 2;

/**
 * Succeeded when the attacker's packets raised more tunnels than a mistake would; `loss` counts them.
 * Units: records (tunnels). Errors: none. Source: threat card T23 (b): tunnels_up caused by A above a quota.
 */
export function raisedBeyondQuota(view: WorldView): Finding {
  const records = view.facts.raised.filter(({ origin }) => view.isAttacker(origin)).length;
  const because = {
    en: `${records} tunnels were raised by packets that nobody needs`,
    ja: `無用なパケットにより ${records} 本のトンネルが起動された`,
  };
  return records > RAISED_QUOTA ? { outcome: 'succeeded', because, loss: { records } } : { outcome: 'blocked', because };
}
