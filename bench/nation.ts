/**
 * Purpose: what a simulated day of the nation costs: time and memory against size. Run it with `npx tsx bench/nation.ts [sizes…]`, for example `1000 10000 100000 240000`.
 *
 * The small sizes run several days with seeds of their own, until they have raised as many tunnels as one day of the nation does in about a twentieth; the first day of each size is not
 * counted, so that what is measured is the model and not the compiler. Time is the processor time of this process, which other load on the machine moves least; wall-clock time stands
 * beside it.
 * Does not model: anything. Units: seconds, microseconds a tunnel, 10^6 octets. Determinism: the days are the same in every run; the times are not.
 * References: issue "Dynamic on-demand VPN in full": a day with a million tunnels on one core in under two minutes and under 3 GB; cost per tunnel flat from 1,000 to 240,000 institutions.
 */
import { NS_PER_S } from '../sim/kernel/time.ts';
import { Nation, nationPlan } from '../sim/scale/nation.ts';

const DEFAULT_SIZES = [1000, 3000, 10_000, 30_000, 100_000, 240_000];
const ENOUGH_TUNNELS = 80_000;
const HOUR_NS = 3600 * NS_PER_S;

function oneDay(institutions: number, seed: number): Nation {
  const nation = new Nation(nationPlan({ institutions, seed }));
  for (let hour = 1; hour <= 24; hour++) nation.run(hour * HOUR_NS);
  return nation;
}

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const words = process.argv.slice(2).map(Number);
const sizes = words.length === 0 ? DEFAULT_SIZES : words;
const head = ['institutions', 'days', 'tunnels', 'events', 'wall s', 'cpu s', 'cpu us/tunnel', 'events/tunnel', 'RSS MB'];
console.log(head.map((word) => word.padStart(15)).join(''));
oneDay(1000, 99);
for (const institutions of sizes) {
  if (institutions < 50_000) oneDay(institutions, 100);
  const [startMs, startCpu] = [performance.now(), cpuSeconds()];
  let [days, tunnels, events] = [0, 0, 0];
  while (days === 0 || tunnels < ENOUGH_TUNNELS) {
    const nation = oneDay(institutions, ++days);
    tunnels += nation.measures.tunnels;
    events += nation.events;
  }
  const [wall, cpu] = [(performance.now() - startMs) / 1000, cpuSeconds() - startCpu];
  const cells = [institutions, days, tunnels, events, wall.toFixed(1), cpu.toFixed(1)];
  const each = [((cpu * 1e6) / tunnels).toFixed(1), (events / tunnels).toFixed(1), Math.round(process.memoryUsage().rss / 1e6)];
  console.log([...cells, ...each].map((cell) => String(cell).padStart(15)).join(''));
}
