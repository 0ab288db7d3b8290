/**
 * Purpose: the validation page: its sections, and how it is written.
 */
import { ARITHMETIC } from './arithmetic.ts';
import { INVARIANTS } from './invariants.ts';
import type { Found, Row, Section } from './row.ts';
import { SIMULATORS } from './simulators.ts';
import { FLOODS } from './syn-floods.ts';
import { TESTBED } from './testbed.ts';
import { THEORY } from './theory.ts';

export const PAGE = 'docs/validation.md';
export const SECTIONS: readonly Section[] = [THEORY, INVARIANTS, ARITHMETIC, TESTBED, FLOODS, SIMULATORS];

const HEAD = `# Validation

Where the model's figures can be held against something else, and how far they are from it. This page is written by \`npm run validate\`, which runs the model anew for every row;
a test checks that its rows are those of today's checks, and recomputes the cheap ones.

\`holds\` means that the deviation lies within the bound that the section states. Nothing here is fitted row by row: a model has mechanisms and sourced parameters, no tables of answers. The
measurements are a part of what was measured; the rest was kept back, so that the model can be tried on cases that nobody has looked at while building it.
`;

const NOT_VALIDATED = `## What is not validated

- **Verdicts.** That an attack of a kind succeeds in a real hospital's network, or that a control stops it there. A verdict follows from the mechanisms; it has not been compared with incidents or
  penetration tests.
- **Applications and people.** Services, users, staff and the times at which they act are own choices; there is no reference for them.
- **The TR's own figures.** It states one number of performance (30 s to choose a partner and build the tunnel), which scenarios meet by far; its traffic, sizes and loads are not given.
- **CPU costs** are those of one machine with other work on it. Set-up times with other processors follow from the parameter, not from a measurement; the spread of times (scheduling) is not modelled.
- **libreswan** is from its sources; no running one was measured. Signatures, EAP and other products of IKE neither.
- **ESP in the kernel.** The testbed had ESP in user space: sizes, replay and integrity are compared, its speed is not.
- **TCP under load**: throughput, fairness and congestion control are checked for plausibility by tests (slow start, recovery, round-trip estimation), not against a real stack.
- **Losses on lines** are independent bits or packets with a stated rate; bursts were not measured.
- **Captures** are read by Wireshark, not by a peer: no strongSwan has answered one of our messages.
- **The nation** (\`wardlab nation\`) is compared with queueing theory and with the packet simulator, not with a service in operation.
- **Costs, likelihoods and harm** are figures of a scenario.

What the models leave out stands in [limitations.md](limitations.md).
`;

/** A cell of a table: pipes would end it. */
export const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The line of a row in the page. */
export function line({ what, reference }: Row, { model, deviation, holds }: Found): string {
  return `| ${[what, reference, model, deviation, holds ? 'holds' : '**DOES NOT HOLD**'].map(cell).join(' | ')} |`;
}

/** The page with what each row has found. */
export function pageOf(found: (row: Row) => Found): string {
  const sections = SECTIONS.map(({ title, about, rows }) => {
    const head = `## ${title}\n\n${about}\n\n| what | reference | model | deviation (bound) | |\n|---|---|---|---|---|\n`;
    return head + rows.map((row) => `${line(row, found(row))}\n`).join('');
  });
  return [HEAD, ...sections, NOT_VALIDATED].join('\n');
}
