/**
 * Purpose: the sentences around the evidence of a story, in English and Japanese.
 *
 * Does not model: anything; a table. Units: none. Determinism: pure. References: contract 2 (`explain`); design 4 (outcomes), vantage points after RFC 3552 3.
 */
import type { Bilingual, VantageKind } from '../../sim/world/scenario.ts';
import type { Outcome } from '../coverage/types.ts';
import type { Loss } from '../types.ts';
import { grouped } from './figures.ts';
import type { Lang } from './types.ts';

export const OUTCOMES: Readonly<Record<Outcome, Bilingual>> = {
  blocked: { en: 'blocked', ja: '防止' },
  detected: { en: 'detected', ja: '検知' },
  degraded: {
    en: 'degraded (the attacker missed his aim, but not without effect)',
    ja: '部分的に成立（攻撃者の狙いは防がれたが、影響は残った）',
  },
  inconclusive: { en: 'inconclusive', ja: '結論なし' },
  succeeded: { en: 'the attack succeeded', ja: '攻撃成立' },
};

/** The same where nobody attacks. */
export const ACCIDENT_OUTCOMES: Readonly<Record<Outcome, Bilingual>> = {
  blocked: { en: 'no harm was done', ja: '被害なし' },
  detected: { en: 'the harm was noticed', ja: '被害を検知' },
  degraded: { en: 'the harm was limited', ja: '被害は限定的' },
  inconclusive: { en: 'inconclusive', ja: '結論なし' },
  succeeded: { en: 'harm was done', ja: '被害発生' },
};

/** What an attacker can do from where he stands. */
export const VANTAGES: Readonly<Record<VantageKind, Bilingual>> = {
  'wan-on': {
    en: 'he sees every packet between the sites and can change or hold it back',
    ja: '施設間の全パケットを観測し、改変や遮断もできる',
  },
  'wan-off': {
    en: 'he can send anything to anybody, but does not see the traffic of others',
    ja: '任意の相手に送信できるが、他者の通信は観測できない',
  },
  lan: { en: 'he has a station on the same LAN', ja: '同じ LAN に端末を接続している' },
  'in-hsz': { en: 'he controls a host in the high secure zone', ja: 'ハイセキュアゾーン内の機器を操作できる' },
  'in-sz': { en: 'he controls a host in the secure zone', ja: 'セキュアゾーン内の機器を操作できる' },
  'in-dmz': { en: 'he controls a host in the DMZ', ja: 'DMZ 内の機器を操作できる' },
  peer: { en: 'he controls a host and the VPN device of a connected site', ja: '接続先施設の端末と VPN 装置を操作できる' },
  relay: { en: 'he works the equipment of a provider in the middle', ja: '中継する事業者の設備を操作できる' },
  radio: { en: 'he is within range of the wireless LAN', ja: '無線 LAN の電波が届く範囲にいる' },
  stolen: { en: 'he has a device, or a copy of one, that belongs to a site', ja: '施設の機器またはその複製を所持している' },
  phys: { en: 'he has access to the line or the room', ja: '回線や部屋に物理的に立ち入ることができる' },
  none: { en: 'nobody attacks; it is an accident', ja: '攻撃者はおらず、事故である' },
};

/** The same for a member of staff who turns against the rules. */
export const INSIDER: Bilingual = {
  en: 'it is a member of staff with a regular account and workstation',
  ja: '正規のアカウントと端末を持つ職員である',
};

export interface StoryWords {
  /** Between sentences, and between the members of a list. */
  readonly space: string;
  readonly comma: string;
  title(id: string, threat: string, attack: string): string;
  scene(title: string, id: string, source: string): string;
  attacker(place: string, id: string, ability: string): string;
  aim(flow: string, client: string, server: string, service: string): string;
  /** Where nobody attacks. */
  accident(place: string, id: string): string;
  affects(flow: string, client: string, server: string, service: string): string;
  /** For attacks and accidents during which no session of a user runs. */
  readonly noSession: string;
  on(controls: string): string;
  readonly noneOn: string;
  off(controls: string): string;
  readonly othersNever: string;
  readonly nothingAsked: string;
  readonly happened: string;
  readonly noSteps: string;
  source(source: string): string;
  verdict(outcome: string, because: string): string;
  stoppedBy(control: string, place: string, reference: string): string;
  /** The same where nobody attacks. */
  averted(control: string, place: string, reference: string): string;
  detectedBy(control: string, place: string, reference: string): string;
  boundedBy(control: string, place: string, reference: string): string;
  readonly nothingStopped: string;
  insufficientHelp(controls: string): string;
  insufficient(controls: string): string;
  missing(controls: string): string;
  readonly nothingMissing: string;
}

