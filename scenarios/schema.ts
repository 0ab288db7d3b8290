/**
 * Purpose: the shape of a scenario file as one zod schema, with every default and its documentation, and the JSON Schema made from it.
 *
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; defaults name their source in their description.
 */
import * as z from 'zod';
import { MECHANISMS } from '../sim/world/mechanisms.ts';
import { choice } from './leaf.ts';
import { address, endpoint, ID, id, integer, networkInterface, place, prefix, station, text } from './leaves.ts';
import { bitRate, count, duration, frequency, positiveDuration, probability, size, windowSize } from './quantity-leaves.ts';
import { controlSelection, threatForm } from './expect-leaves.ts';

// Without this zod asks the engine whether it may compile code, which a strict Content-Security-Policy reports as a violation.
z.config({ jitless: true });

const about = (en: string, ja: string): string => `${en} / ${ja}`;
/** The highest port and the highest rank: IANA's 16 bits; 2^53 - 1. */
const PORT = integer(1, 65_535);
const RANK = integer(1, Number.MAX_SAFE_INTEGER);
const KEY = z.string().regex(ID).max(60);

const bilingual = z.strictObject({ en: text, ja: text });
const name = bilingual.describe(about('Name in both languages', '英語と日本語の名称'));

/** Fields of a line; a queue of 1000 packets is Linux's default transmit queue length (netdevice(7)). */
const line = {
  rate: bitRate.describe(about('Transmission rate', '伝送速度')),
  delay: duration.describe(about('Propagation delay, one way', '片方向の伝搬遅延')),
  queue: count({ en: 'a queue length', ja: 'キュー長' }, 'packet', 'packets', 1_000_000).prefault('1000 packets').describe(about('Packets that may wait; the next is dropped', '待ち行列の上限（超過分は廃棄）')),
  loss: probability.prefault('0 %').describe(about('Probability that a packet is lost', 'パケット損失の確率')),
};

/** T26: what takes over, and the region or duct with which it is lost. */
const mirror = z.strictObject({ region: id, takeover: duration }).describe(about('What takes over after a failure; lost together with its region or duct', '障害時の代替。地域または管路とともに失われる'));

const network = z.strictObject({ kind: choice(['leased-line', 'pstn', 'ip-vpn', 'ip-vpn-interconnected', 'internet']), name });

const centre = z.strictObject({
  id, name,
  network: id.describe(about('The network that it is attached to', '接続先のネットワーク')),
  address: networkInterface, ...line,
  processing: duration.describe(about('Time that the centre needs for one request', '要求 1 件の処理時間')),
  'crl-interval': positiveDuration.optional().describe(about('Devices fetch a new revocation list this often', '失効リストの更新間隔')),
  mirror: mirror.optional(),
}).describe(about("The VPN service provider's centre (TR D.3)", 'VPN サービス提供者のセンター（TR D.3）'));

/** T04: a secret with a structure. */
const pattern = z.strictObject({
  kind: choice(['default', 'pin', 'pattern']),
  space: integer(1, Number.MAX_SAFE_INTEGER).describe(about('How many secrets the pattern allows', 'パターンが許す秘密の数')),
  position: RANK.describe(about('Position when tried in order of likelihood', '確からしい順に試したときの順位')),
}).describe(about('The secret follows a pattern', '秘密が一定のパターンに従う'));

const key = z.strictObject({
  pattern: pattern.optional(),
  rank: RANK.optional().describe(about("Position in the attacker's dictionary; absent = in none", '攻撃者の辞書での順位。省略時は辞書にない')),
});

const group = z.strictObject({
  name,
  members: z.array(id).describe(about('Sites that may connect to one another', '相互に接続できる施設')),
  services: z.array(id).optional().describe(about("Services that members may use at each other's sites; absent = all", '互いに利用できるサービス。省略時はすべて')),
});

