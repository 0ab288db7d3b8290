/**
 * Purpose: the figures of a nation as tables for people, in both languages.
 *
 * Units: as named in the tables. Determinism: pure. References: TR D.7 a.
 */
import type { Bilingual } from '../../../sim/world/scenario.ts';
import type { NationFigures } from '../../run/nation-run.ts';
import type { Spread } from '../../run/spread.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Times above ten seconds in seconds, below in milliseconds. */
const time = (valueMs: number): string => (valueMs >= 10_000 ? `${(valueMs / 1000).toFixed(1)} s` : `${valueMs.toFixed(1)} ms`);

type Row = readonly [Bilingual, Spread];

/**
 * Rows of distributions under one head.
 * Units: milliseconds. Errors: none. Source: own design.
 */
export function spreadTable(terminal: Terminal, rows: readonly Row[]): string[] {
  const head = [
    terminal.say({ en: 'time', ja: '時間' }),
    terminal.say({ en: 'count', ja: '件数' }),
    terminal.say({ en: 'mean', ja: '平均' }),
    terminal.say({ en: 'median', ja: '中央値' }),
    '95 %',
    '99 %',
    terminal.say({ en: 'most', ja: '最大' }),
  ];
  const cells = rows.map(([name, { count, meanMs, p50Ms, p95Ms, p99Ms, maxMs }]) => [
    terminal.say(name),
    grouped(count),
    // Of nothing there is no mean.
    ...[meanMs, p50Ms, p95Ms, p99Ms, maxMs].map((valueMs) => (count === 0 ? '-' : time(valueMs))),
  ]);
  return tableLines([head, ...cells]);
}

/**
 * All figures of one run.
 * Units: as named. Errors: none. Source: own design.
 */
export function nationLines(terminal: Terminal, figures: NationFigures): string[] {
  const { exchanges, tunnels, setUp, centre, wire, renewals, outage, revocation } = figures;
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const count = (name: Bilingual, value: number): string[] => [terminal.say(name), grouped(value)];
  return [
    terminal.tint('bold', say(`${grouped(figures.institutions)} institutions`, `${grouped(figures.institutions)} 施設`)),
    ...tableLines([
      count({ en: 'exchanges wanted', ja: '要求された通信' }, exchanges.wanted),
      count({ en: 'found their tunnel up', ja: '既存トンネルを利用' }, exchanges.foundTunnelUp),
      count({ en: 'waited more than 30 s (TR D.7 a)', ja: '30 秒を超えて待った通信（TR D.7 a）' }, exchanges.lateOver30s),
      count({ en: 'refused', ja: '拒否された通信' }, exchanges.refused),
      count({ en: 'tunnels raised', ja: '確立されたトンネル' }, tunnels.raised),
      count({ en: 'of these with information still at hand', ja: 'うち保持していた接続情報で確立' }, tunnels.withoutCentre),
      count({ en: 'attempts that failed and were repeated', ja: '失敗して再試行' }, tunnels.failedAttempts),
      count({ en: 'tunnels up at once, at most', ja: '同時に存在したトンネルの最大数' }, tunnels.mostUp),
      count({ en: 'associations renewed', ja: '鍵の更新' }, tunnels.rekeys),
      count({ en: 'control messages', ja: '制御メッセージ' }, wire.messages),
      count({ en: 'their octets', ja: '制御メッセージの総バイト数' }, wire.octets),
      count({ en: 'octets of data', ja: 'データの総バイト数' }, wire.dataOctets),
    ]),
    '',
    ...spreadTable(terminal, [
      [{ en: 'set-up of a tunnel', ja: 'トンネル確立' }, setUp.all],
      [{ en: '  question to the centre', ja: '  センターへの問い合わせ' }, setUp.centre],
      [{ en: '  IKE between the devices', ja: '  機器間の IKE' }, setUp.ike],
      [{ en: 'wait of an exchange, repeats included', ja: '通信の待ち時間（再試行を含む）' }, setUp.wait],
      [{ en: 'request at the centre', ja: 'センター内での処理' }, centre.sojourn],
      [{ en: 'renewal of a certificate', ja: '証明書の更新' }, renewals.time],
    ]),
    '',
    say(
      `Centre: ${figures.servers} server(s), load ${(centre.load * 100).toFixed(1)} %, ${grouped(centre.requests)} requests, ${grouped(centre.lost)} lost, at most ${grouped(centre.mostWaiting)} waiting.`,
      `センター: サーバ ${figures.servers} 台、負荷率 ${(centre.load * 100).toFixed(1)} %、要求 ${grouped(centre.requests)} 件、喪失 ${grouped(centre.lost)} 件、最大待ち行列 ${grouped(centre.mostWaiting)} 件。`,
    ),
    ...(outage === undefined ? [] : outageLines(terminal, outage)),
    ...(revocation === undefined ? [] : revocationLines(terminal, revocation)),
  ];
}

