/**
 * Purpose: attacks and oracles cannot know which controls are on; no threat code can name one.
 *
 * An attacker sees the world through his own station, an oracle sees what happened. If either could ask the control switch, a verdict could
 * be looked up instead of executed. Comments are free; code is not.
 * Does not model: a name put together at run time. The first two rules leave nothing to hand it to.
 * References: design section 1, idea 1 (verdicts are executed, never looked up).
 */
import { importsOf } from '../support/imports.ts';
import type { Finding, Rule } from '../support/rule.ts';
import { isCode, lineAt, nameOf, stringOf, syntaxOf, visit } from '../support/syntax.ts';

const BLIND = /^threats\/(attacks|oracles)\//;

/** What an attack or an oracle may import directly. `scenario.ts` holds types only, so only a type import of it is allowed. */
const VISIBLE =
  /^threats\/(attacks|oracles)\/|^threats\/types\.ts$|^sim\/world\/(attacker|view|messages|exploit|facts)\.ts$|^sim\/vpn\/tls\.ts$|^sim\/(kernel|net)\//;
const TYPES = 'sim/world/scenario.ts';

/** Attacks and oracles import the attacker's view of the world and nothing that leads to the control switch. */
export const blindImports: Rule = {
  name: 'attacks and oracles import nothing that knows the controls',
  check(path, text) {
    if (!BLIND.test(path) || !isCode(path)) return [];
    return importsOf(path, text).flatMap(({ target, ours, typeOnly, line }): Finding[] => {
      if (ours && (VISIBLE.test(target) || (target === TYPES && typeOnly))) return [];
      const hint = target === TYPES ? ' as a value; use "import type"' : '';
      return [
        {
          path,
          line,
          message: `imports ${target}${hint}; allowed are attacks, oracles, threats/types.ts, sim/world/{attacker,view,messages,exploit,facts}.ts, sim/vpn/tls.ts, types of scenario.ts, sim/kernel and sim/net`,
        },
      ];
    });
  },
};

/** `controls` on a world, `gate` on the network's context, and whatever is called consult…: the ways to the switch. */
const WAY_TO_THE_SWITCH = /^(controls|gate)$|consult/i;

/** Attacks and oracles have no word for the control switch. */
export const blindWords: Rule = {
  name: 'attacks and oracles do not reach for the control switch',
  check(path, text) {
    if (!BLIND.test(path) || !isCode(path)) return [];
    const findings: Finding[] = [];
    visit(syntaxOf(path, text).program, (node) => {
      const word = nameOf(node) ?? stringOf(node);
      if (word === undefined || !WAY_TO_THE_SWITCH.test(word)) return;
      findings.push({
        path,
        line: lineAt(text, node.start),
        message: `"${word}" leads to the control switch; a verdict is executed, never looked up`,
      });
    });
    return findings;
  },
};

/** The rule that no file under threats/, except the catalogue, holds a control's id as a string. */
export function noControlNames(ids: ReadonlySet<string>): Rule {
  return {
    name: 'no control is named under threats/ outside the catalogue',
    check(path, text) {
      if (!path.startsWith('threats/') || path.startsWith('threats/catalogue/') || !isCode(path)) return [];
      const findings: Finding[] = [];
      visit(syntaxOf(path, text).program, (node) => {
        const value = stringOf(node);
        if (value === undefined || !ids.has(value)) return;
        findings.push({ path, line: lineAt(text, node.start), message: `names the control '${value}'; only threats/catalogue may` });
      });
      return findings;
    },
  };
}
