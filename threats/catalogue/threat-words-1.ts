/**
 * Purpose: names and descriptions of threats T01 to T16, in English and Japanese.
 *
 * Does not model: anything; data, in our own words. Units: none. Determinism: none needed. References: TR A.5.1; the RFCs that threats.ts names per line.
 */
import type { ThreatWords } from './types.ts';

export const THREAT_WORDS_1 = {
  T01: {
    name: { en: 'Plaintext transmission', ja: '平文伝送' },
    description: {
      en: 'Patient data that crosses a network unencrypted can be read by whoever listens on any link of the path.',
      ja: '暗号化されずに送られる診療情報は、経路上のどこかで通信を傍受する者に読み取られる。',
    },
  },
  T02: {
    name: { en: 'Shared (reusable) password', ja: '共有パスワード' },
    description: {
      en: 'A password that is sent as it is, or known to several people or devices, lets whoever obtains it log in, and the log no longer shows who did.',
      ja: 'そのまま送信される、または複数の人や機器で共用されるパスワードは、入手した者のログインを許し、記録からは誰の操作か判別できなくなる。',
    },
  },
  T03: {
    name: { en: 'Dictionary attack', ja: '辞書攻撃' },
    description: {
      en: 'Likely passwords are tried one after the other, at the login itself or offline against a captured verifier, until one fits.',
      ja: '使われやすいパスワードを、ログイン画面で、または入手した照合値に対してオフラインで順に試し、一致するものを見つける。',
    },
  },
  T04: {
    name: { en: 'Guessing or key-search attack', ja: '推定攻撃' },
    description: {
      en: 'A secret is found by working through everything it could be: default values, dates of birth, four-digit codes, or all keys of a weak cipher.',
      ja: '初期値、生年月日、4 桁の暗証番号、弱い暗号の全鍵など、取り得る値を調べ尽くして秘密を突き止める。',
    },
  },
  T05: {
    name: { en: 'Directory service that reveals password hashes (NIS)', ja: 'パスワードハッシュを開示するディレクトリサービス（NIS）' },
    description: {
      en: 'A directory service that hands out hashed passwords over the LAN lets a listener take them away and crack them at leisure.',
      ja: 'ハッシュ化されたパスワードを LAN 上で配布するディレクトリサービスは、傍受者に照合値を持ち帰られ、時間をかけて解読される。',
    },
  },
  T06: {
    name: { en: 'Availability of cracking tools', ja: '解読ツールの存在' },
    description: {
      en: 'Ready-made tools turn attacks that once took an expert into something that anybody can do in minutes.',
      ja: '既製の解読ツールにより、かつては専門家にしかできなかった攻撃が、誰にでも短時間で実行できるようになる。',
    },
  },
  T07: {
    name: { en: 'Topology subversion', ja: 'トポロジーの破壊' },
    description: {
      en: 'False routing, name or address information steers traffic through the attacker, who was not on its path before.',
      ja: '偽の経路情報、名前解決、アドレス配布により、本来は経路上にいない攻撃者を通るように通信が迂回させられる。',
    },
  },
  T08: {
    name: { en: 'On-link discrimination', ja: '同一リンク上の判別' },
    description: {
      en: 'A protocol that trusts neighbours on the same link takes a distant sender for one of them, for example because a tunnel hides the distance.',
      ja: '同一リンク上の隣接機器を信頼するプロトコルが、トンネル等で距離が隠れるために、遠隔の送信者を隣接機器と取り違える。',
    },
  },
  T09: {
    name: { en: 'Attack carried by commonly passed protocols', ja: '常用プロトコルでの攻撃' },
    description: {
      en: 'An attack travels inside the very protocol that the firewall has to let through, and reaches a vulnerable service behind it.',
      ja: 'ファイアウォールが通過させざるを得ないプロトコルに攻撃を乗せ、内側にある脆弱なサービスに到達する。',
    },
  },
  T10: {
    name: { en: 'Insider threat', ja: '内部の脅威' },
    description: {
      en: 'A person with valid credentials and permitted access reads, changes or carries off records beyond his duty.',
      ja: '正当な資格と許可された経路を持つ者が、職務の範囲を超えて記録を閲覧・変更し、持ち出す。',
    },
  },
  T11: {
    name: { en: 'Illicit copying of information', ja: '情報の不正コピー' },
    description: {
      en: 'Stored records are copied through an open share, a backup folder or a maintenance access; the originals stay unchanged, so nobody notices.',
      ja: '公開された共有領域、バックアップ、保守用の接続などから保管情報が複製される。原本は変わらないため気付かれにくい。',
    },
  },
  T12: {
    name: { en: 'Session hijacking', ja: 'セッション乗っ取り' },
    description: {
      en: 'After the real user has logged in, commands of the attacker are put into his connection and carried out in his name.',
      ja: '正規の利用者がログインした後、その接続に攻撃者の命令が差し込まれ、利用者の名で実行される。',
    },
  },
  T13: {
    name: { en: 'ARP spoofing (IP address spoofing)', ja: 'ARP 詐称（IP アドレス詐称）' },
    description: {
      en: 'False address bindings divert the traffic of a LAN through the attacker, or packets carry the address of somebody else.',
      ja: '偽のアドレス対応付けにより LAN の通信を攻撃者に迂回させる、または他者の送信元アドレスを名乗ったパケットを送る。',
    },
  },
  T14: {
    name: { en: 'Missing proof of access', ja: 'アクセスの証明の欠如' },
    description: {
      en: 'It cannot be shown afterwards who accessed what and when, because records are missing, editable, or cannot be joined.',
      ja: '記録の欠落、改変の可能性、突き合わせの不能により、誰がいつ何にアクセスしたかを後から証明できない。',
    },
  },
  T15: {
    name: { en: 'TCP SYN insertion', ja: 'TCP SYN パケット挿入' },
    description: {
      en: 'A forged connection request breaks an existing connection, or leaves state at a server in the name of an innocent address.',
      ja: '偽の接続要求により、既存の接続が切断される、または無関係のアドレスの名で接続途中の状態がサーバに残される。',
    },
  },
  T16: {
    name: { en: 'Forged TCP reset against TLS', ja: 'TLS RST 偽装' },
    description: {
      en: 'TLS runs on TCP and cannot protect it, so a forged reset ends a protected transfer; TLS notices but cannot survive it.',
      ja: 'TLS は土台の TCP を守れないため、偽の RST によって保護された転送が打ち切られる。TLS は検知できても継続できない。',
    },
  },
} as const satisfies Record<string, ThreatWords>;
