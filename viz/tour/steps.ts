/**
 * Purpose: the steps of the tour. Each points at a part of the page, and brings about what it speaks of: a real attack is replayed, a real switch is turned, real evidence is read.
 *
 * Units: nanoseconds.
 */
import type { Lab } from '../state/lab.ts';
import type { TourWords } from './use-words.ts';

export interface Step {
  /** What it points at. */
  readonly target: string;
  readonly title: (words: TourWords) => string;
  readonly text: (words: TourWords, lab: Lab) => string;
  /** Makes the page show what the text speaks of. */
  readonly enter?: (lab: Lab) => void | Promise<void>;
}

/** A control that stops the threat whose attack is shown; else one that the attack came to meet; else the first of the scenario. */
export function helpfulControl(lab: Lab): string {
  const shown = lab.evidence.peek();
  const controls = lab.loaded.peek()?.controls.map(({ id }) => id) ?? [];
  const cells = lab.threats.peek().get(shown?.threat ?? '')?.cells ?? {};
  const asked = Object.keys(shown?.bare?.entry.consulted ?? {});
  return controls.find((id) => cells[id]?.effect === 'blocks') ?? controls.find((id) => asked.includes(id)) ?? controls[0] ?? '';
}

function nameOf(lab: Lab, id: string): string {
  return lab.loaded.value?.controls.find((control) => control.id === id)?.name[lab.lang.value] ?? id;
}

function attackName(lab: Lab): string {
  const shown = lab.evidence.value?.attack;
  return lab.loaded.value?.attacks.find(({ id }) => id === shown)?.name[lab.lang.value] ?? '';
}

/** The first attack of the scenario, without controls. */
async function bareAttack(lab: Lab): Promise<void> {
  const [first] = lab.loaded.peek()?.attacks ?? [];
  const shown = lab.evidence.peek();
  lab.compare.open.value = false;
  lab.setProfile([]);
  if (first !== undefined && (shown?.attack !== first.id || shown.profile.length > 0)) await lab.cases.open(first.id, [], 'matrix');
  lab.tab.value = 'matrix';
  lab.clock.seekShown(0);
}

function playFromFirstPacket(lab: Lab): void {
  lab.clock.seekNs(lab.shown.peek()?.frames.startNs[0] ?? 0);
  // A reader who asked for less motion presses the button himself.
  if (!lab.calm()) lab.clock.play();
}

/** The moment at which the attacker learns something, or gets what he wants. */
function toTheHarm(lab: Lab): void {
  lab.clock.pause();
  const marks = lab.shown.peek()?.marks ?? [];
  const harm = marks.find(({ kind, fields }) => kind === 'learn' && fields['how'] !== 'own') ?? marks.find(({ kind }) => kind === 'accept');
  if (harm !== undefined) lab.clock.seekNs(harm.timeNs);
}

function turnOn(lab: Lab): void {
  lab.tab.value = 'matrix';
  lab.setProfile([helpfulControl(lab)]);
}

async function readEvidence(lab: Lab): Promise<void> {
  const attack = lab.evidence.peek()?.attack;
  if (attack !== undefined) await lab.cases.open(attack, [helpfulControl(lab)]);
}

export const STEPS: readonly Step[] = [
  { target: '.picture', title: (words) => words.tourNetwork, text: (words) => words.tourNetworkText, enter: bareAttack },
  { target: '.shown-replay', title: (words) => words.tourAttack, text: (words, lab) => words.tourAttackText(attackName(lab)) },
  { target: '.play-panel', title: (words) => words.tourPlay, text: (words) => words.tourPlayText, enter: playFromFirstPacket },
  { target: '.knows', title: (words) => words.tourKnows, text: (words) => words.tourKnowsText, enter: toTheHarm },
  {
    target: '.matrix-frame',
    title: (words) => words.tourMatrix,
    text: (words) => words.tourMatrixText,
    enter: (lab) => {
      lab.tab.value = 'matrix';
    },
  },
  {
    target: 'tr.on th[scope="row"]',
    title: (words) => words.tourSwitch,
    text: (words, lab) => words.tourSwitchText(nameOf(lab, helpfulControl(lab))),
    enter: turnOn,
  },
  {
    target: '.results',
    title: (words) => words.tourEvidence,
    text: (words, lab) => words.tourEvidenceText(nameOf(lab, helpfulControl(lab))),
    enter: readEvidence,
  },
  { target: '.take-button', title: (words) => words.tourTake, text: (words) => words.tourTakeText },
];
