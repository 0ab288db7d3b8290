/**
 * Purpose: pieces that several parts of the scenario schema share.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; defaults name their source in their description.
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { ID, id, integer, networkInterface, text } from './leaves.ts';
import { bitRate, count, duration, positiveDuration, probability } from './quantity-leaves.ts';

// Without this zod asks the engine whether it may compile code, which a strict Content-Security-Policy reports as a violation.
z.config({ jitless: true });

/**
 * A description in both languages of the product.
 * Units: none. Errors: none. Source: contract 4.
 */
export const about = (en: string, ja: string): string => `${en} / ${ja}`;
/** The highest port and the highest rank: IANA's 16 bits; 2^53 - 1. */
export const PORT = integer(1, 65_535);
export const RANK = integer(1, Number.MAX_SAFE_INTEGER);
export const KEY = z.string().regex(ID).max(60);

export const bilingual = z.strictObject({
  en: text.describe(about('In English', '英語での表記')),
  ja: text.describe(about('In Japanese', '日本語での表記')),
});
export const name = bilingual.describe(about('Name in both languages', '英語と日本語の名称'));

/** Fields of a line; a queue of 1000 packets is Linux's default transmit queue length (netdevice(7)). */
export const line = {
  rate: bitRate.describe(about('Transmission rate', '伝送速度')),
  delay: duration.describe(about('Propagation delay, one way', '片方向の伝搬遅延')),
  queue: count({ en: 'a queue length', ja: 'キュー長' }, 'packet', 'packets', 1_000_000)
    .prefault('1000 packets')
    .describe(about('Packets that may wait; the next is dropped', '待ち行列の上限（超過分は廃棄）')),
  loss: probability.prefault('0 %').describe(about('Probability that a packet is lost', 'パケット損失の確率')),
};

/** T31: a 16-bit checksum misses 2^-16 of all random changes (RFC 1071). */
export const bitErrors = z
  .strictObject({
    'per-bit': probability.describe(about('Probability that a bit is flipped', 'ビットが反転する確率')),
    missed: probability
      .prefault('1/65536')
      .describe(
        about(
          'Share of damaged packets that checksums let pass (RFC 1071: 16 bits)',
          '破損したパケットのうちチェックサムを通過する割合（RFC 1071：16 ビット）',
        ),
      ),
  })
  .describe(
    about(
      'Bits that the line flips, and the share of damaged packets that checksums miss',
      '回線のビット誤り率と、チェックサムで検出されない割合',
    ),
  );

/** T26: what takes over, and the region or duct with which it is lost. */
export const mirror = z
  .strictObject({
    region: id.describe(about('The region or duct with which it is lost', 'ともに失われる地域または管路')),
    takeover: duration.describe(about('From the failure until it has taken over', '障害発生から切替完了までの時間')),
  })
  .describe(
    about('What takes over after a failure; lost together with its region or duct', '障害時の代替。地域または管路とともに失われる'),
  );

/** TR 9.4: where a physical switch stands, from when on. */
export const switchPositions = z
  .array(
    z.strictObject({
      at: duration.describe(about('When it is moved', '切り替える時刻')),
      position: choice(['joined', 'apart']).describe(
        about('joined: the zones are connected. apart: they are not', 'joined：ゾーン間を接続。apart：切断'),
      ),
    }),
  )
  .describe(
    about(
      'A physical switch between its zones, moved by hand at these times; apart before the first (TR 9.4)',
      'ゾーン間の物理切替スイッチを手動で切り替える時刻と位置。最初の時刻までは切断（TR 9.4）',
    ),
  );

/** TR D.7 c. How long mappings live differs from box to box (RFC 4787 REQ-5: not below 2 min, 5 min recommended), so that each file says it. */
export const nat = z
  .strictObject({
    address: networkInterface.describe(about("The router's address on the network", '網側のルータのアドレス')),
    mapping: positiveDuration.describe(
      about(
        'A mapping of UDP or TCP through which nothing left for this long is forgotten',
        '外向きの通信が途絶えたとき変換対応を破棄するまでの時間',
      ),
    ),
  })
  .describe(
    about(
      'A broadband router that translates addresses between the device and the line; `address` of the line is then the device’s own (TR D.7 c)',
      '機器と回線の間にあるアドレス変換ルータ。回線の address は機器自身のアドレスになる（TR D.7 c）',
    ),
  );
