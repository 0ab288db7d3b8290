/**
 * Purpose: oracle for evidence: could the auditor prove the access or the content?
 *
 * Does not model: courts. Units: none. Determinism: pure.
 * References: threat card T14 "Wins when": no joined, unaltered records that resolve to exactly one actor.
 */
import type { WorldView } from '../../sim/world/view.ts';
import type { Finding } from '../types.ts';

const WHAT: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  sender: { en: 'there is no record at the sender that fits', ja: '送信元に対応する記録がない' },
  'access-point': { en: 'there is no record at the access point that fits', ja: 'アクセスポイントに対応する記録がない' },
  target: { en: 'the record at the target is missing', ja: '接続先の記録がない' },
  integrity: { en: 'anybody could have written the records', ja: '記録の非改ざん性を示せない' },
  identity: { en: 'several people use the account', ja: 'アカウントが共有されている' },
  signature: { en: 'nobody kept the author’s signature', ja: '作成者の署名が保管されていない' },
  status: {
    en: 'the certificate has been revoked, and nobody kept its status of that time',
    ja: '証明書は失効しており、当時の有効性を示すものがない',
  },
  time: { en: 'nothing shows when the signature was made', ja: '署名の時刻を示すものがない' },
};

/**
 * Succeeded (for who denies) when the audit proved nothing; detected when it showed that somebody had tampered with the records; blocked when the act was proven.
 * A dispute that nobody brings is lost by him who denies. Units: nanoseconds. Errors: none. Source: threat card T14.
 */
export function deniable(view: WorldView): Finding {
  const audit = view.facts.audits[0];
  if (audit === undefined)
    return { outcome: 'blocked', because: { en: 'nobody disputed the act', ja: '当該行為について争いは生じなかった' } };
  const why = WHAT[audit.missing];
  // What could not be done need not be proven: a control kept the flow itself from running.
  if (audit.verdict === 'nothing-happened')
    return { outcome: 'blocked', because: { en: 'the act did not take place', ja: '当該行為は行われなかった' } };
  if (audit.verdict === 'proven')
    return { outcome: 'blocked', because: { en: 'the records prove who did it', ja: '記録により行為者を証明できた' } };
  if (audit.verdict === 'tampering-seen')
    return {
      outcome: 'detected',
      because: { en: 'the other two records show that one was erased', ja: '残る二つの記録から、消去が判明した' },
      detectedNs: audit.atNs,
    };
  return {
    outcome: 'succeeded',
    because: { en: `the act cannot be proven: ${why?.en ?? audit.missing}`, ja: `行為を証明できない: ${why?.ja ?? audit.missing}` },
  };
}
