/**
 * Purpose: the figures of the probes as lines for a person.
 *
 * Units: octets, milliseconds. Determinism: pure. References: contract.md section 3.
 */
import type { EspProbeFigures } from '../../probe/esp.ts';
import type { IkeFailureFigures } from '../../probe/ike-failures.ts';
import type { IkeProbe, IkeProbeFigures } from '../../probe/ike.ts';
import type { Terminal } from '../terminal.ts';

/**
 * A set-up: its messages, then its times.
 * Units: see above. Errors: none. Source: own design.
 */
export function ikeLines(terminal: Terminal, { oneWayNs, auth, proposal }: IkeProbe, figures: IkeProbeFigures): string[] {
  const { say } = terminal;
  const { messages, setupMs, runs, established, roundTrips, withoutRetransmission, retransmissionGapsS } = figures;
  const title = `IKEv2, ${auth}, ${proposal.suite}-${proposal.groups.join('-')}, ${oneWayNs / 1e6} ms`;
  const gaps = retransmissionGapsS.map(({ gapS, count }) => `${gapS} s × ${count}`).join(', ');
  return [
    terminal.tint('bold', title),
    ...messages.map(({ exchange, type, udpPayloadBytes }) => `  ${exchange.padEnd(16)} ${type.padEnd(9)} ${udpPayloadBytes.join(' + ')}`),
    say({ en: `  (octets of UDP payload, one figure a fragment)`, ja: `  （UDP ペイロードのオクテット数、フラグメントごと）` }),
    say({ en: `round trips            ${roundTrips}`, ja: `往復回数       ${roundTrips}` }),
    setupMs === null
      ? say({ en: 'set-up                 never', ja: '確立           なし' })
      : say({
          en: `set-up                 median ${setupMs.median} ms, mean ${setupMs.mean} ms, 95 % within ${setupMs.p95} ms, at most ${setupMs.max} ms`,
          ja: `確立時間       中央値 ${setupMs.median} ms、平均 ${setupMs.mean} ms、95 % が ${setupMs.p95} ms 以内、最大 ${setupMs.max} ms`,
        }),
    say({
      en: `established            ${established} of ${runs}, ${percent(withoutRetransmission)} without retransmission`,
      ja: `確立した回数   ${runs} 回中 ${established} 回、再送なし ${percent(withoutRetransmission)}`,
    }),
    ...(figures.failure === undefined ? [] : failureLines(terminal, figures.failure)),
    ...(gaps === '' ? [] : [say({ en: `retransmitted after    ${gaps}`, ja: `再送までの時間 ${gaps}` })]),
  ];
}

/** Who was told what when, and what is left of the SAs. */
function failureLines({ say }: Terminal, { kind, at, told, knowsMs, ikeSaUp, childSaUp, believedMs }: IkeFailureFigures): string[] {
  const endOf = { initiator: { en: 'initiator', ja: '開始側' }, responder: { en: 'responder', ja: '応答側' } } as const;
  const ends = ['initiator', 'responder'] as const;
  const left = (end: (typeof ends)[number]): { en: string; ja: string } => {
    if (childSaUp[end]) return { en: 'IKE SA and child SA', ja: 'IKE SA と子 SA' };
    return ikeSaUp[end] ? { en: 'IKE SA only', ja: 'IKE SA のみ' } : { en: 'nothing', ja: 'なし' };
  };
  return [
    say({ en: `failure                ${kind}, ${at}`, ja: `失敗の種類     ${kind}（${endOf[at].ja}）` }),
    ...told.map(({ notify, from, exchange, sentMs, udpPayloadBytes }) =>
      say({
        en: `told                   ${notify} from the ${from} in ${exchange}, ${udpPayloadBytes} octets, sent at ${sentMs} ms`,
        ja: `通知           ${notify}（${endOf[from].ja}から、${exchange}、${udpPayloadBytes} オクテット、${sentMs} ms に送信）`,
      }),
    ),
    ...ends.map((end) => {
      const [atMs, what] = [knowsMs[end], left(end)];
      return say({
        en: `${end.padEnd(22)} ${atMs === null ? 'learns of no failure' : `knows at ${atMs} ms`}; left with: ${what.en}`,
        ja: `${endOf[end].ja}         ${atMs === null ? '失敗を知らない' : `${atMs} ms に失敗を知る`}、残るもの: ${what.ja}`,
      });
    }),
    ...(believedMs === 0
      ? []
      : [
          say({
            en: `                       for ${believedMs} ms only the responder believed in the tunnel`,
            ja: `               応答側だけがトンネルを有効と見なした時間: ${believedMs} ms`,
          }),
        ]),
  ];
}

/**
 * One packet.
 * Units: octets. Errors: none. Source: own design.
 */
export function espLines(terminal: Terminal, { suite, innerBytes, outerBytes, overheadBytes, parts }: EspProbeFigures): string[] {
  const { headerBytes, ivBytes, payloadBytes, paddingBytes, trailerBytes, icvBytes } = parts;
  return [
    terminal.say({
      en: `${suite}: ${innerBytes} octets inside, ${outerBytes} outside (${overheadBytes} more)`,
      ja: `${suite}: 内側 ${innerBytes} オクテット、外側 ${outerBytes} オクテット（${overheadBytes} 増）`,
    }),
    terminal.say({
      en: `ESP header ${headerBytes}, IV ${ivBytes}, content ${payloadBytes}, padding ${paddingBytes}, trailer ${trailerBytes}, ICV ${icvBytes}`,
      ja: `ESP ヘッダー ${headerBytes}、IV ${ivBytes}、内容 ${payloadBytes}、パディング ${paddingBytes}、トレーラー ${trailerBytes}、ICV ${icvBytes}`,
    }),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
