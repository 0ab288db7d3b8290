/**
 * Purpose: oracles for loss, theft and misdelivery: what does the finder hold, was a lost device believed, and who got what was not meant for him?
 *
 * Does not model: notification duties. Units: nanoseconds, seconds in `loss`. Determinism: pure.
 * References: threat card T32 "Wins when".
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

const SECONDS_PER_DAY = 86_400;

/**
 * Succeeded when the finder holds a record with patient data in readable form.
 * Units: records. Errors: none. Source: threat card T32: holds(finder, x, plain) with label(x) = PHI.
 */
export function recordsFound(view: WorldView): Finding {
  const records = view.ledger.entries.filter((entry) => entry.form === 'plain' && entry.label === 'phi');
  const names = records.map((entry) => entry.what).join(', ');
  if (records.length > 0)
    return {
      outcome: 'succeeded',
      because: { en: `the finder reads ${names} on the lost device`, ja: `拾得者が紛失機器内の ${names} を読める` },
      loss: { records: records.length },
    };
  return {
    outcome: 'blocked',
    because: { en: 'the finder reads no patient record on the lost device', ja: '拾得者は紛失機器内の診療記録を読めない' },
  };
}

/**
 * Succeeded when a partner gave a readable record to the lost device; degraded when it was believed but got only sealed ones; detected when it was refused because its loss
 * was known: until then it was believed, and the loss is that time.
 * Units: seconds. Errors: none. Source: threat card T32: accept(r, m) from the lost device in (t0, t_rev).
 */
export function lostDeviceBelieved(view: WorldView, device: string): Finding {
  const got = view.ledger.entries.find((entry) => entry.form === 'plain' && entry.label === 'phi');
  if (got !== undefined)
    return {
      outcome: 'succeeded',
      because: {
        en: `the thief got ${got.what} through the stolen ${device}`,
        ja: `窃取者が盗まれた ${device} を使って ${got.what} を入手した`,
      },
      loss: { records: 1 },
    };
  const served = view.facts.acceptances.find((a) => a.origins.some((origin) => view.isAttacker(origin)));
  if (served !== undefined)
    return {
      outcome: 'degraded',
      because: {
        en: `${served.host} served the stolen ${device}, but with sealed records only`,
        ja: `${served.host} が盗まれた ${device} に応じたが、渡したのは暗号化された記録のみ`,
      },
    };
  const refused = view.facts.lossesRefused.find((fact) => fact.device === device);
  if (refused === undefined)
    return {
      outcome: 'blocked',
      because: { en: `nobody believed the stolen ${device}`, ja: `盗まれた ${device} を信じた相手はいなかった` },
    };
  const seconds = refused.exposureNs / NS_PER_S;
  const days = (seconds / SECONDS_PER_DAY).toFixed(1);
  return {
    outcome: 'detected',
    because: {
      en: `the stolen ${device} was refused as revoked; it had been believed for ${days} days`,
      ja: `盗まれた ${device} は失効済みとして拒否された。それまで ${days} 日間は信用されていた`,
    },
    detectedNs: refused.atNs,
    loss: { seconds },
  };
}

/**
 * Succeeded when the asset lies readable on a host of a site that is no partner of the service that it was meant for.
 * Units: none. Errors: none. Source: threat card T32: x delivered to a host outside acl(x).
 */
export function misdelivered(view: WorldView, asset: string, partners: readonly string[]): Finding {
  const wrong = view.facts.holdings.find((holding) => holding.asset === asset && !partners.includes(holding.host.split('.')[0] ?? ''));
  if (wrong !== undefined)
    return {
      outcome: 'succeeded',
      because: { en: `${asset} was delivered in readable form to ${wrong.host}`, ja: `${asset} が読める形で ${wrong.host} に届いた` },
      loss: { records: 1 },
    };
  return {
    outcome: 'blocked',
    because: { en: `${asset} reached nobody for whom it was not meant`, ja: `${asset} は宛先以外に届かなかった` },
  };
}
