/**
 * Purpose: what the probes of the net saw, as tables for people, in both languages.
 *
 * Units: as named in the tables. Determinism: pure. References: contract.md section 2.
 */
import type { ArpFigures, EntrySeen } from '../../probe/arp.ts';
import type { SynFloodFigures } from '../../probe/syn-flood.ts';
import type { TcpFigures } from '../../probe/tcp.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/**
 * A SYN flood.
 * Units: shares in percent. Errors: none. Source: own design.
 */
export function synFloodLines({ say }: Terminal, figures: SynFloodFigures): string[] {
  const calls = figures.runs.reduce((sum, run) => sum + run.calls, 0);
  const { within3s, firstSyn } = figures.standardError;
  return tableLines([
    [
      say({ en: 'callers served within 3 s', ja: '3 秒以内に接続できた割合' }),
      `${percent(figures.successWithin3s)} ± ${percent(within3s)}`,
    ],
    [say({ en: 'on their first SYN', ja: '最初の SYN で接続できた割合' }), `${percent(figures.successOnFirstSyn)} ± ${percent(firstSyn)}`],
    [say({ en: 'SYNs of the flood that found no slot', ja: '空きがなかった攻撃 SYN の割合' }), percent(figures.floodRefused)],
    [say({ en: 'half-open entries, at most', ja: '半開エントリの最大数' }), `${figures.halfOpenMax} / ${figures.slots}`],
    [say({ en: 'callers counted', ja: '計測した接続の数' }), String(calls)],
    [say({ en: 'floods', ja: 'フラッドの回数' }), String(figures.floods)],
  ]);
}

const STATES: Readonly<Record<EntrySeen['pointsTo'], { readonly en: string; readonly ja: string }>> = {
  nobody: { en: 'nobody', ja: 'なし' },
  server: { en: 'the server', ja: 'サーバ' },
  attacker: { en: 'the attacker', ja: '攻撃者' },
};
const EFFECTS: Readonly<Record<ArpFigures['effect'], { readonly en: string; readonly ja: string }>> = {
  ignored: { en: 'ignored', ja: '無視された' },
  created: { en: 'entry created', ja: 'エントリが作成された' },
  overwritten: { en: 'entry overwritten', ja: 'エントリが書き換えられた' },
};
const TARGETS: Readonly<Record<ArpFigures['requests'][number]['to'], { readonly en: string; readonly ja: string }>> = {
  server: STATES.server,
  attacker: STATES.attacker,
  broadcast: { en: 'all', ja: '全員' },
};

/**
 * A false claim on a LAN.
 * Units: seconds, shares in percent. Errors: none. Source: own design.
 */
export function arpLines({ say }: Terminal, figures: ArpFigures): string[] {
  const entry = ({ pointsTo, state }: EntrySeen): string => `${say(STATES[pointsTo])} (${state.toUpperCase()})`;
  const requests = figures.requests.map(({ s, to }) => `${s.toFixed(1)} s → ${say(TARGETS[to])}`).join(', ');
  return tableLines([
    [say({ en: 'the claim was', ja: '詐称の結果' }), say(EFFECTS[figures.effect])],
    [say({ en: 'entry before', ja: '詐称前のエントリ' }), entry(figures.before)],
    [say({ en: 'entry after', ja: '詐称後のエントリ' }), entry(figures.after)],
    [
      say({ en: 'packets of the first second that went astray', ja: '最初の 1 秒で逸れたパケット' }),
      percent(figures.divertedInFirstSecond),
    ],
    [say({ en: 'last packet that went astray after', ja: '最後に逸れたパケットまでの時間' }), `${figures.divertedForS.toFixed(2)} s`],
    [say({ en: "the client's own requests", ja: 'クライアントの ARP 要求' }), requests === '' ? '-' : requests],
  ]);
}

const OUTCOMES: Readonly<Record<TcpFigures['outcome'], { readonly en: string; readonly ja: string }>> = {
  reset: { en: 'the victim resets the connection', ja: '標的が接続をリセットした' },
  closed: { en: 'the victim takes the stream for ended', ja: '標的がストリームの終了と見なした' },
  delivered: { en: 'the forged data reached the application', ja: '偽造データがアプリケーションに届いた' },
  challenged: { en: 'answered with an ACK, otherwise without effect', ja: 'ACK で応答し、それ以外の影響なし' },
  dropped: { en: 'dropped without an answer', ja: '応答なしに破棄された' },
};

/**
 * A forged segment.
 * Units: octets. Errors: none. Source: own design.
 */
export function tcpLines({ say }: Terminal, figures: TcpFigures): string[] {
  const yes = (value: boolean): string => (value ? say({ en: 'yes', ja: 'はい' }) : say({ en: 'no', ja: 'いいえ' }));
  return tableLines([
    [say({ en: 'outcome', ja: '結果' }), say(OUTCOMES[figures.outcome])],
    [say({ en: 'connection still serves', ja: '接続は引き続き使用可能' }), yes(figures.connectionUsable)],
    [say({ en: 'octets after RCV.NXT', ja: 'RCV.NXT からの差（オクテット）' }), String(figures.ahead)],
    [say({ en: 'ACKs that the victim sent', ja: '標的が送った ACK' }), String(figures.acks)],
    [say({ en: 'RSTs that the victim sent', ja: '標的が送った RST' }), String(figures.rsts)],
  ]);
}
