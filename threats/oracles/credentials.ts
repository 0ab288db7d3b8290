/**
 * Purpose: oracles for credentials: was a login by somebody accepted who used another's secret, or one that many share; how far did he get with a verifier?
 *
 * Does not model: what he does after the login. Units: none. Determinism: pure.
 * References: threat cards T02, T05, T06 "Wins when".
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';
import { loggedInAs } from './authenticity.ts';
import { withAlarms } from './detection.ts';

/**
 * Succeeded when the attacker logged in as the user; detected when an alarm told of it.
 * Units: none. Errors: none. Source: threat card T02 (a).
 */
export function enteredWith(view: WorldView, user: string): Finding {
  return withAlarms(view, loggedInAs(view, user), { records: recordsRead(view, user) });
}

/**
 * Succeeded when an account that several people can use was used by somebody who is none of them, so that the log names nobody.
 * Units: persons. Errors: none. Source: threat card T02 (b).
 */
export function enteredShared(view: WorldView, user: string): Finding {
  const persons = view.scenario.sites.flatMap((site) => site.users).find((u) => u.id === user)?.sharedBy ?? 1;
  const finding = loggedInAs(view, user);
  if (finding.outcome === 'blocked') return finding;
  const { en, ja } = finding.because;
  const because = {
    en: `${en}, an account of ${persons} persons; the log cannot say who it was`,
    ja: `${ja}。${persons} 人が共用するアカウントのため、記録から本人を特定できない`,
  };
  return withAlarms(view, { ...finding, because }, { records: recordsRead(view, user) });
}

/**
 * Succeeded with a login, degraded when he holds the user's verifier or password and no more.
 * Units: none. Errors: none. Source: threat card T05 (three stages).
 */
export function verifierTaken(view: WorldView, user: string): Finding {
  const entered = loggedInAs(view, user);
  if (entered.outcome === 'succeeded') return entered;
  const secret = `password/${user}`;
  if (view.ledger.has(secret, 'key'))
    return {
      outcome: 'degraded',
      because: {
        en: `the attacker knows the password of ${user}, but no login was accepted`,
        ja: `攻撃者は ${user} のパスワードを知ったが、ログインは受け入れられなかった`,
      },
    };
  if (view.ledger.has(secret, 'hash'))
    return {
      outcome: 'degraded',
      because: {
        en: `the attacker holds the verifier of ${user}, but not the password`,
        ja: `攻撃者は ${user} の照合値を入手したが、パスワードは得ていない`,
      },
    };
  return { outcome: 'blocked', because: { en: 'the attacker holds no verifier', ja: '攻撃者は照合値を入手していない' } };
}

/**
 * Succeeded with a login, degraded when a host believes an entry of the attacker's and no more.
 * Units: none. Errors: none. Source: threat card T05 (a rogue server answers first).
 */
export function enteredByFalseEntry(view: WorldView, user: string): Finding {
  const entered = loggedInAs(view, user);
  if (entered.outcome === 'succeeded') return entered;
  const taken = view.facts.entries.find((entry) => entry.user === user && view.isAttacker(entry.origin));
  if (taken === undefined)
    return {
      outcome: 'blocked',
      because: { en: 'no host took an entry of the attacker’s', ja: '攻撃者の作ったアカウント情報は採用されなかった' },
    };
  return {
    outcome: 'degraded',
    because: {
      en: `${taken.host} took the attacker’s entry for ${user}, but no login was accepted`,
      ja: `${taken.host} は攻撃者の作った ${user} のアカウント情報を採用したが、ログインは受け入れられなかった`,
    },
  };
}

/**
 * Succeeded when the login was reached with a tool, and by hand it would have taken longer than the attacker's patience.
 * Units: nanoseconds. Errors: none. Source: threat card T06.
 */
export function toolDecided(view: WorldView, user: string): Finding {
  const { adversary, sites } = view.scenario;
  const rank = sites.flatMap((site) => site.users).find((u) => u.id === user)?.passwordRank ?? 0;
  return toolMade(view, loggedInAs(view, user), (rank * NS_PER_S) / adversary.offlineGuessesPerS);
}

/**
 * Leaves a success standing only when the work by hand exceeds the attacker's patience; else the tool decided nothing.
 * Units: nanoseconds of work with the tool. Errors: none. Source: threat card T06 "Wins when".
 */
export function toolMade(view: WorldView, finding: Finding, withToolNs: number): Finding {
  if (finding.outcome !== 'succeeded') return finding;
  const { toolFactor = 1, patienceNs = 0 } = view.scenario.adversary;
  const byHandS = Math.ceil((withToolNs * toolFactor) / NS_PER_S);
  const { en, ja } = finding.because;
  const withToolS = Math.ceil(withToolNs / NS_PER_S);
  if (withToolNs > patienceNs)
    return {
      outcome: 'blocked',
      because: {
        en: `${en}, but even with the tool it takes ${withToolS} s, more than he would have spent`,
        ja: `${ja}。ただしツールを用いても ${withToolS} 秒を要し、攻撃者の許容を超える`,
      },
    };
  if (byHandS * NS_PER_S <= patienceNs)
    return {
      outcome: 'blocked',
      because: {
        en: `${en}, but the tool decided nothing: by hand it takes ${byHandS} s, which he would have spent`,
        ja: `${ja}。ただし手作業でも ${byHandS} 秒で済み、ツールの有無は結果に影響しない`,
      },
    };
  return {
    outcome: 'succeeded',
    because: {
      en: `${en}; by hand it would have taken ${byHandS} s, more than he would have spent`,
      ja: `${ja}。手作業では ${byHandS} 秒を要し、攻撃者の許容を超える`,
    },
  };
}

function recordsRead(view: WorldView, user: string): number {
  return view.facts.readings.filter((reading) => reading.user === user && reading.origins.some((origin) => view.isAttacker(origin))).length;
}
