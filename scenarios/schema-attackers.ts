/**
 * Purpose: the schema of vantage points, the means of attackers, watching and expectations.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; threat-cards 2.2 (vantage points); TR A.1 c (watching).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { id, integer, place, station, text } from './leaves.ts';
import { bitRate, count, duration, frequency, positiveDuration, probability } from './quantity-leaves.ts';
import { about, bitErrors, line, name, RANK } from './schema-common.ts';
import { controlSelection, threatForm } from './expect-leaves.ts';

export const vantage = z
  .strictObject({
    kind: choice(['wan-on', 'wan-off', 'lan', 'in-hsz', 'in-sz', 'in-dmz', 'peer', 'relay', 'radio', 'stolen', 'phys', 'none']).describe(
      about(
        "Where the attacker is. wan-on: on the path in a network. wan-off: attached to it, off the path. lan: in a zone's LAN. in-hsz, in-sz, in-dmz: at a host of the zone. peer: another subscriber. relay: in the equipment of a provider or relay operator. radio: in reach of the wireless LAN. stolen: has a device. phys: at the line or in the room. none: an accident, no attacker",
        '攻撃者の立ち位置。wan-on：網の通信経路上。wan-off：網に接続しているが経路外。lan：ゾーンの LAN。in-hsz・in-sz・in-dmz：ゾーン内のホスト。peer：他の加入者。relay：通信事業者や中継事業者の設備内。radio：無線 LAN の圏内。stolen：機器を入手。phys：回線や機械室に物理的に接近。none：攻撃者なし（事故）',
      ),
    ),
    at: place.describe(
      about('The network, zone, site, device or host where that is', 'その立ち位置となる網、ゾーン、施設、機器、またはホスト'),
    ),
    name,
    address: station
      .optional()
      .describe(
        about("The attacker's own station; with /length when it hangs on a network", '攻撃者の端末。ネットワーク直結なら /長さ 付き'),
      ),
    ...line,
    rate: line.rate.optional(),
    delay: line.delay.optional(),
    account: place.optional().describe(about('A host on which an accomplice has an account', '共犯者がアカウントを持つホスト')),
    sees: choice(['own', 'segment'])
      .prefault('own')
      .describe(
        about(
          'On a LAN: own = frames to himself only; segment = all frames (mirror port)',
          'LAN 上で見えるフレーム。own：自分宛てのみ。segment：すべて（ミラーポート）',
        ),
      ),
    incident: choice(['denial', 'content-denial', 'erased-log', 'infected-document', 'misdial', 'line-fault'])
      .optional()
      .describe(about('What happens here without a network attacker', '攻撃者によらず起きる事象')),
    errors: bitErrors.optional(),
    fails: z.array(place).optional().describe(about('Ducts and places that fail together', '同時に失われる管路と場所')),
    'repaired-after': positiveDuration
      .optional()
      .describe(about('What failed works again after this time; absent = not within the run', '修理完了までの時間。省略時は実行終了後')),
    user: id.optional().describe(about('In a zone: whose account and workstation he uses', 'ゾーン内：使用するアカウントと端末の利用者')),
    lost: z
      .strictObject({
        age: duration.describe(about('How long before the run it was lost', '実行開始時点での紛失からの経過時間')),
        'reported-after': duration.describe(about('From the loss to the report', '紛失から届出までの時間')),
        state: choice(['off', 'running', 'key-beside']).describe(
          about(
            'off: switched off. running: on and logged in. key-beside: off, with the disk key kept beside it',
            'off：電源断。running：起動しログイン中。key-beside：電源断だがディスクの鍵が同梱',
          ),
        ),
        'trained-report': duration
          .optional()
          .describe(about('Report where people are trained; absent = no difference', '教育がある場合の届出までの時間。省略時は差なし')),
        pin: z
          .strictObject({
            space: integer(1, Number.MAX_SAFE_INTEGER).describe(about('How many numbers there are', '番号の総数')),
            position: RANK.optional().describe(
              about('Position when tried in order; absent = drawn in each run', '順に試したときの順位。省略時は再現ごとに抽選'),
            ),
            tries: integer(1, 1_000_000)
              .optional()
              .describe(about('It takes no more after so many wrong ones; absent = unlimited', '受け付ける誤入力の回数。省略時は無制限')),
          })
          .optional()
          .describe(
            about('Number at the screen or before the disk; tries absent = unlimited', '画面または起動時の暗証番号。tries 省略時は無制限'),
          ),
        'remote-wipe': z.boolean().optional().describe(about('Erased over the network once reported', '届出後に遠隔消去')),
        credentials: z
          .strictObject({
            user: id.describe(about('Whose password is stored on it', 'パスワードが保存されている利用者')),
            card: choice(['apart', 'inside']).describe(
              about('Whether the IC card was kept apart or lost with it', 'IC カードの保管場所（apart：別、inside：ともに紛失）'),
            ),
          })
          .optional()
          .describe(about('A password stored on it, and where the card was kept', '保存されたパスワードの利用者と、IC カードの保管場所')),
      })
      .optional()
      .describe(about('Loss of the device: when, reported after, found off or running', '紛失の経過時間、届出までの時間、発見時の状態')),
  })
  .describe(about('A place from which an attacker may act, with what he has there', '攻撃者が行動できる場所と、そこで持つ手段'));

/** A figure with its source. */
const figure = <T extends z.ZodType>(value: T, en: string, ja: string) =>
  z
    .strictObject({
      value: value.describe(about('The figure', '値')),
      source: text.describe(about('Where the figure comes from', '値の出典')),
    })
    .describe(about(en, ja));

