/**
 * Purpose: how fast attacks on figure-3 are replayed: replays a second, each attack bare and with all controls. Run it with `npx tsx bench/replay.ts [attack id prefix]`.
 *
 * Each attack runs once to warm up and then until half a second has passed, with the trace off as in an exploration. The last lines are what an exploration feels: all attacks
 * once each, one after the other.
 * Does not model: start-up and the loading of the scenario, which happen once.
 * Units: replays and kernel events per second of wall-clock time. Determinism: the replays are the same in every run; the times are not.
 * References: design idea 4 (a coverage is a few hundred replays).
 */
import { readFileSync } from 'node:fs';
import { loadScenario } from '../scenarios/index.ts';
import { attacksOf } from '../threats/attacks-of.ts';
import { replay } from '../threats/replay.ts';
import type { Attack } from '../threats/types.ts';

const FILE = 'figure-3.yaml';
const MEASURE_MS = 500;

const loaded = loadScenario(readFileSync(new URL(`../scenarios/${FILE}`, import.meta.url), 'utf8'), FILE);
if (!loaded.ok) throw new Error(`bench: ${FILE} does not load`);
const { scenario } = loaded;
const wanted = process.argv[2] ?? '';
const attacks = attacksOf(scenario).filter((attack) => attack.id.startsWith(wanted));
if (attacks.length === 0) throw new Error(`bench: no attack of ${FILE} begins with ${wanted}`);

const once = (attack: Attack, on: boolean) => replay(scenario, attack, { seed: 1, answer: () => on });

console.log('attack'.padEnd(34), 'profile', 'outcome'.padEnd(14), 'replays/s'.padStart(9), 'events/s'.padStart(11));
for (const attack of attacks) {
  for (const on of [false, true]) {
    const { finding, steps } = once(attack, on);
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < MEASURE_MS) {
      once(attack, on);
      count++;
    }
    const perSecond = (count * 1000) / (performance.now() - start);
    const cells = [perSecond.toFixed(perSecond < 10 ? 1 : 0).padStart(9), (perSecond * steps).toFixed(0).padStart(11)];
    console.log(attack.id.padEnd(34), (on ? 'full' : 'bare').padEnd(7), finding.outcome.padEnd(14), ...cells);
  }
}

const start = performance.now();
let [replays, events] = [0, 0];
for (const attack of attacks) {
  for (const on of [false, true]) {
    replays++;
    events += once(attack, on).steps;
  }
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `all once: ${replays} replays and ${events} events in ${seconds.toFixed(2)} s: ${(replays / seconds).toFixed(0)} replays/s, ${(events / seconds).toFixed(0)} events/s`,
);