const host = z.strictObject({
  name, address,
  tcp: z.strictObject({
    backlog: integer(1, 65_535).prefault(256).describe(about('Half-open connections that a listener holds (Linux tcp(7): 256)', '半開接続の上限（Linux tcp(7): 256）')),
    'synack-retries': integer(0, 255).prefault(5).describe(about('SYN-ACK retransmissions (Linux tcp(7): 5)', 'SYN-ACK の再送回数（Linux tcp(7): 5）')),
    window: windowSize.prefault('65535 B').describe(about('Receive window (largest without scaling, RFC 7323 2.2)', '受信ウィンドウ（スケーリングなしの最大、RFC 7323 2.2）')),
    legacy: z.boolean().prefault(false).describe(about('An old stack with predictable initial numbers (RFC 6528 A.1)', '初期シーケンス番号を予測できる古い実装（RFC 6528 A.1）')),
  }).prefault({}),
  flaws: z.array(id).optional().describe(about('Services of this host, or viewer, whose program has an exploitable fault', '悪用可能な欠陥を持つサービスの ID、または viewer（文書閲覧ソフト）')),
  store: z.strictObject({ 'check-every': positiveDuration, 'backup-every': positiveDuration, rpo: positiveDuration }).optional().describe(about('Care of stored objects: check, off-line copy, bearable loss', '保存情報の点検間隔、オフライン複製の間隔、許容できる損失')),
  mirror: mirror.optional(),
  radio: z.boolean().optional().describe(about('Joins its zone by the wireless access point', '無線 LAN でゾーンに接続')),
  'clock-error': z.strictObject({ fast: duration.optional(), slow: duration.optional() }).optional().describe(about('How far the clock is off', '時計の誤差')),
  vulnerable: z.array(id).prefault([]).describe(about('Exploitable faults open until patched', '修正適用まで悪用可能な脆弱性')),
});

const zone = z.strictObject({
  name, prefix,
  medium: choice(['switch', 'hub']).prefault('switch'),
  gateway: address.describe(about("A port of one of the site's devices", '施設内の機器のポートのアドレス')),
  ...line,
  rate: line.rate.prefault('1 Gbit/s'),
  delay: line.delay.prefault('1 us'),
  'wlan-key': id.optional().describe(about('The entry of `keys` behind the wireless access point', '無線 LAN の事前共有鍵（keys の ID）')),
  hosts: z.record(KEY, host).prefault({}),
});

const zones = { hsz: zone.optional(), sz: zone.optional(), dmz: zone.optional() };
const port = address.optional();

const device = z.strictObject({
  name,
  kind: choice(['vpn-router', 'firewall', 'router']),
  ports: z.strictObject({ hsz: port, sz: port, dmz: port }).prefault({}).describe(about('Own address in each zone', '各ゾーンでの自アドレス')),
  lines: z.record(KEY, z.strictObject({ address: networkInterface, duct: id.optional(), standby: mirror.optional(), ...line })).prefault({}).describe(about('Access lines, by network', 'ネットワークごとのアクセス回線')),
  allow: z.array(z.strictObject({
    from: endpoint, to: endpoint,
    protocol: choice(['tcp', 'udp', 'any']).prefault('any'),
    port: PORT.optional().describe(about('Destination port; absent = any', '宛先ポート。省略時は全ポート')),
  })).prefault([]).describe(about('Flows that the firewall lets through', 'ファイアウォールが許可する通信')),
  'manual-peer': id.optional().describe(about('Site with which it shares an ESP association with fixed keys and an unchecked MAC', '固定鍵・MAC 未検査の ESP を共有する施設')),
  routing: z.boolean().prefault(false).describe(about('Exchanges routes with its neighbours (OSPF)', '隣接装置と経路を交換する（OSPF）')),
  psk: id.optional().describe(about('The entry of `keys` used while no certificate is', '証明書を使わない間の事前共有鍵（keys の ID）')),
  'idle-timeout': positiveDuration.prefault('5 min').describe(about('A tunnel without traffic is torn down after this (our choice)', '無通信のトンネルを切断するまでの時間（既定値は独自）')),
  rekey: positiveDuration.prefault('1 h').describe(about('An SA is replaced after this (our choice; RFC 7296 2.8 fixes none)', 'SA を更新するまでの時間（既定値は独自。RFC 7296 2.8 に規定なし）')),
});

const user = z.strictObject({
  name, role: id,
  workstation: place,
  'password-rank': RANK.optional().describe(about("Position of the password in the attacker's dictionary; absent = in none", '攻撃者の辞書でのパスワードの順位。省略時は辞書にない')),
  'password-pattern': pattern.optional(),
  duties: z.array(z.strictObject({ asset: id, needed: integer(0, 1_000_000) })).optional().describe(about('Collections that the role covers, and how many records today’s work needs', '職務で扱う情報資産と、当日の業務に必要な件数')),
  'shared-by': integer(1, 1000).optional().describe(about('How many people use this account', 'このアカウントを使う人数')),
});

