/**
 * Purpose: the cases of the TCP injection measurement, and the model's run of each.
 */
import { SEQUENCES, probeTcp, type TcpFigures, type TcpSpec } from '../../lab/probe/tcp.ts';
import { LINUX_ACK_LIMIT } from '../../sim/net/tcp/ack-limit.ts';
import { reference, type Reference } from './read.ts';

export type InjectionRow = readonly [
  name: string,
  options: string,
  usable: boolean,
  delivered: boolean,
  eof: boolean,
  reset: boolean,
  acks: number,
];

export const { rows: INJECTIONS } = reference<Reference<InjectionRow>>('tcp-injection.json');
export const INJECTION_BASE: TcpSpec = {
  segment: 'rst',
  seq: 'exact',
  ack: 'valid',
  timestamp: 'current',
  bytes: 20,
  windowBytes: 65_536,
  victim: 'server',
  count: 1,
  everyMs: 0.5,
  thenExact: false,
  hardened: true,
  ackLimit: LINUX_ACK_LIMIT,
  seed: 1,
};

/** The model's run of a case, from options as a user would type them. */
export function inject(options: string): TcpFigures {
  const words = options.split(' ');
  const value = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const seq = value('--seq') ?? 'exact';
  return probeTcp({
    ...INJECTION_BASE,
    segment: (value('--segment') ?? 'rst') as TcpSpec['segment'],
    seq: SEQUENCES.find((each) => each === seq) ?? Number(seq),
    ack: (value('--ack') ?? 'valid') as TcpSpec['ack'],
    timestamp: (value('--timestamp') ?? 'current') as TcpSpec['timestamp'],
    victim: (value('--victim') ?? 'server') as TcpSpec['victim'],
    windowBytes: Number(value('--window') ?? INJECTION_BASE.windowBytes),
    count: Number(value('--count') ?? 1),
    everyMs: Number(value('--every') ?? INJECTION_BASE.everyMs),
    thenExact: words.includes('--then-exact'),
  });
}
