/**
 * Purpose: the texts of what is carried into the page and out of it: the gallery, files, links, downloads, the tour, the keys; in both languages.
 */
import type { TextsOf } from './types.ts';

export const carryEn = {
  cancel: 'Cancel',
  readingLong: (file: string) => `Reading ${file}…`,
  replayingLong: 'The replay is still running…',
  readingSlow: 'Reading the scenario took longer than 30 seconds and was given up. What was open before is still open.',
  fileTooLarge: (file: string, size: string, limit: string) => `${file} has ${size}; the page reads scenario files of up to ${limit}.`,
  fileUnreadable: (file: string) => `${file} could not be read.`,
  excess: (what: string, n: string, most: string) =>
    `The scenario has ${n} ${what}; the page shows up to ${most}. The command line has no such limit.`,
  excessPlaces: 'hosts, zones and devices',
  excessControls: 'controls',
  excessAttacks: 'attacks',

  gallery: 'Scenarios',
  galleryTitle: 'Networks that come with Wardlab',
  galleryHelp: 'Choose one to open it. The pictures are drawn from the scenarios.',
  galleryOpen: (title: string) => `Open ${title}`,
  galleryIsOpen: 'open now',
  galleryLoading: 'Drawing…',
  gallerySites: (n: number) => (n === 1 ? '1 site' : `${n} sites`),
  galleryHosts: (n: number) => (n === 1 ? '1 host' : `${n} hosts`),
  galleryControls: (n: number) => (n === 1 ? '1 control' : `${n} controls`),
  galleryVantages: (n: number) => (n === 1 ? '1 position of an attacker' : `${n} positions of attackers`),
} as const;

export const carryJa: TextsOf<typeof carryEn> = {
  cancel: '中止',
  readingLong: (file) => `${file} を読み込んでいます…`,
  replayingLong: '再現を続けています…',
  readingSlow: 'シナリオの読込みが 30 秒を超えたため、打ち切りました。それまで開いていたシナリオはそのままです。',
  fileTooLarge: (file, size, limit) => `${file} の大きさは ${size} です。この画面で読み込めるシナリオファイルは ${limit} までです。`,
  fileUnreadable: (file) => `${file} を読み込めませんでした。`,
  excess: (what, n, most) =>
    `このシナリオの${what}は ${n} 件あり、この画面で扱える上限（${most} 件）を超えています。コマンドラインに上限はありません。`,
  excessPlaces: 'ホスト・ゾーン・機器',
  excessControls: '対策',
  excessAttacks: '攻撃',

  gallery: 'シナリオ一覧',
  galleryTitle: '同梱シナリオ',
  galleryHelp: '選ぶと開きます。図は各シナリオから描いたものです。',
  galleryOpen: (title) => `「${title}」を開く`,
  galleryIsOpen: '表示中',
  galleryLoading: '描画中…',
  gallerySites: (n) => `${n} 拠点`,
  galleryHosts: (n) => `ホスト ${n} 台`,
  galleryControls: (n) => `対策 ${n} 件`,
  galleryVantages: (n) => `攻撃地点 ${n} か所`,
};