const asset = z.strictObject({ name, label: choice(['phi', 'anon', 'staff', 'audit', 'secconf', 'public']), size, at: place, records: integer(1, 1_000_000).optional().describe(about('A collection of so many records of that size', 'その大きさの記録の件数')) });

const site = z.strictObject({
  name,
  kind: id.describe(about('What the site is, for example clinic', '施設の種別（例: clinic）')),
  zones: z.strictObject(zones),
  devices: z.record(KEY, device).prefault({}),
  users: z.record(KEY, user).prefault({}),
  assets: z.record(KEY, asset).prefault({}),
});

const service = z.strictObject({
  name,
  kind: choice(['referral', 'booking', 'image', 'audit-log', 'console', 'orders', 'records', 'directory', 'share', 'gateway']),
  host: place, port: PORT,
  tls: choice(['never', 'offered', 'always']).prefault('never'),
  accounts: z.array(id).prefault([]).describe(about('Users with an account; empty = no login', 'アカウントを持つ利用者。空ならログインなし')),
  partners: z.array(id).prefault([]).describe(about('Sites that the service is meant for', 'サービスの対象施設')),
  login: choice(['clear', 'challenge']).optional().describe(about('How passwords are proved; absent = challenge', 'パスワードの送り方。省略時はチャレンジ')),
  usage: z.strictObject({ sites: z.array(text), domains: z.array(text), mail: size }).optional().describe(about('Rules of use of a gateway', 'ゲートウェイの利用規則')),
  'checked-by': place.optional().describe(about('Orders only: the host of the register that is asked before each order', 'orders のみ：処理前に照会する台帳のホスト')),
  trusts: z.array(place).optional().describe(about('Orders, share, directory: hosts whose address is proof enough', 'orders・share・directory：アドレスだけで信頼するホスト')),
});

const flow = z.strictObject({
  name, service: id, client: place,
  user: id.optional(),
  operation: choice(['store-letter', 'fetch-letter', 'book', 'inquire', 'fetch-image', 'log', 'maintain', 'order', 'read-records', 'look-up', 'copy-file', 'browse', 'send-mail']),
  asset: id.optional(),
  at: duration.describe(about('Time of the first run', '初回の時刻')),
  every: positiveDuration.optional().describe(about('Time between runs; needed when `times` is above 1', '実行の間隔。times が 2 以上なら必須')),
  times: integer(1, 1_000_000).prefault(1),
  'source-port': PORT.optional().describe(about("Fixed local port of the client program; an off-path attacker then knows it", 'クライアントの固定送信元ポート。経路外の攻撃者にも既知となる')),
  recovery: z.strictObject({
    kind: choice(['resend', 'manual']),
    after: positiveDuration,
  }).optional().describe(about('What happens to an order that is not confirmed: sent again by the machine, or entered again by hand', '確認応答のない依頼の扱い：自動再送、または手作業での再入力')),
  think: duration.prefault('0 s').describe(about('How long the user works in the session', '利用者がセッション内で作業する時間')),
});

const control = z.strictObject({
  mechanism: choice(MECHANISMS).optional().describe(about('Absent = the same as the id', '省略時は ID と同じ')),
  scope: z.array(place).describe(about('Where it stands; empty = deployed nowhere', '配置場所。空ならどこにも配置しない')),
  cost: integer(1, 1_000_000).describe(about('Relative yearly cost', '年間の相対費用')),
});

const vantage = z.strictObject({
  kind: choice(['wan-on', 'wan-off', 'lan', 'in-hsz', 'in-sz', 'in-dmz', 'peer', 'relay', 'radio', 'stolen', 'phys', 'none']),
  at: place, name,
  address: station.optional().describe(about("The attacker's own station; with /length when it hangs on a network", '攻撃者の端末。ネットワーク直結なら /長さ 付き')),
  ...line, rate: line.rate.optional(), delay: line.delay.optional(),
  account: place.optional().describe(about('A host on which an accomplice has an account', '共犯者がアカウントを持つホスト')),
  sees: choice(['own', 'segment']).prefault('own'),
  incident: choice(['denial', 'content-denial', 'erased-log', 'infected-document', 'misdial']).optional().describe(about('What happens here without a network attacker', '攻撃者によらず起きる事象')),
  fails: z.array(place).optional().describe(about('Ducts and places that fail together', '同時に失われる管路と場所')),
  user: id.optional().describe(about('In a zone: whose account and workstation he uses', 'ゾーン内：使用するアカウントと端末の利用者')),
  lost: z.strictObject({ age: duration, 'reported-after': duration, state: choice(['off', 'running', 'key-beside']) }).optional().describe(about('Loss of the device: when, reported after, found off or running', '紛失の経過時間、届出までの時間、発見時の状態')),
});

