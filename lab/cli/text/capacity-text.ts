/**
 * Purpose: the figures of `wardlab capacity` as tables for people, in both languages, in the order of TR D.7.
 *
 * Units: as named in the tables. Determinism: pure. References: TR D.7 a-c.
 */
import type { Bilingual, Scenario } from '../../../sim/world/scenario.ts';
import type { BlockedId, FirewallRow } from '../../capacity/firewalls.ts';
import type { CapacityFigures } from '../../capacity/measure.ts';
import type { OverheadFigures } from '../../capacity/overhead.ts';
import type { RealTimeFigures } from '../../capacity/real-time.ts';
import type { RoutingRow } from '../../capacity/routing.ts';
import type { SetUpFigures } from '../../capacity/set-up.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { carriedLines } from './carried-text.ts';
import { spreadTable } from './nation-text.ts';

const BLOCKED_WORDS: Readonly<Record<BlockedId, Bilingual>> = {
  nothing: { en: 'nothing', ja: 'なし' },
  'udp-500': { en: 'UDP 500 (IKE)', ja: 'UDP 500（IKE）' },
  esp: { en: 'protocol 50 (ESP)', ja: 'プロトコル 50（ESP）' },
  'udp-4500': { en: 'UDP 4500 (IKE and ESP behind a NAT)', ja: 'UDP 4500（NAT 越えの IKE・ESP）' },
  centre: { en: 'the port of the centre', ja: 'センターのポート' },
};

const FAILURE_WORDS: Readonly<Record<string, Bilingual>> = {
  'no-connection-information': { en: 'no answer from the centre', ja: 'センターからの応答なし' },
  'peer-silent': { en: 'no answer from the partner', ja: '相手機器からの応答なし' },
};

const ms = (value: number): string => `${value.toFixed(1)} ms`;

/**
 * All sections.
 * Units: as named. Errors: none. Source: TR D.7.
 */
export function capacityLines(terminal: Terminal, scenario: Scenario, figures: CapacityFigures): string[] {
  const { setUp, overhead, realTime, firewalls, carriedAddresses, routing, centreAtScale } = figures;
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const title = (en: string, ja: string): string[] => ['', terminal.tint('bold', say(en, ja))];
  const note = (en: string, ja: string): string[] => terminal.wrap(say(en, ja));
  return [
    terminal.tint('bold', `${scenario.id}  ${terminal.say(scenario.title)}`),
    ...title('Set-up time (TR D.7 a)', '接続確立時間（TR D.7 a）'),
    ...setUpLines(terminal, setUp),
    ...title('Overhead of ESP (TR D.7 a)', 'ESP のオーバーヘッド（TR D.7 a）'),
    ...overheadLines(terminal, overhead),
    ...title(
      'Real-time traffic on a best-effort line, DSCP (TR D.7 a, b)',
      'ベストエフォート回線上のリアルタイム通信と DSCP（TR D.7 a、b）',
    ),
    ...(realTime === null
      ? note('Not measured: no tunnel is up when the voice begins.', '計測できず: 音声の開始時に VPN が確立していない。')
      : realTimeLines(terminal, realTime)),
    ...title('Firewalls and NAT: what breaks when it is blocked (TR D.7 c)', 'ファイアウォールと NAT: 遮断した場合の影響（TR D.7 c）'),
    ...firewallLines(terminal, firewalls),
    ...title('NAT and protocols that carry addresses (TR D.7 c)', 'NAT と、アドレスを運ぶプロトコル（TR D.7 c）'),
    ...carriedLines(terminal, carriedAddresses),
    ...title(
      'Link-state routing through tunnels that come and go (TR D.7 c)',
      '接続・切断されるトンネル上のリンクステート型ルーティング（TR D.7 c）',
    ),
    ...routingLines(terminal, routing),
    ...title('The centre at scale', '大規模時のセンター'),
    ...note(
      `A generated region of ${centreAtScale.institutions} institutions, 9 to 11 o'clock, one server: load ${(centreAtScale.centre.load * 100).toFixed(2)} %, ${centreAtScale.tunnels.raised} tunnels. More, and outages: wardlab nation.`,
      `生成した ${centreAtScale.institutions} 施設の地域、9 時から 11 時、サーバ 1 台: 負荷率 ${(centreAtScale.centre.load * 100).toFixed(2)} %、確立したトンネル ${centreAtScale.tunnels.raised} 本。全国規模やセンター停止の影響は wardlab nation をご利用ください。`,
    ),
    ...spreadTable(terminal, [
      [{ en: 'set-up of a tunnel', ja: 'トンネル確立' }, centreAtScale.setUp.all],
      [{ en: '  question to the centre', ja: '  センターへの問い合わせ' }, centreAtScale.setUp.centre],
      [{ en: '  IKE, work of the devices included', ja: '  IKE（機器の処理時間を含む）' }, centreAtScale.setUp.ike],
    ]),
  ];
}