/** Hosts that attack together. */
const bots = z.strictObject({
  count: integer(1, 1_000_000).describe(about('How many there are', '台数')),
  rate: bitRate.describe(about('What each sends', '1 台の送信速度')),
  forged: probability.describe(about('Share of packets with forged sources', '送信元を詐称したパケットの割合')),
});

export const adversary = z
  .strictObject({
    dictionary: figure(
      count({ en: 'a dictionary size', ja: '辞書の語数' }, 'word', 'words', Number.MAX_SAFE_INTEGER),
      'Words of the dictionary that passwords are tried from',
      'パスワード推測に使う辞書の語数',
    ),
    'offline-guesses': figure(frequency, 'Guesses in a second against a value that he holds', '手元の値に対する毎秒の推測回数'),
    'online-guesses': figure(frequency, 'Guesses in a second against a service that answers', '応答するサービスに対する毎秒の推測回数'),
    'key-search': figure(frequency, 'Keys of a weak cipher tried in a second', '弱い暗号鍵の毎秒試行数').optional(),
    'syn-rate': figure(frequency, 'SYN segments in a second of a flood (T24)', 'SYN フラッドの毎秒セグメント数（T24）'),
    'syn-networks': figure(
      integer(1, 512),
      'Neighbouring /24 networks from which forged sources of a flood come; absent = 512',
      'フラッドの詐称送信元が属する連続した /24 の数。省略時は 512',
    ).optional(),
    'rst-rate': figure(frequency, 'Forged RST segments in a second (T16)', '偽造 RST セグメントの毎秒送信数（T16）'),
    bots: figure(
      bots,
      'Hosts that attack together (T25), with the share of forged sources',
      '一斉に攻撃する端末の数、速度、送信元詐称の割合（T25）',
    ).optional(),
    'malware-age': figure(
      duration,
      'How long the malware in use has been known; scanners know what is older than their lag',
      '使用するマルウェアが知られてからの期間。対応遅れより古いものは検出される',
    ),
    'scanner-lag': figure(duration, 'From new malware until scanners know it', '新しいマルウェアに検査が対応するまでの期間'),
    'fault-age': figure(
      duration,
      'How long the faults in use have been known; absent = long enough to be patched',
      '使用する脆弱性が公表されてからの期間。省略時は修正済みとみなす',
    ).optional(),
    'patch-lag': figure(
      duration,
      'From the publication of a fault until patches are in place',
      '脆弱性の公表から修正適用までの期間',
    ).optional(),
    'document-malware-age': figure(
      duration,
      'How long the malware in infected documents has been known; absent = malware-age',
      '感染文書内のマルウェアが知られてからの期間。省略時は malware-age と同じ',
    ).optional(),
    'documents-opened': figure(
      probability,
      'Share of infected documents that are opened (T20); absent = all',
      '感染文書が開封される割合（T20）。省略時はすべて',
    ).optional(),
    'lures-followed': figure(
      probability,
      'Share of lures in mails and pages of strangers that are followed (T09, T20); absent = all',
      '外部の者のメールや Web ページの誘いに応じる割合（T09、T20）。省略時はすべて',
    ).optional(),
    'scanners-trust-signed': figure(
      z.boolean(),
      'Scanners at the gateway let documents that a partner has signed pass unread (T20)',
      'ゲートウェイの検査が、署名済みの提携先文書を検査せずに通す（T20）',
    ).optional(),
    'copy-rate': figure(frequency, 'Records that he copies in a second (T10, T11)', '毎秒の記録複製件数（T10、T11）').optional(),
    'tool-factor': figure(
      integer(1, Number.MAX_SAFE_INTEGER),
      'How many times faster the work goes with a ready tool than by hand (T06)',
      '手作業に対する既製ツール使用時の速度倍率（T06）',
    ).optional(),
    patience: figure(
      positiveDuration,
      'Time of work that he is ready to spend on an attack (T06)',
      '攻撃に費やす作業時間の上限（T06）',
    ).optional(),
    'trained-lapses': figure(
      integer(1, 1000),
      'Of so many temptations a trained user gives way to one (T28)',
      '教育を受けた利用者が誘惑に負けるのは、この回数に 1 回（T28）',
    ).optional(),
  })
  .describe(about('What the attackers can do; every figure with its source', '攻撃者の能力。各数値に出典を付ける'));

