/**
 * Purpose: what the browser's own performance trace says of a stretch of the page's life: frames that were drawn, tasks that held the page's thread up.
 *
 * Does not model: a graphics card. Units: milliseconds of wall-clock time; frames a second. Determinism: none.
 * References: Chrome DevTools Protocol (Tracing); the Trace Event Format; a task above 50 ms is long (W3C Long Tasks API).
 */
import type { Page } from 'playwright-core';

const LONG_MS = 50;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

export interface Traced {
  readonly framesPerSecond: number;
  /** The longest task of the page's own thread. */
  readonly longestMs: number;
  readonly longTasks: number;
}

/** The threads of pages; the one that worked most is the page's, the others are of empty ones. */
function pageTasks(events: readonly TraceEvent[]): readonly number[] {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasks = threads.map(({ pid, tid }) =>
    events.flatMap((event) => (event.name === 'RunTask' && event.pid === pid && event.tid === tid ? [(event.dur ?? 0) / 1_000] : [])),
  );
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  return tasks.reduce((most, one) => (sum(one) > sum(most) ? one : most), []);
}

/**
 * Watches the page while something is done in it.
 * Units: milliseconds. Errors: rejects with what `during` rejects with. Source: Chrome DevTools Protocol.
 */
export async function traced(page: Page, during: () => Promise<void>): Promise<Traced> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'disabled-by-default-devtools.timeline',
        'disabled-by-default-devtools.timeline.frame',
        'toplevel',
      ],
    },
    transferMode: 'ReportEvents',
  });
  const start = Date.now();
  await during();
  const seconds = (Date.now() - start) / 1_000;
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const tasks = pageTasks(events);
  return {
    framesPerSecond: events.filter(({ name }) => name === 'DrawFrame').length / seconds,
    longestMs: Math.max(0, ...tasks),
    longTasks: tasks.filter((ms) => ms > LONG_MS).length,
  };
}
