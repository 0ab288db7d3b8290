/**
 * Purpose: the texts of the dialogs, in both languages. They come with the dialogs and do not weigh on the first load.
 */
import { useLab } from '../state/context.ts';
import type { TextsOf, Words } from '../words/types.ts';

export const dialogEn = {
  galleryTitle: 'Networks that come with Wardlab',
  galleryHelp: 'Choose one to open it. The pictures are drawn from the scenarios.',
  galleryOpen: (title: string) => `Open ${title}`,
  galleryIsOpen: 'open now',
  galleryLoading: 'Drawing…',
  gallerySites: (n: number) => (n === 1 ? '1 site' : `${n} sites`),
  galleryHosts: (n: number) => (n === 1 ? '1 host' : `${n} hosts`),
  galleryControls: (n: number) => (n === 1 ? '1 control' : `${n} controls`),
  galleryVantages: (n: number) => (n === 1 ? '1 position of an attacker' : `${n} positions of attackers`),
  keysEverywhere: 'Everywhere',
  keyPlay: 'Play or pause',
  keyStep: 'Previous or next marked event',
  keyStepAny: 'Previous or next event of any packet',
  keyScrub: 'A hundredth back or forward',
  keyScrubFar: 'A tenth forward or back',
  keyEnds: 'Beginning or end',
  keyCells: 'From cell to cell',
  keyRowEnds: 'First or last cell of the row',
  keyOpenCell: 'Open the evidence of the cell',
  keySwitch: 'Turn the switch of the control',
  keyTab: 'Next or previous part of the page',
  keyTabs: 'From tab to tab',
  keyEscape: 'Close what lies over the page',
  keyKeys: 'This list',
  takeNetwork: 'Network',
  takeNetworkAbout: 'The picture as it is now, with what moves in it.',
  takeMatrix: 'Matrix',
  takeMatrixAbout: 'All controls against all threats, with the verdicts under your switches.',
  takeReport: 'Report',
  takeReportAbout: 'Everything with its evidence in one page that needs nothing else; the one that the command line writes.',
  takeWhenExplored: 'As soon as all attacks are explored.',
  takeWriting: 'Writing the report',
  takeWritten: 'The report is written.',
  takeCoverage: 'Coverage',
  takeCoverageAbout: 'For programs: what “wardlab coverage --json” gives.',
  takeReplay: 'Replay',
  takeReplayAbout: 'For programs: what “wardlab replay --json” gives for the replay that is shown.',
  takeCapture: 'Capture',
  takeCaptureAbout:
    'The packets of the run that is shown, for Wireshark and other analysers; after it, the tables with the simulation’s keys, which decrypt it.',
  takeScenario: 'Scenario',
  takeScenarioAbout: 'The file, for the command line or a colleague.',
  takePrint: 'Print',
  takePrintAbout: 'What is on the page, laid out for paper.',
} as const;

export const dialogJa: TextsOf<typeof dialogEn> = {
  galleryTitle: '同梱シナリオ',
  galleryHelp: '選ぶと開きます。図は各シナリオから描いたものです。',
  galleryOpen: (title) => `「${title}」を開く`,
  galleryIsOpen: '表示中',
  galleryLoading: '描画中…',
  gallerySites: (n) => `${n} 拠点`,
  galleryHosts: (n) => `ホスト ${n} 台`,
  galleryControls: (n) => `対策 ${n} 件`,
  galleryVantages: (n) => `攻撃地点 ${n} か所`,
  keysEverywhere: '画面全体',
  keyPlay: '再生・一時停止',
  keyStep: '前後の主要イベントへ',
  keyStepAny: '前後のパケットへ',
  keyScrub: '100 分の 1 だけ前後へ',
  keyScrubFar: '10 分の 1 だけ前後へ',
  keyEnds: '先頭・末尾へ',
  keyCells: 'セル間の移動',
  keyRowEnds: '行の先頭・末尾のセルへ',
  keyOpenCell: 'セルの証跡を開く',
  keySwitch: '対策の有効・無効を切り替える',
  keyTab: '次・前の操作対象へ',
  keyTabs: 'タブの切替え',
  keyEscape: '重ねて表示したものを閉じる',
  keyKeys: 'この一覧',
  takeNetwork: 'ネットワーク',
  takeNetworkAbout: '現在の図を、動いているものも含めて保存します。',
  takeMatrix: 'マトリクス',
  takeMatrixAbout: 'すべての対策と脅威、および現在の設定での判定を保存します。',
  takeReport: '報告書',
  takeReportAbout: 'すべての結果と証跡を、単独で閲覧できる 1 ページにまとめます。コマンドラインが出力するものと同じです。',
  takeWhenExplored: 'すべての攻撃の探索が終わると利用できます。',
  takeWriting: '報告書を作成しています',
  takeWritten: '報告書を作成しました。',
  takeCoverage: '網羅結果',
  takeCoverageAbout: 'プログラム向け。「wardlab coverage --json」の出力と同じです。',
  takeReplay: '再現結果',
  takeReplayAbout: 'プログラム向け。表示中の再現について「wardlab replay --json」の出力と同じです。',
  takeCapture: 'パケットキャプチャ',
  takeCaptureAbout:
    '表示中の再現のパケットを、Wireshark などの解析ツール向けに保存します。続けて、復号に使うシミュレーション用の鍵の表を保存できます。',
  takeScenario: 'シナリオ',
  takeScenarioAbout: 'コマンドラインでの利用や受渡しのためのファイルです。',
  takePrint: '印刷',
  takePrintAbout: '画面の内容を紙面用に組み直して印刷します。',
};

/** What a dialog says: the page's own texts with those of the dialogs. */
export type DialogWords = Words & TextsOf<typeof dialogEn>;

/**
 * The texts in the reader's language.
 * Units: none. Errors: none. Source: own wording.
 */
export function useDialogWords(): DialogWords {
  const lab = useLab();
  return { ...lab.words.value, ...(lab.lang.value === 'ja' ? dialogJa : dialogEn) };
}
