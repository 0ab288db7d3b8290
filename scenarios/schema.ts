/**
 * Purpose: the shape of a scenario file as one zod schema, with every default and its documentation, and the JSON Schema made from it.
 *
 * Networks stand in `schema-networks.ts`, sites in `schema-sites.ts`, `-hosts` and `-devices`, services and flows in `schema-services.ts`, attackers in `schema-attackers.ts`.
 * Every field has a description in both languages, which editors show; a test walks through all of them.
 * Does not model: what one part says about another (`checks/`).
 * Units: quantities as in `quantity-leaves.ts`.
 * Determinism: pure data.
 * References: contract 4; defaults name their source in their description.
 */
import * as z from 'zod';
import { MECHANISMS } from '../sim/world/mechanisms.ts';
import { isPluginMechanism, PLUGIN_MECHANISM } from './additions.ts';
import { didYouMean, oneOf } from './issue.ts';
import { leaf, type Refusal } from './leaf.ts';
import { id, integer, place, text } from './leaves.ts';
import { positiveDuration } from './quantity-leaves.ts';
import { adversary, expectation, flowExpectation, monitoring, vantage } from './schema-attackers.ts';
import { about, bilingual, KEY } from './schema-common.ts';
import { centre, enrolment, group, key, network } from './schema-networks.ts';
import { flow, service } from './schema-services.ts';
import { site } from './schema-sites.ts';
import { nearest } from './suggest.ts';

/** One of ours, or one that a plug-in brings; whether a loaded plug-in does is for the second pass. */
const mechanism = leaf(
  {
    anyOf: [
      { type: 'string', enum: [...MECHANISMS] },
      { type: 'string', pattern: PLUGIN_MECHANISM.source },
    ],
  },
  oneOf(MECHANISMS),
  (raw): string | Refusal => {
    if (typeof raw === 'string' && (isPluginMechanism(raw) || MECHANISMS.some((known) => known === raw))) return raw;
    return { refused: 'bad-value', ...(typeof raw === 'string' ? didYouMean(nearest(raw, MECHANISMS)) : {}) };
  },
);

const control = z
  .strictObject({
    mechanism: mechanism.optional().describe(about('Absent = the same as the id', '省略時は ID と同じ')),
    scope: z.array(place).describe(about('Where it stands; empty = deployed nowhere', '配置場所。空ならどこにも配置しない')),
    cost: integer(1, 1_000_000).describe(about('Relative yearly cost', '年間の相対費用')),
  })
  .describe(about('A countermeasure: where it would stand and what it costs', '対策の配置場所と費用'));

export const scenarioSchema = z
  .strictObject({
    scenario: id.describe(about("The scenario's id", 'シナリオの ID')),
    title: bilingual.describe(about('Title in both languages', '英語と日本語の題名')),
    source: text.describe(about('Clause and figure of the TR', 'TR の箇条と図')),
    about: bilingual.describe(about('What it shows', '何を示すか')),
    horizon: positiveDuration.describe(about('A replay ends at this time', '再生を終える時刻')),
    networks: z.record(KEY, network).describe(about('Networks that join the sites, by id', '施設を結ぶネットワーク（ID ごと）')),
    centre: centre.optional(),
    enrolment: enrolment.optional(),
    keys: z.record(KEY, key).prefault({}).describe(about('Shared secrets that people chose', '人が決めた共有鍵')),
    groups: z.record(KEY, group).prefault({}).describe(about('Who may connect to whom (TR D.3)', '接続できる相手の組（TR D.3）')),
    sites: z
      .record(KEY, site)
      .describe(
        about('Sites with their zones, devices, people and information, by id', '施設とそのゾーン・機器・利用者・情報資産（ID ごと）'),
      ),
    services: z
      .record(KEY, service)
      .prefault({})
      .describe(about('What hosts offer, by id (TR 5.1)', 'ホストが提供するサービス（ID ごと、TR 5.1）')),
    flows: z.record(KEY, flow).prefault({}).describe(about('What users and machines do, by id', '利用者や機械が行う通信（ID ごと）')),
    controls: z.record(KEY, control).prefault({}).describe(about('Countermeasures that may be switched on', '切り替えられる対策')),
    vantages: z.record(KEY, vantage).prefault({}).describe(about('Places from which an attacker may act', '攻撃者の立ち位置')),
    deployed: z
      .array(id)
      .optional()
      .describe(
        about(
          'Controls that this network comes with; `wardlab compare` judges it with these on',
          'この網が備える対策（比較表はこれらを有効として判定）',
        ),
      ),
    adversary,
    monitoring: monitoring.optional(),
    expect: z.array(expectation).prefault([]).describe(about('Outcomes that must hold on replay', '再生時に成り立つべき結果')),
    'expect-flows': z
      .array(flowExpectation)
      .optional()
      .describe(
        about('Whether flows can be done under these controls when nobody attacks', '攻撃のない状態で、その対策のもとでフローが完了するか'),
      ),
  })
  .meta({
    title: 'Wardlab scenario',
    description: about('A network and what happens in it; data only', 'ネットワークとそこで起きる事象のデータ'),
  });

/** A file that has passed the first pass; keys are still those of the file. */
export type Draft = z.output<typeof scenarioSchema>;

/**
 * The JSON Schema of a scenario file, for editors and other tools. Draft-07, because the YAML language server knows it best.
 * Units: none. Errors: none. Source: JSON Schema draft-07; contract 4.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(scenarioSchema, { target: 'draft-7', io: 'input' }) };
}
