/**
 * Purpose: the texts of what is carried into the page and out of it, as far as they are needed at once: buttons of the head, notices about files and links; in both languages.
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
  linkTooLarge: (size: string, limit: string) =>
    `As a link this scenario would take ${size}; mail and chat programs cut links, so the limit is ${limit}. Save the file and send it along.`,
  linkDamaged: 'The scenario in this link cannot be read: the link was cut or changed on its way.',
  linkTooMuch: 'The scenario in this link is larger than the page reads. It was not unpacked.',
  linkUnknown: (id: string) => `This link names the scenario “${id}”, which does not come with this version of the page.`,
  linkInAddress: 'The browser did not let the page copy. The link stands in the address bar.',
  take: 'Take away',
  tour: 'Tour',
  tourOffer: 'New here? Tour',
  tourAbout: 'What the page can do, in three minutes',
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
  linkTooLarge: (size, limit) =>
    `このシナリオをリンクにすると ${size} になります。メールやチャットでリンクが途切れるおそれがあるため、上限を ${limit} としています。ファイルを保存してお渡しください。`,
  linkDamaged: 'リンクに含まれるシナリオを読み取れません。途中で切れたか、書き換えられています。',
  linkTooMuch: 'リンクに含まれるシナリオは、この画面で読み込める大きさを超えているため、展開を中止しました。',
  linkUnknown: (id) => `リンクが指すシナリオ「${id}」は、この版には同梱されていません。`,
  linkInAddress: 'ブラウザがコピーを許可しませんでした。リンクはアドレス欄にあります。',
  take: '持ち出す',
  tour: 'ツアー',
  tourOffer: '初めての方へ：ツアー',
  tourAbout: '3 分で分かる画面の使い方',
};
