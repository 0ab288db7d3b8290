/**
 * Purpose: puts a guard around the functions of a plug-in, so that what goes wrong in them is told as the plug-in's fault, with its file and part.
 *
 * Does not model: a sandbox; a plug-in is code that its user trusts. Units: see the types. Determinism: a guard changes no value.
 * References: docs/plugins.md.
 */
import type { ControlBehaviour, Post, WouldDo } from '../../sim/world/plugin-control.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { OUTCOMES } from '../../threats/coverage/outcomes.ts';
import type { Aim, AttackDefinition, Brought, Finding } from '../../threats/types.ts';
import { faultText, Inspection, isFields, PluginError, threw, type PluginFault } from './faults.ts';
import type { PluginAttack, PluginControl } from './types.ts';

/**
 * An attack of a plug-in as a definition of the lab.
 * Units: see `AttackDefinition`. Errors: its functions throw `PluginError`. Source: own design.
 */
export function guardedAttack(attack: PluginAttack, brought: Brought): AttackDefinition {
  const part = `attack ${attack.threat}${attack.variant === '' ? '' : `/${attack.variant}`}`;
  const run = <T>(what: string, call: () => T): T => guarded(brought.plugin, part, what, call);
  return {
    threat: attack.threat,
    variant: attack.variant,
    name: attack.name,
    vantages: attack.vantages,
    ...(attack.chance === undefined ? {} : { chance: attack.chance }),
    ...(attack.steps === undefined ? {} : { steps: attack.steps }),
    brought,
    aim: (scenario, vantage) => run('aim', () => checkedAim(scenario, vantage, attack.aim(scenario, vantage))),
    act: (hands, aim) => run('act', () => attack.act(hands, aim)),
    judge: (view, aim) => run('judge', () => checkedFinding(attack.judge(view, aim))),
  };
}

/**
 * A control of a plug-in with guarded functions.
 * Units: see `ControlBehaviour`. Errors: its functions throw `PluginError`. Source: own design.
 */
export function guardedControl({ mechanism, hook, ...control }: PluginControl, file: string): ControlBehaviour {
  const run = <T>(what: string, call: () => T): T => guarded(file, `control ${mechanism}`, what, call);
  return {
    mechanism,
    hook,
    rule: (post) => {
      const watched: Post = Object.freeze({
        place: post.place,
        scenario: post.scenario,
        get now() {
          return post.now;
        },
        after: (delayNs: number, act: () => void) => post.after(delayNs, () => run('after', act)),
        send: (packet: Parameters<Post['send']>[0]) => post.send(packet),
        draw: (below: number) => post.draw(below),
      });
      const wouldDo = run('rule', () => control.rule(watched));
      if (typeof wouldDo !== 'function') run('rule', () => refuse('rule', { en: 'a function', ja: '関数' }, wouldDo));
      return (packet, way) => {
        const would = run('rule', () => checkedVerb(wouldDo(packet, way)));
        return would.verb === 'taken' ? { verb: 'taken', act: () => run('act', would.act) } : would;
      };
    },
  };
}

/** A fault in a value that a plug-in's function gave back. */
class WrongValue extends Error {
  readonly fault: PluginFault;

  constructor(fault: PluginFault) {
    super(faultText(fault).en);
    this.fault = fault;
  }
}

function guarded<T>(file: string, part: string, what: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof PluginError) throw error;
    throw new PluginError(file, part, error instanceof WrongValue ? faultText(error.fault) : threw(what, error));
  }
}

function refuse(path: string, expected: PluginFault['expected'], value: unknown): never {
  const inspection = new Inspection();
  inspection.fault(path, expected, value);
  throwFirst(inspection);
  throw new Error('plugin: a fault was lost');
}

function throwFirst({ faults }: Inspection): void {
  const [first] = faults;
  if (first !== undefined) throw new WrongValue(first);
}

function checkedAim(scenario: Scenario, vantage: VantageSpec, aim: Aim | undefined): Aim | undefined {
  if (aim === undefined) return undefined;
  const flow = isFields(aim) ? aim.flow : undefined;
  if (!isFields(flow) || !scenario.flows.some(({ id }) => id === flow.id))
    refuse(`aim(${vantage.id}).flow`, { en: 'a flow of the scenario', ja: 'シナリオのフロー' }, flow);
  if (!Array.isArray(aim.also)) refuse(`aim(${vantage.id}).also`, { en: 'a list of flow ids', ja: 'フロー ID のリスト' }, aim.also);
  return aim;
}

function checkedFinding(finding: Finding): Finding {
  const inspection = new Inspection();
  const fields = inspection.object('judge()', finding, ['outcome', 'because', 'detectedNs', 'loss']);
  inspection.oneOf('judge().outcome', fields?.['outcome'], OUTCOMES);
  inspection.bilingual('judge().because', fields?.['because']);
  throwFirst(inspection);
  return finding;
}

const VERBS = ['pass', 'drop', 'taken', 'replace'];

function checkedVerb(would: WouldDo): WouldDo {
  const inspection = new Inspection();
  inspection.oneOf('rule().verb', isFields(would) ? would.verb : would, VERBS);
  if (would?.verb === 'drop') inspection.text('rule().reason', would.reason);
  if (would?.verb === 'taken') inspection.calls('rule().act', would.act);
  if (would?.verb === 'replace' && !isFields(would.packet))
    inspection.fault('rule().packet', { en: 'a packet', ja: 'パケット' }, would.packet);
  throwFirst(inspection);
  return would;
}