function outageLines(terminal: Terminal, outage: NonNullable<NationFigures['outage']>): string[] {
  return [
    '',
    terminal.say({
      en: `Outage: ${grouped(outage.upBefore)} tunnels were up when the centre failed; ${grouped(outage.raisedDuring)} were raised without it; ${grouped(outage.waitingAfter)} exchanges waited when it returned, the last of them until ${time(outage.recoveredAfterMs)} later.`,
      ja: `センター停止: 停止時点のトンネル ${grouped(outage.upBefore)} 本、停止中に確立 ${grouped(outage.raisedDuring)} 本。復旧時に待っていた通信は ${grouped(outage.waitingAfter)} 件、すべて解消するまで ${time(outage.recoveredAfterMs)}。`,
    }),
    ...spreadTable(terminal, [
      [{ en: 'wait of exchanges wanted after the return', ja: '復旧後に生じた通信の待ち時間' }, outage.waitAfterReturn],
    ]),
  ];
}

function revocationLines(terminal: Terminal, revocation: NonNullable<NationFigures['revocation']>): string[] {
  return [
    '',
    terminal.say({
      en: `Revocation: ${grouped(revocation.revoked)} certificates taken back; the centre refused ${grouped(revocation.refusedByCentre)} requests, partners ${grouped(revocation.refusedByPartner)} set-ups.`,
      ja: `失効: 証明書 ${grouped(revocation.revoked)} 枚を失効。センターが拒否した要求 ${grouped(revocation.refusedByCentre)} 件、相手機器が拒否した接続 ${grouped(revocation.refusedByPartner)} 件。`,
    }),
    ...spreadTable(terminal, [
      [{ en: 'until a device knew of it', ja: '各機器に伝わるまで' }, revocation.knownAfter],
      [{ en: 'set-ups that succeeded all the same, after', ja: '失効後に成立した接続（失効からの時間）' }, revocation.raisedAllTheSame],
      [{ en: 'tunnels of revoked devices lived on for', ja: '失効機器のトンネルの残存時間' }, revocation.tunnelsOutlived],
    ]),
  ];
}

/**
 * The sizes of the centre that were tried.
 * Units: as named. Errors: none. Source: TR D.7 a.
 */
export function sizingLines(terminal: Terminal, tried: readonly NationFigures[], enough: number | undefined): string[] {
  const say = (en: string, ja: string): string => terminal.say({ en, ja });
  const head = [
    say('servers', 'サーバ数'),
    say('load', '負荷率'),
    say('wait 99 %', '待ち 99 %'),
    say('wait most', '待ち最大'),
    say('lost', '喪失'),
    say('recovered after', '回復まで'),
  ];
  const rows = tried.map(({ servers, centre, setUp, outage }) => {
    const wait = outage?.waitAfterReturn ?? setUp.wait;
    const recovered = outage === undefined ? '-' : time(outage.recoveredAfterMs);
    return [String(servers), `${(centre.load * 100).toFixed(1)} %`, time(wait.p99Ms), time(wait.maxMs), grouped(centre.lost), recovered];
  });
  const verdict =
    enough === undefined
      ? say('No size that was tried keeps 99 % within 30 s (TR D.7 a).', '試した台数では 99 % を 30 秒以内に収められません（TR D.7 a）。')
      : say(`${enough} server(s) keep 99 % within 30 s (TR D.7 a).`, `サーバ ${enough} 台で 99 % が 30 秒以内に収まります（TR D.7 a）。`);
  return [...tableLines([head, ...rows]), verdict];
}