const figure = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: text });

const adversary = z.strictObject({
  dictionary: figure(count({ en: 'a dictionary size', ja: '辞書の語数' }, 'word', 'words', Number.MAX_SAFE_INTEGER)),
  'offline-guesses': figure(frequency), 'online-guesses': figure(frequency), 'syn-rate': figure(frequency), 'rst-rate': figure(frequency),
  bots: figure(z.strictObject({ count: integer(1, 1_000_000), rate: bitRate, forged: probability })).optional().describe(about('Hosts that attack together (T25), with the share of forged sources', '一斉に攻撃する端末の数、速度、送信元詐称の割合（T25）')),
  'malware-age': figure(duration), 'scanner-lag': figure(duration),
  'fault-age': figure(duration).optional(), 'patch-lag': figure(duration).optional(), 'document-malware-age': figure(duration).optional(),
  'scanners-trust-signed': figure(z.boolean()).optional(),
  'copy-rate': figure(frequency).optional(), 'tool-factor': figure(integer(1, Number.MAX_SAFE_INTEGER)).optional(), patience: figure(positiveDuration).optional(), 'trained-lapses': figure(integer(1, 1000)).optional(),
}).describe(about('What the attackers can do; every figure with its source', '攻撃者の能力。各数値に出典を付ける'));

const monitoring = z.strictObject({
  records: integer(1, 1_000_000).describe(about('Uses in a window that raise no alarm yet', '警報を出さない、時間枠内の利用回数')),
  window: positiveDuration, response: duration.describe(about('From alarm to cut-off', '警報から切断まで')), review: positiveDuration.describe(about('Logs are reviewed so long after the fact', 'ログ点検までの時間')),
}).describe(about('Watching of the use of services (TR A.1 c)', 'サービス利用の監視（TR A.1 c）'));

const expectation = z.strictObject({
  threat: threatForm, controls: controlSelection,
  outcome: choice(['blocked', 'detected', 'degraded', 'succeeded', 'not-applicable', 'inconclusive']),
});

export const scenarioSchema = z.strictObject({
  scenario: id.describe(about("The scenario's id", 'シナリオの ID')),
  title: bilingual,
  source: text.describe(about('Clause and figure of the TR', 'TR の箇条と図')),
  about: bilingual.describe(about('What it shows', '何を示すか')),
  horizon: positiveDuration.describe(about('A replay ends at this time', '再生を終える時刻')),
  networks: z.record(KEY, network),
  centre: centre.optional(),
  keys: z.record(KEY, key).prefault({}).describe(about('Shared secrets that people chose', '人が決めた共有鍵')),
  groups: z.record(KEY, group).prefault({}).describe(about('Who may connect to whom (TR D.3)', '接続できる相手の組（TR D.3）')),
  sites: z.record(KEY, site),
  services: z.record(KEY, service).prefault({}),
  flows: z.record(KEY, flow).prefault({}),
  controls: z.record(KEY, control).prefault({}).describe(about('Countermeasures that may be switched on', '切り替えられる対策')),
  vantages: z.record(KEY, vantage).prefault({}).describe(about('Places from which an attacker may act', '攻撃者の立ち位置')),
  adversary,
  monitoring: monitoring.optional(),
  expect: z.array(expectation).prefault([]).describe(about('Outcomes that must hold on replay', '再生時に成り立つべき結果')),
}).meta({ title: 'Wardlab scenario', description: about('A network and what happens in it; data only', 'ネットワークとそこで起きる事象のデータ') });

/** A file that has passed the first pass; keys are still those of the file. */
export type Draft = z.output<typeof scenarioSchema>;

/**
 * The JSON Schema of a scenario file, for editors and other tools. Draft-07, because the YAML language server knows it best.
 * Units: none. Errors: none. Source: JSON Schema draft-07; contract 4.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(scenarioSchema, { target: 'draft-7', io: 'input' }) };
}