const ENGLISH: StoryWords = {
  space: ' ',
  comma: ', ',
  title: (id, threat, attack) => `${id} ${threat} — ${attack}`,
  scene: (title, id, source) => `The scene is the network “${title}” (${id}, after ${source}).`,
  attacker: (place, id, ability) => `The attacker’s position: ${place} (${id}); ${ability}.`,
  aim: (flow, client, server, service) =>
    `He aims at the flow ${flow}, which goes from ${client} to ${server} and uses the service ${service}.`,
  accident: (place, id) => `Nobody attacks here; it begins with this: ${place} (${id}).`,
  affects: (flow, client, server, service) =>
    `It bears on the flow ${flow}, which goes from ${client} to ${server} and uses the service ${service}.`,
  noSession: 'It does not depend on any session of a user.',
  on: (controls) => `Controls that were on and were called upon: ${controls}.`,
  noneOn: 'No control that was called upon was on.',
  off: (controls) => `Called upon, but off: ${controls}.`,
  othersNever: 'All other controls were never called upon; whether they are on or off changes nothing in this course of events.',
  nothingAsked: 'No control was called upon in this course of events.',
  happened: 'What happened:',
  noSteps: 'The replay was run without a trace, so there are no steps to tell.',
  source: (source) => `(Source: ${source})`,
  verdict: (outcome, because) => `Verdict: ${outcome}; ${because}.`,
  stoppedBy: (control, place, reference) => `What stopped the attacker: ${control}, at ${place}. ${reference}`,
  averted: (control, place, reference) => `What kept the harm away: ${control}, at ${place}. ${reference}`,
  detectedBy: (control, place, reference) => `What detected it: ${control}, at ${place}. ${reference}`,
  boundedBy: (control, place, reference) => `What kept the loss within bounds after that: ${control}, at ${place}. ${reference}`,
  insufficientHelp: (controls) => `What acted but did not suffice: ${controls}.`,
  nothingStopped: 'No control refused anything of the attacker’s; what he had in hand did not lead to his aim.',
  insufficient: (controls) => `What stood in his way but did not suffice: ${controls}.`,
  missing: (controls) =>
    `What was missing: these controls were called upon and were off: ${controls}. Which of them would have sufficed is for the coverage to say.`,
  nothingMissing: 'Every control that was called upon was on; what this scenario offers on this path does not stop the attack.',
};

/** Sources are named in English throughout; the few words that are no document get their Japanese here. */
function inJapanese(source: string): string {
  return source
    .replace(/own design/g, '本ラボの設計')
    .replace(/own model of a switch function/g, '本ラボのスイッチモデル')
    .replace(/own model of a line( \(drop-tail\))?/g, '本ラボの回線モデル')
    .replace(/; /g, '、');
}

const JAPANESE: StoryWords = {
  space: '',
  comma: '、',
  title: (id, threat, attack) => `${id} ${threat} ― ${attack}`,
  scene: (title, id, source) => `舞台はネットワーク「${title}」（${id}、出典：${source}）である。`,
  attacker: (place, id, ability) => `攻撃者の位置は「${place}」（${id}）であり、${ability}。`,
  aim: (flow, client, server, service) => `狙いは${flow}の通信で、${client}から${server}へ、${service}を利用して行われる。`,
  accident: (place, id) => `攻撃者はおらず、発端は「${place}」（${id}）である。`,
  affects: (flow, client, server, service) => `影響を受けるのは${flow}の通信で、${client}から${server}へ、${service}を利用して行われる。`,
  noSession: '利用者の通信の有無に左右されない。',
  on: (controls) => `有効で、実際に働く場面のあった対策：${controls}。`,
  noneOn: '働く場面のあった対策のうち、有効なものはなかった。',
  off: (controls) => `働く場面はあったが、無効だった対策：${controls}。`,
  othersNever: 'そのほかの対策は働く場面がなく、有効・無効のいずれでも経過は変わらない。',
  nothingAsked: 'この経過の中で、対策が働く場面はなかった。',
  happened: '経過：',
  noSteps: 'トレースなしで再現したため、経過は記録されていない。',
  source: (source) => `（出典：${inJapanese(source)}）`,
  verdict: (outcome, because) => `判定：${outcome}。${because}。`,
  stoppedBy: (control, place, reference) => `攻撃者を止めたもの：${place}の${control}。${reference}`,
  averted: (control, place, reference) => `被害を防いだもの：${place}の${control}。${reference}`,
  detectedBy: (control, place, reference) => `検知したもの：${place}の${control}。${reference}`,
  boundedBy: (control, place, reference) => `その後の損失を抑えたもの：${place}の${control}。${reference}`,
  insufficientHelp: (controls) => `働いたが、十分ではなかった対策：${controls}。`,
  nothingStopped: '攻撃者の行為を拒否した対策はなかったが、攻撃者が手にしたものでは目的に届かなかった。',
  insufficient: (controls) => `攻撃者の妨げにはなったが、止めるには足りなかった対策：${controls}。`,
  missing: (controls) =>
    `不足していたもの：次の対策は働く場面があったが、いずれも無効であった：${controls}。このうちどれで足りたかは、網羅結果（カバレッジ）が示す。`,
  nothingMissing: '働く場面のあった対策はすべて有効であった。この経路で本シナリオが用意する対策では、この攻撃を止められない。',
};

export const STORY: Readonly<Record<Lang, StoryWords>> = { en: ENGLISH, ja: JAPANESE };

const UNITS: readonly (readonly [keyof Loss, Readonly<Record<Lang, (value: string) => string>>])[] = [
  ['records', { en: (value) => `records or operations: ${value}`, ja: (value) => `記録・操作 ${value} 件` }],
  ['bytes', { en: (value) => `${value} octets`, ja: (value) => `${value} オクテット` }],
  ['seconds', { en: (value) => `a time of ${value} s`, ja: (value) => `時間にして ${value} 秒` }],
];

/**
 * What was lost, as a paragraph; none when nothing was.
 * Units: as `Loss`; seconds and counts rounded up. Errors: none. Source: TR A.1 c, 5.1 d.
 */
export function lossText(loss: Loss, lang: Lang): readonly string[] {
  const parts = UNITS.flatMap(([unit, say]) => {
    const value = loss[unit] ?? 0;
    return value > 0 ? [say[lang](grouped(Math.ceil(value)))] : [];
  });
  if (parts.length === 0) return [];
  return [lang === 'en' ? `Loss: ${parts.join('; ')}.` : `損失：${parts.join('、')}。`];
}
