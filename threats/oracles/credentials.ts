/**
 * Purpose: oracles for credentials: was a login by somebody accepted who used another's secret, or one that many share; how far did he get with a verifier?
 *
 * Does not model: what he does after the login. Units: none. Determinism: pure.
 * References: threat cards T02, T05, T06 "Wins when".
 */
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
  const because = { en: `${en}, an account of ${persons} persons; the log cannot say who it was`, ja: `${ja}。${persons} 人が共用するアカウントのため、記録から本人を特定できない` };
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
  if (view.ledger.has(secret, 'key')) return { outcome: 'degraded', because: { en: `the attacker knows the password of ${user}, but no login was accepted`, ja: `攻撃者は ${user} のパスワードを知ったが、ログインは受け入れられなかった` } };
  if (view.ledger.has(secret, 'hash')) return { outcome: 'degraded', because: { en: `the attacker holds the verifier of ${user}, but not the password`, ja: `攻撃者は ${user} の照合値を入手したが、パスワードは得ていない` } };
  return { outcome: 'blocked', because: { en: 'the attacker holds no verifier', ja: '攻撃者は照合値を入手していない' } };
}

/**
 * Succeeded when the login was reached with a tool within the attacker's patience, and by hand it would not have been.
 * Units: nanoseconds. Errors: none. Source: threat card T06.
 */
export function toolDecided(view: WorldView, user: string): Finding {
  const entered = loggedInAs(view, user);
  if (entered.outcome !== 'succeeded') return entered;
  const { adversary, sites } = view.scenario;
  const rank = sites.flatMap((site) => site.users).find((u) => u.id === user)?.passwordRank ?? 0;
  const perS = adversary.offlineGuessesPerS / (adversary.toolFactor ?? 1);
  const byHandS = Math.ceil(rank / perS);
  const { en, ja } = entered.because;
  if (byHandS * 1e9 <= (adversary.patienceNs ?? 0)) return { outcome: 'blocked', because: { en: `${en}, but by hand (${byHandS} s) he would have come as far: the tool decided nothing`, ja: `${ja}。ただし手作業（${byHandS} 秒）でも同じ結果となるため、ツールの有無は影響しない` } };
  return { outcome: 'succeeded', because: { en: `${en}; with a ready tool at once, by hand after ${byHandS} s of work, more than he would have spent`, ja: `${ja}。ツールでは即座に、手作業では ${byHandS} 秒を要し攻撃者の許容を超える` } };
}

function recordsRead(view: WorldView, user: string): number {
  return view.facts.readings.filter((reading) => reading.user === user && reading.origins.some((origin) => view.isAttacker(origin))).length;
}
