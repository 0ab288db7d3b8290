/**
 * Purpose: the outer side of a gateway to web and mail: mail that comes in, pages that it fetches for staff, and what is taken out of both on the way.
 *
 * `mail-screening` is asked when a mail brings a file of a type that the rules do not name, or malware that signatures know. An application proxy (`removesActive`) is no control
 * but a property of the gateway: what needs active content brings nothing any more.
 * Does not model: names and their look-up, spam, queues, sender authentication, sites that nobody in this network serves (the gateway only notes that they were asked for).
 * Units: nanoseconds. Determinism: event order; mails in order of arrival.
 * References: TR C 4-7-1, 4-7-2 (mail), 4-8-1 (web); RFC 5321 (mail arrives at port 25); RFC 2979 1 (firewalls as end points); threat cards T09, T20.
 */
import { NS_PER_S } from '../../kernel/time.ts';
import type { TcpLayer } from '../../net/tcp/layer.ts';
import { isKnown } from '../infection.ts';
import { WEB_PORT } from '../lures.ts';
import { appContent, asMessage, type AppMessage } from '../messages.ts';
import type { WorldParts } from '../parts.ts';
import type { ServiceSpec, UsageSpec } from '../scenario.ts';
import { openTcp } from '../streams-over-tcp.ts';
import { noteAcceptance } from './accept.ts';
import type { Peer, ServiceLogic } from './service.ts';

/** A gateway waits so long for a server outside (own choice, as long as staff wait for a first answer). */
const FETCH_PATIENCE_NS = 3 * NS_PER_S;

type Waiting = Pick<AppMessage, 'attachment' | 'brings'>;

/**
 * The outer side of one gateway.
 * Units: nanoseconds. Errors: none. Source: TR C 4-7, 4-8.
 */
export class GatewayOutside {
  readonly #parts: WorldParts;
  readonly #service: ServiceSpec;
  readonly #usage: UsageSpec;
  readonly #tcp: TcpLayer;
  readonly #mailboxes = new Map<string, Waiting[]>();

  constructor(parts: WorldParts, service: ServiceSpec, usage: UsageSpec, tcp: TcpLayer) {
    this.#parts = parts;
    this.#service = service;
    this.#usage = usage;
    this.#tcp = tcp;
  }

  /** Takes mail from outside. */
  get intake(): ServiceLogic {
    return {
      onMessage: (message, peer, origins) => {
        const taken = message.op === 'deliver-mail' && this.#admits(message, origins.at(-1) ?? '');
        if (taken) {
          noteAcceptance(this.#parts, this.#service, message, peer, origins);
          const box = this.#mailboxes.get(message.user ?? '') ?? [];
          this.#mailboxes.set(message.user ?? '', [...box, this.#cleaned(message)]);
        }
        peer.answer({ service: this.#service.id, op: taken ? 'ok' : 'refused' });
      },
    };
  }

  /** The next mail that waits for a user. */
  collect(user: string): Waiting {
    return this.#mailboxes.get(user)?.shift() ?? {};
  }

  /** Fetches a page for a host, if the site is one that somebody serves in this network. */
  fetch(site: string, host: string, peer: Peer): void {
    const { webSites, facts, context, ownerOf } = this.#parts;
    const address = webSites.get(site);
    if (address === undefined) return peer.answer({ service: this.#service.id, op: 'ok' });
    let answered = false;
    const finish = (answer: Pick<AppMessage, 'op' | 'brings'>): void => {
      if (!answered) peer.answer({ ...answer, service: this.#service.id });
      answered = true;
    };
    const stream = openTcp(
      this.#tcp,
      { dst: address, dstPort: WEB_PORT, patienceNs: FETCH_PATIENCE_NS },
      {
        onOpen: () => stream.send(appContent({ service: site, op: 'browse', target: site })),
        onMessage: (content) => {
          const page = asMessage(content);
          if (page === undefined) return;
          facts.fetches.push({ atNs: context.kernel.now, host, answeredBy: ownerOf(address, host) });
          finish({ op: 'ok', ...this.#cleaned(page) });
          stream.close();
        },
        onClose: () => finish({ op: 'refused' }),
      },
    );
  }

  #admits({ attachment, brings, user = '' }: AppMessage, origin: string): boolean {
    const { context, scenario } = this.#parts;
    const { attachments } = this.#usage;
    const unlisted = attachment !== undefined && attachments?.includes(attachment) === false;
    const known = brings !== undefined && isKnown(scenario.adversary, { fault: brings.fault });
    if (!unlisted && !known) return true;
    const at = this.#service.host;
    const control = context.gate.on('mail-screening', at);
    if (control === undefined) return true;
    const detail = { user, attachment: attachment ?? '', exploit: brings?.fault ?? '' };
    context.stop({ control, at, reason: unlisted ? 'attachment-type' : 'malware-recognised', origin, detail });
    return false;
  }

  /** A mail or page as the gateway passes it on. */
  #cleaned({ attachment, brings }: AppMessage): Waiting {
    if (brings === undefined || this.#usage.removesActive !== true)
      return { ...(attachment === undefined ? {} : { attachment }), ...(brings === undefined ? {} : { brings }) };
    const { trace } = this.#parts.context;
    if (trace.on) trace.emit(this.#service.host, 'active-removed', { exploit: brings.fault, origin: brings.by });
    return {};
  }
}
