/**
 * Purpose: what hosts under one control do against the VPN itself: they open IKE negotiations that they never finish, and ask the centre questions that nobody needs.
 *
 * Bots with their own address receive what comes back: they return cookies at once, and work at puzzles as long as these take, one puzzle a bot at a time. Forged sources see nothing.
 * Does not model: bots one by one (they share an address), finished IKE negotiations, questions with proof.
 * Units: nanoseconds. Determinism: numbers from the attacker's stream, bots in turn.
 * References: RFC 7296 2.6; RFC 8019 3 (attackers with real addresses), 4.4; threat card T25.
 */
import type { TimeNs } from '../kernel/time.ts';
import { PRIORITY } from '../kernel/kernel.ts';
import type { Ipv4 } from '../net/address.ts';
import type { PacketBody } from '../net/packet.ts';
import { CENTRE_PORT, centreRequest } from '../vpn/centre-messages.ts';
import { findNotify, IKE_PORT, isIke, type IkeMessage, type IkePayload } from '../vpn/ike-payloads.ts';
import { PUZZLE_SOLVING_NS } from '../vpn/ike-puzzle.ts';
import { clearMessageBytes } from '../vpn/ike-sizes.ts';
import { DEFAULT_IKE_PROPOSALS } from '../vpn/ike-suites.ts';
import type { StationStack } from './stations.ts';
import type { World } from './world.ts';

/** Bots waiting for their turn at a puzzle; beyond this they drop what comes (own choice). */
const PUZZLES_IN_HAND = 2;

/** The bots' hands. */
export interface Bots {
  /** Begins an IKE negotiation with a device, from the bots' address or from a forged one. */
  beginIke(device: Ipv4, forged: Ipv4 | undefined): void;
  /** Asks the centre for a connection in a member's name, without proof. */
  askCentre(member: string, site: string): void;
}

export interface BotParts {
  readonly place: string;
  readonly station: Pick<StationStack, 'address' | 'udp'> | undefined;
  readonly draw: (below: number) => number;
  readonly inject: (fields: { readonly src: Ipv4; readonly dst: Ipv4; readonly body: PacketBody }) => void;
}

/**
 * Bots behind one station.
 * Units: nanoseconds. Errors: none; without a station or a centre they do nothing. Source: threat card T25.
 */
export function botsOf(world: World, { place, station, draw, inject }: BotParts): Bots {
  const { context, scenario } = world.parts;
  const begun = new Map<string, { readonly device: Ipv4; readonly payloads: readonly IkePayload[] }>();
  const freeAtNs: TimeNs[] = Array.from({ length: scenario.adversary.bots?.count ?? 0 }, () => 0);
  let asked = 0;
  let listening = false;
  const send = (device: Ipv4, src: Ipv4, spiI: string, clear: readonly IkePayload[]): void => {
    inject({ src, dst: device, body: { protocol: 'udp', srcPort: IKE_PORT, dstPort: IKE_PORT, content: firstMessage(spiI, clear) } });
  };
  /** The moment at which the next free bot has solved a puzzle, or undefined when all have enough in hand. */
  const solvedAt = (): TimeNs | undefined => {
    const { now } = context.kernel;
    const bot = freeAtNs.reduce((best, atNs, index) => (atNs < (freeAtNs[best] ?? Infinity) ? index : best), 0);
    const startNs = Math.max(now, freeAtNs[bot] ?? Infinity);
    if (startNs - now >= PUZZLES_IN_HAND * PUZZLE_SOLVING_NS) return undefined;
    freeAtNs[bot] = startNs + PUZZLE_SOLVING_NS;
    return startNs + PUZZLE_SOLVING_NS;
  };
  const onAnswer = (message: IkeMessage, own: Ipv4): void => {
    const open = begun.get(message.spiI);
    const cookie = findNotify(message.clear, 'COOKIE');
    if (open === undefined || cookie?.cookie === undefined) return void begun.delete(message.spiI);
    const bits = findNotify(message.clear, 'PUZZLE')?.bits;
    const { digest } = cookie.cookie;
    if (bits === undefined) return send(open.device, own, message.spiI, [cookie, ...open.payloads]);
    const atNs = solvedAt();
    if (atNs === undefined) return;
    const payloads: readonly IkePayload[] = [cookie, { type: 'PS', cookie: digest, bits }, ...open.payloads];
    context.kernel.at(atNs, () => send(open.device, own, message.spiI, payloads), PRIORITY.script);
  };
  const listen = ({ udp, address }: Pick<StationStack, 'address' | 'udp'>): void => {
    if (listening) return;
    listening = true;
    udp.bind(IKE_PORT, ({ content }) => {
      if (isIke(content)) onAnswer(content, address);
    });
  };
  return {
    beginIke: (device, forged) => {
      if (station === undefined) return;
      listen(station);
      const spiI = draw(2 ** 32)
        .toString(16)
        .padStart(16, '0');
      const payloads: readonly IkePayload[] = [
        { type: 'SA', protocol: 'IKE', proposals: DEFAULT_IKE_PROPOSALS },
        { type: 'KE', group: DEFAULT_IKE_PROPOSALS[0]?.groups[0] ?? 'modp2048', publicValue: `${place}/${spiI}` },
        { type: 'Nonce', nonce: spiI },
      ];
      if (forged === undefined) begun.set(spiI, { device, payloads });
      send(device, forged ?? station.address, spiI, payloads);
    },
    askCentre: (member, site) => {
      const { centre } = scenario;
      if (centre === undefined || station === undefined) return;
      const content = centreRequest({ nonce: `${place}/${++asked}`, from: member, wanted: { site } });
      inject({
        src: station.address,
        dst: centre.address,
        body: { protocol: 'udp', srcPort: CENTRE_PORT, dstPort: CENTRE_PORT, content },
      });
    },
  };
}

function firstMessage(spiI: string, clear: readonly IkePayload[]): IkeMessage {
  const bytes = clearMessageBytes(clear, 'aes256-sha256');
  return {
    kind: 'ike',
    exchange: 'IKE_SA_INIT',
    messageId: 0,
    response: false,
    fromInitiator: true,
    spiI,
    spiR: '',
    clear,
    bytes,
  };
}
