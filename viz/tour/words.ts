/**
 * Purpose: the texts of the tour, in both languages. They come with the tour and do not weigh on the first load.
 */
import type { TextsOf } from '../words/types.ts';

export const tourEn = {
  tourLabel: 'Tour',
  tourStep: (n: number, of: number) => `Step ${n} of ${of}`,
  tourBack: 'Back',
  tourNext: 'Next',
  tourEnd: 'End the tour',
  tourDone: 'Done',
  tourNetwork: 'A health network',
  tourNetworkText:
    'Institutions with their zones (HSZ, SZ, DMZ), hosts and devices, joined by networks. It is simulated packet by packet, here in your browser. Point and click for details; the same stands below as text.',
  tourAttack: 'An attack that really runs',
  tourAttackText: (attack: string) =>
    `“${attack}”: an attacker with a stated position and stated abilities acts in this network. The verdict is not looked up: it is read from the network after the run.`,
  tourPlay: 'Watch it',
  tourPlayText:
    'Packets move along the lines; shape and colour say how they are protected. Play, pause, step and scrub as with a video. Quiet stretches are shortened; the times are those of the network.',
  tourKnows: 'What the attacker gets',
  tourKnowsText:
    'What he has learned stays listed here from the moment at which he learned it. The clock now stands at the moment that decides this attack.',
  tourMatrix: 'Controls against threats',
  tourMatrixText:
    'A row for each control, a column for each threat, a sign for what the control does alone. The second row holds the verdicts with the switches as they are. All combinations are explored exactly, which takes a while at first.',
  tourSwitch: 'Turn a switch',
  tourSwitchText: (control: string) =>
    `“${control}” has just been switched on. The verdicts of all threats follow at once, from the explored decision trees. Try others; a frame marks the cells whose switch would change the verdict now.`,
  tourEvidence: 'Read the evidence',
  tourEvidenceText: (control: string) =>
    `The same attack twice: without controls, and with “${control}”. Every line is an event of the trace with its source; choose one to see its moment in the network.`,
  tourTake: 'Take it to the meeting',
  tourTakeText:
    'Pictures, the report and the data are here; “Copy link” shows a colleague exactly what you see. Next: open another network from “Scenarios”, or a file of your own.',
} as const;

export const tourJa: TextsOf<typeof tourEn> = {
  tourLabel: 'ツアー',
  tourStep: (n, of) => `${of} 段階中 ${n}`,
  tourBack: '戻る',
  tourNext: '次へ',
  tourEnd: 'ツアーを終了',
  tourDone: '完了',
  tourNetwork: '医療情報ネットワーク',
  tourNetworkText:
    '施設、そのゾーン（HSZ・SZ・DMZ）、ホスト、機器と、それらを結ぶ網です。お使いのブラウザ内で、パケット単位で模擬しています。クリックすると詳細が表示され、同じ内容は下のテキストでも読めます。',
  tourAttack: '実際に実行される攻撃',
  tourAttackText: (attack) =>
    `「${attack}」。位置と能力を明示した攻撃者が、このネットワークの中で行動します。判定は表から引くのではなく、実行後のネットワークの状態から読み取ります。`,
  tourPlay: '再生する',
  tourPlayText:
    'パケットが回線上を動き、形と色が保護の方式を示します。動画と同じように、再生、一時停止、コマ送り、位置の移動ができます。動きのない区間は短縮され、時刻はネットワーク内のものです。',
  tourKnows: '攻撃者が得るもの',
  tourKnowsText: '攻撃者が得た情報は、得た時点からここに表示されます。時計は、この攻撃の成否を決めた時点に合わせてあります。',
  tourMatrix: '対策と脅威',
  tourMatrixText:
    '行は対策、列は脅威、記号は対策単独の効果です。2 行目は、現在の設定での判定です。すべての組合せを厳密に探索するため、最初は少し時間がかかります。',
  tourSwitch: '対策を切り替える',
  tourSwitchText: (control) =>
    `「${control}」を有効にしました。探索済みの決定木から、すべての脅威の判定がただちに変わります。ほかの対策もお試しください。枠の付いたセルは、今切り替えると判定が変わる箇所です。`,
  tourEvidence: '証跡を読む',
  tourEvidenceText: (control) =>
    `同じ攻撃を「対策なし」と「${control}」の 2 通りで示します。各行はトレースのイベントで、出典が付いています。行を選ぶと、その時点のネットワークを表示します。`,
  tourTake: '会議に持ち出す',
  tourTakeText:
    '図、報告書、データはここから保存できます。「リンクをコピー」を使えば、同じ画面を共有できます。続けて「シナリオ一覧」から別のネットワークを、またはご自身のファイルを開いてみてください。',
};
