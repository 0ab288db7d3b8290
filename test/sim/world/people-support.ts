/**
 * Purpose: a client at a host of figure-3 that speaks to one service message by message, for packet scripts.
 * Does not model: anything. Units: nanoseconds. References: TR 9.3.
 */
import { appContent, asMessage, type AppMessage } from '../../../sim/world/messages.ts';
import { openTcp } from '../../../sim/world/streams-over-tcp.ts';
import { addressOf, buildWorld, type World } from '../../../sim/world/world.ts';
import { figure3, profile } from '../../threats/support/figure-3.ts';

/** figure-3 with nobody at work and these controls on. */
export function quietWorld(
  controls: readonly string[] = [],
  change: (scenario: ReturnType<typeof figure3>) => ReturnType<typeof figure3> = (same) => same,
): World {
  return buildWorld(change(figure3()), { seed: 1, answer: profile(controls), trace: true, stage: [] });
}

export interface Client {
  /** Sends a message at a time of the script. */
  at(timeNs: number, message: Omit<AppMessage, 'service'> | (() => Omit<AppMessage, 'service'>)): void;
  /** Answers with their times. */
  readonly answers: { readonly atNs: number; readonly message: AppMessage }[];
}

/** Opens a stream from a host at time 0. */
export function clientAt(world: World, place: string, serviceId: string): Client {
  const host = world.hosts.get(place);
  if (host === undefined) throw new Error(`test: no host ${place}`);
  const { kernel } = world.parts.context;
  const service = world.parts.service(serviceId);
  const answers: Client['answers'] = [];
  const stream = openTcp(
    host.tcp,
    { dst: addressOf(world, service.host), dstPort: service.port },
    {
      onOpen: () => undefined,
      onMessage: (content) => {
        const message = asMessage(content);
        if (message !== undefined) answers.push({ atNs: kernel.now, message });
      },
      onClose: () => undefined,
    },
  );
  return {
    answers,
    at: (timeNs, message) =>
      void kernel.at(timeNs, () =>
        stream.send(appContent({ ...(typeof message === 'function' ? message() : message), service: serviceId })),
      ),
  };
}

/** Reasons of stops in order. */
export const stopsOf = (world: World): readonly string[] =>
  world.parts.context.trace.events
    .filter((event) => event.kind === 'stop')
    .map((event) => `${String(event.fields['control'])}/${String(event.fields['reason'])}`);