function setUpLines(terminal: Terminal, { pairs, withLoss, limitMs }: SetUpFigures): string[] {
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const head = [
    say('from', '接続元'),
    say('to', '接続先'),
    say('centre', 'センター'),
    'IKE',
    say('in all', '合計'),
    say('first packet', '最初のパケット'),
    say('next packet', '以後のパケット'),
  ];
  const optional = (value: number | undefined): string => (value === undefined ? '-' : ms(value));
  const rows = pairs.map(({ from, to, up, centreMs, ikeMs, setUpMs, firstPacketMs, nextPacketMs }) => [
    from,
    to,
    ...(up ? [centreMs, ikeMs, setUpMs].map(ms) : ['-', '-', say('not up', '不成立')]),
    optional(firstPacketMs),
    optional(nextPacketMs),
  ]);
  const over = withLoss.overLimit;
  return [
    ...tableLines([head, ...rows]),
    '',
    say(
      `With ${withLoss.lossPercent} % loss on every line and direction, ${withLoss.runs} runs: ${withLoss.failed} failed, ${over} took longer than ${limitMs / 1000} s.`,
      `各回線・各方向の損失率を ${withLoss.lossPercent} % とした ${withLoss.runs} 回の試行: 失敗 ${withLoss.failed} 回、${limitMs / 1000} 秒超過 ${over} 回。`,
    ),
    ...spreadTable(terminal, [
      [{ en: 'set-up of a tunnel', ja: 'トンネル確立' }, withLoss.setUp],
      [{ en: '  question to the centre', ja: '  センターへの問い合わせ' }, withLoss.centre],
      [{ en: '  IKE between the devices', ja: '  機器間の IKE' }, withLoss.ike],
    ]),
  ];
}

function overheadLines(terminal: Terminal, { flows, packets }: OverheadFigures): string[] {
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const flowHead = [
    say('flow', 'フロー'),
    say('packets', 'パケット数'),
    say('octets in clear', '平文のバイト数'),
    say('octets as ESP', 'ESP のバイト数'),
    say('more', '増加率'),
    say('what', '内容'),
  ];
  const flowRows = flows.map(({ flow, name, packetsTunnel, octetsClear, octetsTunnel, percent }) => [
    flow,
    String(packetsTunnel),
    String(octetsClear),
    String(octetsTunnel),
    `${percent.toFixed(1)} %`,
    terminal.say(name),
  ]);
  const packetHead = [
    say('IP packet', 'IP パケット'),
    say('as ESP', 'ESP'),
    say('behind a NAT', 'NAT の内側'),
    say('more', '増加率'),
    say('what', '内容'),
  ];
  const packetRows = packets.map(({ name, innerBytes, outerBytes, outerNatBytes, percent }) => [
    String(innerBytes),
    String(outerBytes),
    String(outerNatBytes),
    `${percent.toFixed(1)} %`,
    terminal.say(name),
  ]);
  return [...(flows.length === 0 ? [] : [...tableLines([flowHead, ...flowRows]), '']), ...tableLines([packetHead, ...packetRows])];
}