export const monitoring = z
  .strictObject({
    records: integer(1, 1_000_000).describe(about('Uses in a window that raise no alarm yet', '警報を出さない、時間枠内の利用回数')),
    window: positiveDuration.describe(about('Time over which uses are counted', '利用回数を数える時間枠')),
    response: duration.describe(about('From alarm to cut-off', '警報から切断まで')),
    review: positiveDuration.describe(about('Logs are reviewed so long after the fact', 'ログ点検までの時間')),
    'reports-to': place
      .optional()
      .describe(about('Host to which services report a check that is not answered', '照会に応答がないことを報告する先のホスト')),
  })
  .describe(about('Watching of the use of services (TR A.1 c)', 'サービス利用の監視（TR A.1 c）'));

export const flowExpectation = z.strictObject({
  flow: id.describe(about('The flow', '対象のフロー')),
  controls: controlSelection.describe(about('Which controls are on: none, all, or a list', '有効な対策（none、all、または一覧）')),
  outcome: choice(['completes', 'fails']).describe(
    about('completes: every run of it is done; fails: none is', 'completes：すべての実行が完了、fails：完了する実行なし'),
  ),
});

export const expectation = z.strictObject({
  threat: threatForm.describe(
    about('A threat, or one attack of it: threat, vantage point, place', '脅威、またはその攻撃（脅威・立ち位置・場所）'),
  ),
  controls: controlSelection.describe(about('Which controls are on: none, all, or a list', '有効な対策（none、all、または一覧）')),
  outcome: choice(['blocked', 'detected', 'degraded', 'succeeded', 'not-applicable', 'inconclusive']).describe(
    about('What the run must come to', '実行結果として成り立つべき判定'),
  ),
});
