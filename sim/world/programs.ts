/**
 * Purpose: programs that a user starts at his workstation: those that the rules of use permit, and others, from the network or from a memory stick of his own.
 *
 * `application-allow-list` is asked when somebody starts a program that is not on the list. A rule that is only written stops nobody.
 * Does not model: what a program does; programs under a permitted name; administrators.
 * Units: none. Determinism: event order.
 * References: TR C 6-1-2 (file-sharing software, private equipment); threat card T28.
 */
import type { WorldParts } from './parts.ts';
import { Watch } from './watch.ts';

/** Where a program comes from: installed over the network, or brought along on a medium. */
export type ProgramSource = 'program' | 'medium';

/**
 * Starts programs at one host; true when the program ran.
 * Units: none. Errors: none; a refusal is traced as a stop of the control that refused. Source: TR C 6-1-2.
 */
export function programStarter(
  parts: WorldParts,
  place: string,
  permitted: readonly string[],
  user: string,
): (program: string, source: ProgramSource) => boolean {
  const { context, facts } = parts;
  const watch = new Watch(parts, place);
  return (program, source) => {
    if (permitted.includes(program)) return true;
    if (!watch.admits(user, place)) return false;
    const control = context.gate.on('application-allow-list', place);
    if (control !== undefined) {
      const reason = source === 'program' ? 'rule-of-use-program' : 'rule-of-use-medium';
      context.stop({ control, at: place, reason, origin: place, detail: { user, program } });
      return false;
    }
    facts.violations.push({ atNs: context.kernel.now, place, user, rule: source, origin: place });
    watch.breach(user, place);
    watch.review(user, place, false);
    return true;
  };
}