function realTimeLines(terminal: Terminal, { from, to, lineMbps, rows, dscp }: RealTimeFigures): string[] {
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const head = [
    say('load of the line', '回線の負荷'),
    say('delay, median', '遅延（中央値）'),
    '99 %',
    say('most', '最大'),
    say('jitter', 'ジッタ'),
    say('loss', '損失'),
  ];
  const cells = rows.map(({ loadPercent, delay, jitterMs, lossPercent }) => [
    loadPercent === 0 ? say('voice alone', '音声のみ') : `${loadPercent} %`,
    ms(delay.p50Ms),
    ms(delay.p99Ms),
    ms(delay.maxMs),
    `${jitterMs.toFixed(2)} ms`,
    `${lossPercent.toFixed(1)} %`,
  ]);
  const copied = dscp.outer.length === 1 && dscp.outer[0] === dscp.sent;
  return [
    say(
      `Voice from ${from} to ${to} through the tunnel, over a line of ${lineMbps} Mbit/s with other traffic:`,
      `${from} から ${to} へのトンネル経由の音声。回線は ${lineMbps} Mbit/s で、他の通信と共用:`,
    ),
    ...tableLines([head, ...cells]),
    ...terminal.wrap(
      copied
        ? say(
            `The mark of the voice packets (DSCP ${dscp.sent}) was seen on the outer headers and on the packets that arrived. A best-effort line does not heed it: the delays above are those of marked packets.`,
            `音声パケットの DSCP（${dscp.sent}）は外側ヘッダーに複写され、到着したパケットにも残っていました。ただしベストエフォート回線では優先されず、上の遅延は印の付いたパケットの値です。`,
          )
        : say(
            `The mark (DSCP ${dscp.sent}) was not copied to the outer header.`,
            `DSCP（${dscp.sent}）は外側ヘッダーに複写されませんでした。`,
          ),
    ),
  ];
}

function firewallLines(terminal: Terminal, rows: readonly FirewallRow[]): string[] {
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const yesNo = (value: boolean): string => (value ? say('yes', '可') : say('no', '不可'));
  const head = [
    'NAT',
    say('blocked', '遮断対象'),
    say('tunnel', 'トンネル'),
    say('data arrive', 'データ到達'),
    say('packets dropped', '破棄パケット数'),
    say('given up after', '断念まで'),
    say('because', '理由'),
  ];
  const cells = rows.map(({ nat, blocked, tunnelUp, delivered, dropped, gaveUpAfterMs, failure }) => [
    nat ? say('yes', 'あり') : say('no', 'なし'),
    terminal.say(BLOCKED_WORDS[blocked]),
    yesNo(tunnelUp),
    yesNo(delivered),
    String(dropped),
    gaveUpAfterMs === undefined ? '-' : `${(gaveUpAfterMs / 1000).toFixed(1)} s`,
    failure === undefined ? '-' : terminal.say(FAILURE_WORDS[failure] ?? { en: failure, ja: failure }),
  ]);
  return tableLines([head, ...cells]);
}

function routingLines(terminal: Terminal, rows: readonly RoutingRow[]): string[] {
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const head = [
    say('sites', '施設数'),
    say('tunnels up or down', 'トンネルの接続・切断'),
    say('updates', '更新メッセージ'),
    say('octets', 'バイト数'),
    say('computations', '経路計算'),
    say('links examined', '調べたリンク数'),
  ];
  const cells = rows.map(({ sites, toggles, updatesPerHour, octetsPerHour, computationsPerHour, linksExaminedPerHour }) =>
    [sites, toggles, updatesPerHour, octetsPerHour, computationsPerHour, linksExaminedPerHour].map(String),
  );
  return [
    ...terminal.wrap(
      say(
        'In a generated area around one hub, per router and hour, without and with four tunnels an hour that each site raises for a minute:',
        'ハブを中心に生成したエリアにおける、ルータ 1 台・1 時間あたりの値。各施設が 1 時間に 4 回、1 分間のトンネルを張る場合と張らない場合:',
      ),
    ),
    ...tableLines([head, ...cells]),
  ];
}
