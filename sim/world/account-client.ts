/**
 * Purpose: a host that looks accounts up in a directory: by UDP as NIS clients do, or over TLS where that is deployed.
 *
 * By UDP it takes the first answer that comes from the directory's address while a question is open, and believes it: from then on its services check the account's password
 * against that verifier. Over TLS the directory checks passwords itself, and gives no verifier away.
 * Does not model: RPC port mapping, binding to a server by broadcast, time-outs, entries that age.
 * Units: none. Determinism: event order.
 * References: RFC 3552 3.2.3; RFC 2196 3.2.3.1 (who poses as a name service); threat card T05.
 */
import type { Ipv4 } from '../net/address.ts';
import type { Datagram, UdpLayer } from '../net/udp.ts';
import { appContent, asMessage } from './messages.ts';
import type { WorldParts } from './parts.ts';
import type { FlowSpec } from './scenario.ts';
import { StaffRun } from './staff-run.ts';
import type { OpenStream } from './users.ts';

/**
 * The client side of one flow of questions.
 * Units: none. Errors: throws when the port is taken (the loader refuses two such flows of one host). Source: RFC 3552 3.2.3.
 */
export class AccountClient {
  readonly #parts: WorldParts;
  readonly #flow: FlowSpec;
  readonly #host: { readonly udp: UdpLayer; readonly dst: Ipv4 };
  readonly #open: OpenStream;
  /** A question waits for its answer. */
  #waiting = false;

  constructor(parts: WorldParts, flow: FlowSpec, host: { readonly udp: UdpLayer; readonly dst: Ipv4 }, open: OpenStream) {
    this.#parts = parts;
    this.#flow = flow;
    this.#host = host;
    this.#open = open;
    host.udp.bind(parts.service(flow.service).port, (datagram) => this.#take(datagram));
  }

  ask(run: number): void {
    const { context } = this.#parts;
    if (context.gate.on('tls', this.#flow.client) !== undefined) return new StaffRun(this.#parts, this.#flow, run, this.#open).start();
    const service = this.#parts.service(this.#flow.service);
    const content = appContent({ service: service.id, op: 'look-up', user: service.accounts[0] ?? '' });
    this.#waiting = true;
    this.#host.udp.send({ dst: this.#host.dst, dstPort: service.port, srcPort: service.port, content });
  }

  #take({ content, from, packet }: Datagram): void {
    const verifiers = asMessage(content)?.verifiers;
    if (!this.#waiting || verifiers === undefined || from !== this.#host.dst) return;
    this.#waiting = false;
    const { told, facts, context } = this.#parts;
    const host = this.#flow.client;
    const known = told.get(host) ?? new Map<string, string>();
    told.set(host, known);
    for (const { user, secret } of verifiers) {
      known.set(user, secret);
      facts.entries.push({ atNs: context.kernel.now, host, user, origin: packet.origin });
    }
    if (context.trace.on)
      context.trace.emit(host, 'directory', { event: 'entry-taken', accounts: verifiers.length, origin: packet.origin });
  }
}
