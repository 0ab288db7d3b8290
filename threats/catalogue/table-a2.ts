/**
 * Purpose: the rows of the TR's Table A.2: kinds of network threat and the RFCs that address them directly.
 *
 * Does not model: anything; data. Units: none. Determinism: none needed.
 * References: TR A.5.2, Table A.2. RFC 2406 was obsoleted by RFC 4303, RFC 2828 by RFC 4949; the table is kept as printed.
 */
import type { TableA2Row } from './types.ts';

export const TABLE_A2 = {
  passive: {
    printed: '待ち伏せ攻撃 (Passive Attack) <RFC1704>',
    name: { en: 'Passive attack', ja: '待ち伏せ攻撃（受動的攻撃）' },
    rfcs: ['RFC 2406', 'RFC 3552'],
  },
  active: {
    printed: '積極的な攻撃 (Active Attack) <RFC1704>',
    name: { en: 'Active attack', ja: '積極的な攻撃（能動的攻撃）' },
    rfcs: ['RFC 2406', 'RFC 2828'],
  },
  replay: {
    printed: '再生攻撃 (Replay Attack) <RFC1704>',
    name: { en: 'Replay attack', ja: '再生攻撃（リプレイ攻撃）' },
    rfcs: ['RFC 3631', 'RFC 4107'],
  },
  topology: {
    printed: 'トポロジーの破壊<RFC3552>',
    name: { en: 'Topology subversion', ja: 'トポロジーの破壊' },
    rfcs: ['RFC 2196'],
  },
  sameLink: {
    printed: '同一リンクの判別<RFC3552>',
    name: { en: 'On-link discrimination', ja: '同一リンクの判別' },
    rfcs: ['RFC 3552'],
  },
  nonRepudiation: {
    printed: '否認防止<RFC3552>',
    name: { en: 'Non-repudiation', ja: '否認防止' },
    rfcs: ['RFC 3227'],
  },
  denialOfService: {
    printed: 'サービス妨害攻撃<RFC3552>',
    name: { en: 'Denial of service', ja: 'サービス妨害攻撃' },
    rfcs: ['RFC 2827'],
  },
} as const satisfies Record<string, TableA2Row>;
