/**
 * Purpose: the table of protocols that carry addresses, for people: one line a protocol, one column a way.
 *
 * Units: none. Determinism: pure. References: TR D.7 c.
 */
import type { Bilingual } from '../../../sim/world/scenario.ts';
import { CARRYING, type CarriedEnd, type CarriedRow, type CarryingId } from '../../capacity/carried-addresses.ts';
import { tableLines } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const PROTOCOL_WORDS: Readonly<Record<CarryingId, Bilingual>> = {
  'ftp-active': { en: 'FTP, active (PORT, RFC 959)', ja: 'FTP アクティブモード（PORT、RFC 959）' },
  'ftp-passive': { en: 'FTP, passive (PASV, RFC 1579)', ja: 'FTP パッシブモード（PASV、RFC 1579）' },
  sip: { en: 'SIP (RFC 3261) with SDP', ja: 'SIP（RFC 3261）と SDP' },
  'sip-rport': { en: 'SIP with rport (RFC 3581)', ja: 'SIP、rport 使用（RFC 3581）' },
};

const END_WORDS: Readonly<Record<CarriedEnd, Bilingual>> = {
  works: { en: 'works', ja: '可' },
  'no-data-connection': { en: 'no data connection', ja: 'データ接続不可' },
  'no-answer': { en: 'no answer', ja: '応答なし' },
  'one-way': { en: 'voice one way', ja: '音声が片方向' },
};

const WAYS: readonly { readonly nat: boolean; readonly tunnel: boolean; readonly name: Bilingual }[] = [
  { nat: false, tunnel: false, name: { en: 'in clear', ja: '平文' } },
  { nat: false, tunnel: true, name: { en: 'in the tunnel', ja: 'トンネル' } },
  { nat: true, tunnel: false, name: { en: 'in clear, NAT', ja: '平文・NAT' } },
  { nat: true, tunnel: true, name: { en: 'in the tunnel, NAT', ja: 'トンネル・NAT' } },
];

/**
 * The section's lines; empty where nothing was measured.
 * Units: none. Errors: none. Source: TR D.7 c.
 */
export function carriedLines(terminal: Terminal, rows: readonly CarriedRow[]): string[] {
  const ways = WAYS.filter(({ nat, tunnel }) => rows.some((row) => row.nat === nat && row.tunnel === tunnel));
  const cell = (protocol: CarryingId, { nat, tunnel }: (typeof WAYS)[number]): string => {
    const row = rows.find((each) => each.protocol === protocol && each.nat === nat && each.tunnel === tunnel);
    return row === undefined ? '-' : terminal.say(END_WORDS[row.end]);
  };
  const head = [terminal.say({ en: 'protocol', ja: 'プロトコル' }), ...ways.map(({ name }) => terminal.say(name))];
  const lines = CARRYING.map((protocol) => [terminal.say(PROTOCOL_WORDS[protocol]), ...ways.map((way) => cell(protocol, way))]);
  return [
    ...terminal.wrap(
      terminal.say({
        en: 'The asking site stores a file and calls; with NAT it stands behind a broadband router that does not read what it translates. No list of agreed services is in force.',
        ja: '接続元の施設がファイルの格納と発呼を行う。NAT ありの場合、接続元は通信内容を書き換えないブロードバンドルータの内側にある。合意したサービスによる制限はなし。',
      }),
    ),
    ...tableLines([head, ...lines]),
  ];
}
