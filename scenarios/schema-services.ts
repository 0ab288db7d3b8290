/**
 * Purpose: the schema of services and of the flows that use them.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; TR 5.1 (services), 9.3 (their use), B.5 f (what happens when a connection fails).
 */
import * as z from 'zod';
import { choice } from './leaf.ts';
import { id, integer, place, text } from './leaves.ts';
import { duration, positiveDuration, probability, size } from './quantity-leaves.ts';
import { carriedFlow, carriedService } from './schema-carried.ts';
import { about, name, PORT } from './schema-common.ts';

export const service = z
  .strictObject({
    name,
    kind: choice([
      'referral',
      'booking',
      'image',
      'audit-log',
      'console',
      'orders',
      'records',
      'directory',
      'share',
      'gateway',
      'conference',
      'ftp',
      'sip',
    ]).describe(
      about(
        'What it does: referral letters, booking behind a login, image transfer, audit-log over UDP, console for maintenance, orders with one effect each, records read behind a login, directory of accounts, share of files, gateway to web and mail, conference (voice), ftp (files) and sip (telephone calls), whose messages carry addresses',
        '種別。referral：紹介状、booking：予約（ログイン）、image：画像転送、audit-log：監査記録（UDP）、console：保守、orders：依頼、records：記録閲覧（ログイン）、directory：アカウント台帳、share：ファイル共有、gateway：Web・メール、conference：音声会議、ftp：ファイル送信、sip：電話（いずれもメッセージ中にアドレスを含む）',
      ),
    ),
    host: place.describe(about('The host that it runs on', '稼働するホスト')),
    port: PORT.describe(about('The port that it listens on', '待ち受けるポート')),
    tls: choice(['never', 'offered', 'always'])
      .prefault('never')
      .describe(
        about(
          'never: no TLS. offered: where the control tls is on. always: whatever controls are on',
          'never：TLS なし。offered：対策 tls が有効なとき。always：対策によらず常に',
        ),
      ),
    accounts: z
      .array(id)
      .prefault([])
      .describe(about('Users with an account; empty = no login', 'アカウントを持つ利用者。空ならログインなし')),
    partners: z.array(id).prefault([]).describe(about('Sites that the service is meant for', 'サービスの対象施設')),
    'client-certificates': z
      .boolean()
      .optional()
      .describe(
        about(
          'Under TLS, users prove themselves by a certificate of their own (RFC 8446 4.4.2)',
          'TLS では利用者個人の証明書を求める（RFC 8446 4.4.2）',
        ),
      ),
    login: choice(['clear', 'challenge', 'pake'])
      .optional()
      .describe(about('How passwords are proved; absent = challenge', 'パスワードの送り方。省略時はチャレンジ')),
    'archives-status': z
      .boolean()
      .optional()
      .describe(
        about('The certificate status at signing is archived with each document', '署名時点の証明書の有効性情報を文書とともに保管する'),
      ),
    confirms: z
      .boolean()
      .optional()
      .describe(
        about('Each action is signed with the user’s card, not only the login', 'ログイン時だけでなく操作ごとに IC カードで署名する'),
      ),
    checks: z
      .strictObject({
        implausible: probability
          .optional()
          .describe(
            about(
              'Share of accidental changes that leave a permitted range or break a total',
              '偶発的な変化のうち許容範囲や合計の検査で分かる割合',
            ),
          ),
        checksum: z.boolean().optional().describe(about('A checksum goes with the letter', '文書にチェックサムを付ける')),
      })
      .optional()
      .describe(
        about(
          'Letters only: checks without a key; share of accidental changes that break ranges or totals, and a checksum',
          '文書サービスのみ：鍵を使わない検査。偶発的な変化のうち値の範囲や合計で分かる割合と、チェックサム',
        ),
      ),
    rto: positiveDuration
      .optional()
      .describe(
        about(
          'Bearable outage (recovery time objective); absent = 15 s, half of the set-up time of TR D.7 a',
          '許容停止時間（目標復旧時間）。省略時は 15 秒（TR D.7 a の接続時間の半分）',
        ),
      ),
    usage: z
      .strictObject({
        sites: z.array(text).describe(about('Web sites that work needs', '業務に必要な Web サイト')),
        domains: z.array(text).describe(about('Mail domains that the gateway is there for', 'ゲートウェイが扱うメールのドメイン')),
        mail: size.describe(about('Largest mail', 'メールの最大の大きさ')),
        'mail-port': PORT.optional().describe(
          about('Port on which mail from outside arrives; absent = none', '外部からのメールを受けるポート。省略時は受けない'),
        ),
        attachments: z
          .array(text)
          .optional()
          .describe(about('Types of files that mail from outside may bring', '外部からのメールに添付を許すファイルの種類')),
        'removes-active': z
          .boolean()
          .optional()
          .describe(
            about(
              'An application proxy that removes active content from pages and mails',
              'ページとメールから能動的コンテンツを除くアプリケーションプロキシ',
            ),
          ),
      })
      .optional()
      .describe(about('Rules of use of a gateway', 'ゲートウェイの利用規則')),
    'checked-by': place
      .optional()
      .describe(
        about('Orders only: the host of the register that is asked before each order', 'orders のみ：処理前に照会する台帳のホスト'),
      ),
    'kept-answers': z
      .strictObject({
        age: duration.describe(about('How old the copy is at the start of the run', '実行開始時点での写しの古さ')),
        limit: duration.describe(
          about('Up to this age it is used when the register is silent', '台帳が応答しないときに使用を許す古さの上限'),
        ),
      })
      .optional()
      .describe(
        about(
          "Beside checked-by: the service's copy of the register, its age at the start and the age up to which it is used",
          'checked-by と併用：台帳の写しの開始時点の古さと、使用を許す古さの上限',
        ),
      ),
    withdrawn: z
      .array(
        z.strictObject({
          user: id.describe(about('Who may no longer order', '依頼の権限を失った利用者')),
          ago: duration.describe(about('How long before the run the right was withdrawn', '取消しから実行開始までの時間')),
        }),
      )
      .optional()
      .describe(
        about(
          'Beside checked-by: users whose right to order the register has withdrawn, and how long before the run',
          'checked-by と併用：台帳上で依頼の権限を取り消された利用者と、取消しからの経過時間',
        ),
      ),
    ...carriedService,
    trusts: z
      .array(place)
      .optional()
      .describe(
        about('Orders, share, directory: hosts whose address is proof enough', 'orders・share・directory：アドレスだけで信頼するホスト'),
      ),
  })
  .describe(about('Something that a host offers (TR 5.1)', 'ホストが提供するサービス（TR 5.1）'));

