/**
 * Purpose: what the probes of the net stand on: a run without a scenario, with a gate that knows what is switched on, and a line between two hosts.
 *
 * Does not model: anything itself. Units: nanoseconds. Determinism: the seed and the name of a stream decide every draw.
 * References: contract.md section 2 (`probe`).
 */
import { Kernel } from '../../sim/kernel/kernel.ts';
import { Streams } from '../../sim/kernel/streams.ts';
import { Trace } from '../../sim/kernel/trace.ts';
import type { Ipv4, Prefix } from '../../sim/net/address.ts';
import { parseIpv4, parsePrefix } from '../../sim/net/address.ts';
import type { ChannelSpec } from '../../sim/net/channel.ts';
import { NetContext } from '../../sim/net/context.ts';
import type { Mechanism } from '../../sim/net/mechanisms.ts';
import { IpNode } from '../../sim/net/node.ts';
import { connect } from '../../sim/net/point-to-point.ts';

/** Next to no delay, as between the network namespaces of the measurements: what a probe shows is the protocol's own time. */
export const SHORT_LINE: ChannelSpec = {
  rateBps: 1_000_000_000,
  delayNs: 50_000,
  queuePackets: 1000,
  loss: { numerator: 0, denominator: 1 },
};

/**
 * A run of its own.
 * Units: none. Errors: none. Source: own design.
 */
export function makeContext(seed: number, on: readonly Mechanism[], trace = false): NetContext {
  const kernel = new Kernel();
  const gate = { on: (mechanism: string): string | undefined => on.find((each) => each === mechanism) };
  return new NetContext({ kernel, streams: new Streams(seed), trace: new Trace(trace, () => kernel.now), gate });
}

/**
 * An address written out in our own code.
 * Units: none. Errors: throws on text that is none (a bug). Source: RFC 791 2.3.
 */
export function address(text: string): Ipv4 {
  const parsed = parseIpv4(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
}

/**
 * A prefix written out in our own code.
 * Units: none. Errors: throws on text that is none (a bug). Source: RFC 4632 3.1.
 */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`${text} is no prefix`);
  return parsed;
}

/**
 * A client and a server at the ends of one line; the server answers everybody through it.
 * Units: see ChannelSpec. Errors: none. Source: own design.
 */
export function lineOfTwo(context: NetContext): { readonly client: IpNode; readonly server: IpNode } {
  const subnet = prefix('192.0.2.0/24');
  const [client, server] = [new IpNode(context, 'client', false), new IpNode(context, 'server', false)];
  const near = client.addIface('eth0', address('192.0.2.1'), subnet);
  const far = server.addIface('eth0', address('192.0.2.2'), subnet);
  server.table.add({ prefix: prefix('0.0.0.0/0'), iface: far, nextHop: near.address });
  connect(context, near, far, SHORT_LINE, 'line');
  return { client, server };
}
