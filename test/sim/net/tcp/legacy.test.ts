/** Purpose: guards the numbers of old stacks: predictable to who has seen one, and the modern ones after patching. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../../sim/kernel/kernel.ts';
import { Streams } from '../../../../sim/kernel/streams.ts';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { Trace } from '../../../../sim/kernel/trace.ts';
import { NetContext } from '../../../../sim/net/context.ts';
import { LEGACY_ISN, LegacyNumberSource, NumberSource } from '../../../../sim/net/tcp/isn.ts';

const tuple = (port: number): Parameters<NumberSource['isn']>[0] => ({ local: { address: 1, port: 80 }, remote: { address: 2, port } });

function source(patched: boolean): LegacyNumberSource {
  const kernel = new Kernel();
  const gate = { on: (mechanism: string) => (patched && mechanism === 'patching' ? 'patching' : undefined) };
  return new LegacyNumberSource(
    new NetContext({ kernel, trace: new Trace(false, () => kernel.now), streams: new Streams(1), gate }),
    'old',
  );
}

describe('initial numbers of an old stack', () => {
  it('move by half the constant a connection and by the constant a second (RFC 6528 A.1)', () => {
    const old = source(false);
    const first = old.isn(tuple(1000), 0);
    expect(old.isn(tuple(7777), 0) - first).toBe(LEGACY_ISN.perConnection);
    expect(old.isn(tuple(1), 3 * NS_PER_S) - first).toBe(2 * LEGACY_ISN.perConnection + 3 * LEGACY_ISN.perSecond);
  });
  it('are the modern ones once patched', () => {
    const modern = new NumberSource(new Streams(1), 'old');
    const patched = source(true);
    for (const port of [1, 2, 3]) expect(patched.isn(tuple(port), 0)).toBe(modern.isn(tuple(port), 0));
  });
  it('stay in 32 bits', () => expect(source(false).isn(tuple(1), 90_000 * NS_PER_S)).toBeLessThan(2 ** 32));
});
