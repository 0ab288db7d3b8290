/**
 * Purpose: the head of a group of controls in the matrix: its name, how many of them are on, and one switch for all of them.
 */
import type { JSX } from 'preact';
import { useComputed } from '@preact/signals';
import { useLab } from '../state/context.ts';
import type { ControlWords } from '../worker/telling.ts';
import type { Words } from '../words/types.ts';

const NAMES: Readonly<Record<string, keyof Words>> = {
  network: 'standNetwork',
  edge: 'standEdge',
  hsz: 'standHsz',
  sz: 'standSz',
  dmz: 'standDmz',
  zone: 'standZone',
  site: 'standSite',
  mixed: 'standMixed',
  nowhere: 'standNowhere',
};
const TOPIC_NAMES: Readonly<Record<string, keyof Words>> = {
  channel: 'topicChannel',
  network: 'topicNetwork',
  people: 'topicPeople',
  other: 'topicOther',
};

/**
 * One group's row.
 * Units: none. Errors: none. Source: own design.
 */
export function GroupHead({
  group,
  members,
  columns,
}: {
  readonly group: string;
  readonly members: readonly ControlWords[];
  readonly columns: number;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const on = useComputed(() => members.filter(({ id }) => lab.profile.value.has(id)).length).value;
  const names = lab.board.grouping.value === 'stand' ? NAMES : TOPIC_NAMES;
  const label = names[group];
  const all = on === members.length;
  const flipAll = (): void => {
    const next = new Set(lab.profile.peek());
    for (const { id } of members) {
      if (all) next.delete(id);
      else next.add(id);
    }
    lab.setProfile([...next]);
  };
  return (
    <tr class="group" data-group={group}>
      <th scope="rowgroup">
        <span class="group-name">{label === undefined ? group : String(words[label])}</span>{' '}
        <button type="button" class="link" onClick={flipAll}>
          {all ? words.groupOff(members.length) : words.groupOn(on, members.length)}
        </button>
      </th>
      <td colSpan={Math.max(1, columns)} />
    </tr>
  );
}
