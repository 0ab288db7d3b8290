/**
 * Purpose: the schema of what VPN devices prove themselves with, and of policies on personal data that institutions exchange.
 *
 * Does not model: what one part says about another (`checks/trust.ts`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: TR D.3 (group C), D.6 (devices and software), 9.2 (policies on personal data).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { duration } from './quantity-leaves.ts';
import { about } from './schema-common.ts';

/** Keys of a device. */
export const credentials = {
  'service-certificate': choice(['none'])
    .optional()
    .describe(
      about(
        'none = the provider has issued it no service certificate (TR D.3, group C); absent = it has one, or gets it by enrolment',
        'none＝サービス証明書の発行を受けていない（TR D.3 のグループ C）。省略時は発行済み、または加入手続きで取得',
      ),
    ),
  'key-storage': choice(['chip', 'file'])
    .prefault('chip')
    .describe(
      about(
        'Where its private key lies: in a chip that does not give it away, or, for VPN software on a PC, in a file that can be copied (TR D.6)',
        '秘密鍵の保管場所：取り出せない IC チップ、または PC 上の VPN ソフトウェアの場合は複製可能なファイル（TR D.6）',
      ),
    ),
} as const;

const terms = z.strictObject({
  use: choice(['none', 'on-screen', 'copied']).describe(
    about('Whether real data are not used, looked at, or copied', '実データの利用：なし、画面での閲覧のみ、複製あり'),
  ),
  kept: duration.prefault('0 s').describe(about('How long copies are kept', '複製の保管期間')),
  'passed-on': z.boolean().prefault(false).describe(about('Whether subcontractors get to see them', '再委託先に開示するか')),
});

export const privacy = z
  .strictObject({
    does: terms.optional().describe(about('What the site does with personal data of its partners', '相手の個人情報の扱い')),
    allows: terms.optional().describe(about('What it allows its partners to do with its own', '自施設の個人情報について相手に認める扱い')),
  })
  .optional()
  .describe(
    about(
      'The policy on personal data, which partners exchange through the centre before they connect (TR 9.2)',
      '個人情報保護に関するポリシー。接続前にセンターを介して相手と交換する（TR 9.2）',
    ),
  );
