/**
 * Purpose: mechanism classes: groups of threats that work the same way, by which coverage is reported a second time.
 *
 * Does not model: anything; data. Units: none. Determinism: none needed. References: own grouping over RFC 3552 and TR A.5.1.
 */
import type { MechanismClass } from './types.ts';

export const MECHANISM_CLASSES = [
  { id: 'M-sniff', name: { en: 'Reading on the wire', ja: '回線上の読み取り' } },
  { id: 'M-credential', name: { en: 'Obtaining or guessing credentials', ja: '認証情報の入手・推測' } },
  { id: 'M-path', name: { en: 'Getting onto the path', ja: '通信経路への割り込み' } },
  { id: 'M-perimeter', name: { en: 'Passing the perimeter', ja: '境界の通過' } },
  { id: 'M-inside', name: { en: 'Misuse from inside', ja: '内部からの悪用' } },
  { id: 'M-copy', name: { en: 'Copying stored data', ja: '保管情報の複製' } },
  { id: 'M-hijack', name: { en: 'Taking over a connection', ja: '接続の奪取' } },
  { id: 'M-evidence', name: { en: 'Missing evidence', ja: '証拠の欠落' } },
  { id: 'M-tcp-reset', name: { en: 'Breaking a TCP connection', ja: 'TCP 接続の切断' } },
  { id: 'M-exhaust', name: { en: 'Exhausting a resource', ja: '資源の枯渇' } },
  { id: 'M-esp-nomac', name: { en: 'Encryption without integrity', ja: '完全性検証のない暗号化' } },
  { id: 'M-granularity', name: { en: 'Too coarse an identity', ja: '識別単位の粗さ' } },
  { id: 'M-malware', name: { en: 'Malware', ja: 'マルウェア' } },
  { id: 'M-storage', name: { en: 'Damage to stored data', ja: '保管情報の破壊' } },
  { id: 'M-replay', name: { en: 'Processing twice', ja: '二重処理' } },
  { id: 'M-physical', name: { en: 'Physical loss', ja: '物理的な喪失' } },
  { id: 'M-identity', name: { en: 'False identity', ja: '身元の詐称' } },
  { id: 'M-interrupt', name: { en: 'Interruption as a means', ja: '中断の悪用' } },
  { id: 'M-modify', name: { en: 'Changing data in transit', ja: '伝送中の変更' } },
] as const satisfies readonly MechanismClass[];

export type MechanismClassId = (typeof MECHANISM_CLASSES)[number]['id'];