export const flow = z
  .strictObject({
    name,
    service: id.describe(about('The service that is used', '利用するサービス')),
    client: place.describe(about('The host that uses it', '利用する側のホスト')),
    user: id.optional().describe(about('Who uses it; needed where the service has accounts', '利用者。アカウントのあるサービスでは必須')),
    operation: choice([
      'store-letter',
      'fetch-letter',
      'book',
      'inquire',
      'fetch-image',
      'log',
      'maintain',
      'order',
      'read-records',
      'look-up',
      'copy-file',
      'browse',
      'send-mail',
      'fetch-mail',
      'talk',
      'put-file',
      'call',
    ]).describe(about('What is done there; it must suit the kind of the service', '行う操作（サービスの種別に合うもの）')),
    asset: id.optional().describe(about('The information that is sent or fetched', '送受信する情報資産')),
    at: duration.describe(about('Time of the first run', '初回の時刻')),
    every: positiveDuration
      .optional()
      .describe(about('Time between runs; needed when `times` is above 1', '実行の間隔。times が 2 以上なら必須')),
    times: integer(1, 1_000_000).prefault(1).describe(about('How often it is done in all', '実行する回数')),
    'source-port': PORT.optional().describe(
      about(
        'Fixed local port of the client program; an off-path attacker then knows it',
        'クライアントの固定送信元ポート。経路外の攻撃者にも既知となる',
      ),
    ),
    'random-port': z
      .boolean()
      .optional()
      .describe(about('The program draws a new local port each time', 'プログラムは送信元ポートを毎回乱数で選ぶ')),
    'in-parts': integer(2, 10_000)
      .optional()
      .describe(about('Fetched in so many parts, and resumed after a break', '分割して取得し、切断後は途中から再開する（分割数）')),
    alternative: z
      .strictObject({
        service: id.describe(about('The service that is tried next', '代わりに利用するサービス')),
        after: positiveDuration.describe(about('How long the first one may stay silent', '最初のサービスの応答を待つ時間')),
      })
      .optional()
      .describe(
        about(
          'Service of another partner, when this one does not answer for so long',
          '応答がない場合に利用する他施設のサービスと、待ち時間',
        ),
      ),
    recovery: z
      .strictObject({
        kind: choice(['resend', 'ask-first', 'manual']).describe(
          about(
            'resend: the machine sends it again. ask-first: it asks whether it arrived. manual: somebody enters it again',
            'resend：自動再送。ask-first：到達を照会。manual：手作業で再入力',
          ),
        ),
        after: positiveDuration.describe(about('How long the confirmation is waited for', '確認応答を待つ時間')),
        tries: integer(1, 100).prefault(1).describe(about('How often at most', '最大回数')),
      })
      .optional()
      .describe(
        about(
          'What happens to an order that is not confirmed: sent again by the machine, asked after and sent again if unknown, or entered again by hand',
          '確認応答のない依頼の扱い：自動再送、照会のうえ未達なら再送、または手作業での再入力',
        ),
      ),
    ...carriedFlow,
    think: duration
      .prefault('0 s')
      .describe(about('How long the user works in the session, or talks', '利用者がセッション内で作業する、または通話する時間')),
  })
  .describe(about('Something that a user or a machine does, at times of the script', '利用者または機械が所定の時刻に行う通信'));
