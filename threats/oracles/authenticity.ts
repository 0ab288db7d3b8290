/**
 * Purpose: oracles for authenticity: was something accepted in the name of somebody who did not send it?
 *
 * Does not model: anything. Units: none. Determinism: pure.
 * References: threat cards T03, T12, T13, T29 "Wins when": accept(r, m) with m.claimed ≠ m.origin.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { FlowSpec } from '../../sim/world/scenario.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';
import { withAlarms } from './detection.ts';

const byAttacker = (view: WorldView, origins: readonly string[]): boolean => origins.some((origin) => view.isAttacker(origin));

/**
 * Succeeded when a login in this user's name by the attacker was accepted; degraded when his tries only shut the user out of his own account.
 * Units: none. Errors: none. Source: threat card T03 (and its note on lockout turned against users).
 */
export function loggedInAs(view: WorldView, user: string): Finding {
  const login = view.facts.acceptances.find((a) => a.op === 'login' && a.claimedUser === user && byAttacker(view, a.origins));
  if (login !== undefined)
    return {
      outcome: 'succeeded',
      because: { en: `${login.host} accepted the attacker as ${user}`, ja: `${login.host} が攻撃者を ${user} として受け入れた` },
    };
  const shutOut = view.facts.sessions.find((session) => session.user === user && session.end === 'refused');
  if (shutOut !== undefined)
    return {
      outcome: 'degraded',
      because: {
        en: `no login as ${user} by the attacker was accepted, but ${user} was refused at the service ${shutOut.service} too`,
        ja: `攻撃者による ${user} としてのログインは受け入れられなかったが、${user} 本人もサービス ${shutOut.service} で拒否された`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: `no login as ${user} by the attacker was accepted`, ja: `攻撃者による ${user} としてのログインは受け入れられなかった` },
  };
}

/**
 * Succeeded when a command of the attacker took effect in a session that the real user had opened; degraded when the session only broke through him.
 * Units: none. Errors: none. Source: threat card T12 (and its note on TLS and ESP: a broken session is `degraded`).
 */
export function hijacked(view: WorldView, flow: string): Finding {
  const genuine = new Set(view.facts.acceptances.filter((a) => a.op === 'login' && !byAttacker(view, a.origins)).map((a) => a.session));
  const effect = view.facts.effects.find((e) => byAttacker(view, e.origins) && genuine.has(e.session));
  if (effect !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `the attacker’s command ${effect.txn} took effect in the session of ${effect.user}`,
        ja: `攻撃者の命令 ${effect.txn} が ${effect.user} のセッションで実行された`,
      },
    };
  const broken = view.facts.sessions.find((s) => s.flow === flow && (s.end === 'broken' || s.end === 'reset' || s.end === 'timeout'));
  if (broken !== undefined)
    return {
      outcome: 'degraded',
      because: {
        en: `no command took effect, but the session ${broken.id} broke`,
        ja: `命令は実行されなかったが、セッション ${broken.id} が切断された`,
      },
    };
  return { outcome: 'blocked', because: { en: 'no command of the attacker took effect', ja: '攻撃者の命令は実行されなかった' } };
}

/**
 * Succeeded when somebody's readable packets went through the attacker's station; degraded when only sealed ones did; detected when an alarm told of it. The loss is the time for
 * which he was in the path, from the first packet that went through him to the last.
 * Units: seconds. Errors: none. Source: threat card T13 (for sealed content only denial remains; time in path).
 */
export function divertedTraffic(view: WorldView): Finding {
  const { passages } = view.facts;
  const [first, last] = [passages[0], passages.at(-1)];
  if (first === undefined || last === undefined)
    return { outcome: 'blocked', because: { en: 'no packet was diverted', ja: 'パケットは迂回されなかった' } };
  const loss = { seconds: (last.atNs - first.atNs) / NS_PER_S };
  const readable = passages.find((p) => p.readable);
  if (readable === undefined)
    return withAlarms(
      view,
      {
        outcome: 'degraded',
        because: {
          en: `packets of ${first.victim} were diverted, but only sealed ones`,
          ja: `${first.victim} のパケットが迂回されたが、保護されたもののみ`,
        },
      },
      loss,
    );
  const because = {
    en: `readable packets of ${readable.victim} went through the attacker’s station`,
    ja: `${readable.victim} の読めるパケットが攻撃者の端末を経由した`,
  };
  return withAlarms(view, { outcome: 'succeeded', because }, loss);
}

/**
 * Succeeded when a message was accepted as coming from a station that did not send it.
 * Units: none. Errors: none. Source: threat card T13 (IP): m.src not an address of m.origin.
 */
export function forgedSource(view: WorldView): Finding {
  const forged = view.facts.acceptances.find((a) => byAttacker(view, a.origins) && !view.isAttacker(a.sourceOwner));
  if (forged !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${forged.host} took the attacker’s message as coming from ${forged.sourceOwner}`,
        ja: `${forged.host} が攻撃者のメッセージを ${forged.sourceOwner} からのものとして受け入れた`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: 'no message with a forged source was accepted', ja: '送信元を偽ったメッセージは受け入れられなかった' },
  };
}

/**
 * Succeeded when a service served the attacker in the name of another site.
 * Units: none. Errors: none. Source: threat card T29.
 */
export function servedInOthersName(view: WorldView): Finding {
  const served = view.facts.acceptances.find((a) => byAttacker(view, a.origins) && a.claimedSite !== '' && !view.isAttacker(a.claimedSite));
  if (served !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${served.host} served the attacker in the name of ${served.claimedSite}`,
        ja: `${served.host} が ${served.claimedSite} の名で攻撃者に応じた`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: 'nobody took the attacker for somebody else', ja: '攻撃者を他者と誤認した相手はいなかった' },
  };
}

/**
 * Succeeded when a device took the attacker's connection information as its centre's.
 * Units: none. Errors: none. Source: threat card T29 (centre variant).
 */
export function misinformed(view: WorldView): Finding {
  const believed = view.facts.informed.find(({ origin }) => view.isAttacker(origin));
  if (believed !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${believed.device} believes the attacker, who posed as the VPN centre, that ${believed.peerSite} is reached at ${believed.gateway}`,
        ja: `${believed.device} が VPN センターを装った攻撃者を信じ、${believed.peerSite} の接続先を ${believed.gateway} とした`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: 'no device believed the false centre', ja: '偽センターの接続情報を信じた機器はなかった' },
  };
}

/**
 * Succeeded when the user of a flow took a document for its author's that the author never made.
 * Units: none. Errors: none. Source: threat card T29 (person and site level, sender of an object).
 */
export function believedSender(view: WorldView, flow: FlowSpec): Finding {
  const taken = view.facts.acceptances.find(
    (a) => a.op === 'document' && a.host === flow.client && a.asset === flow.asset && a.digestReceived !== a.digestSent,
  );
  if (taken !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `${taken.host} took a false ${taken.asset} for its author’s`,
        ja: `${taken.host} が偽の ${taken.asset} を作成者本人のものとして受け取った`,
      },
    };
  return {
    outcome: 'blocked',
    because: { en: 'no letter was taken for that of somebody who did not write it', ja: '作成者を偽った紹介状は受け取られなかった' },
  };
}
