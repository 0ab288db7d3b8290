/**
 * Purpose: sentences for the enrolment of a device: a step that was refused, with its reason.
 *
 * Does not model: anything; a table. Steps that were accepted are no evidence. Units: none. Determinism: pure.
 * References: TR D.6 (steps a to l); the clause of each reason stands beside it.
 */
import type { Telling, WordTable } from '../types.ts';
import { CERTIFICATE_FAULTS } from './certificate-faults.ts';

interface Reason {
  readonly en: string;
  readonly ja: string;
}

const REASONS: Readonly<Record<string, Reason>> = {
  ...CERTIFICATE_FAULTS,
  'provider-not-accredited': { en: 'the service provider is not accredited', ja: 'サービス提供者が認定を受けていない' },
  'vendor-not-accredited': { en: 'the device vendor is not accredited', ja: '機器提供者が認定を受けていない' },
  'issuer-not-accredited': { en: 'the issuer of the certificate is not accredited', ja: '証明書発行機関が認定を受けていない' },
  'maker-signature-mismatch': {
    en: 'the maker’s signature on the device information does not fit',
    ja: '機器情報の製造者署名が一致しない',
  },
  'device-registered-twice': { en: 'the serial number is registered already', ja: '製造番号が登録済み' },
  'device-not-registered': { en: 'the device was never registered', ja: '機器が登録されていない' },
  'chip-tampered': { en: 'the chip was opened and has erased itself', ja: 'チップが開封され、内容が消去された' },
  'chip-out-of-order': { en: 'the chip does not allow this at that point', ja: 'チップの状態がこの操作を許さない' },
  'other-device-delivered': { en: 'another device was delivered', ja: '別の機器が届いた' },
  'no-device-certificate': { en: 'the device came without its certificate', ja: '機器証明書が搭載されていない' },
  'no-service-certificate': { en: 'the answer brought no service certificate', ja: '回答にサービス証明書がない' },
  'already-subscribed': { en: 'there is a contract already', ja: '加入済み' },
  'not-subscribed': { en: 'there is no contract', ja: '加入契約がない' },
  'device-not-in-contract': { en: 'the contract names another device', ja: '契約した機器と異なる' },
  'prefix-of-another-site': { en: 'another site has the same addresses', ja: '別の施設が同じアドレス範囲を使用している' },
  'group-not-in-contract': { en: 'the contract does not cover the group', ja: '契約にないグループ' },
  'application-out-of-order': { en: 'the application came at the wrong point', ja: '申請の順序が異なる' },
  'provider-silent': { en: 'the provider did not answer', ja: 'サービス提供者から応答がない' },
};

const reason = (t: Telling, lang: 'en' | 'ja'): string => REASONS[t.text('reason')]?.[lang] ?? t.text('reason');

export const ENROLMENT_WORDS: WordTable = {
  'enrolment/refused': {
    en: (t) => `Step ${t.text('step')} of the enrolment of ${t.place('subscriber')} ended: ${reason(t, 'en')}`,
    ja: (t) => `${t.place('subscriber')}の加入手続きが手順 ${t.text('step')} で終わった（理由：${reason(t, 'ja')}）。`,
    source: 'TR D.6',
  },
};
