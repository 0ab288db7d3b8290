/**
 * Purpose: protocols whose messages name the address to which the other end then connects or sends, in the clear and through the tunnel, without and with a translator of addresses.
 *
 * The first pair of sites that a tunnel can join; the asking site stores a file by FTP and calls by SIP. With a translator its VPN device stands behind a broadband router, as a home or a small clinic's does.
 * Does not model: translators that rewrite messages (application level gateways), lists of agreed services, which would have to name the data ports: the connection policy is off in these runs.
 * Units: octets, frames of voice of 20 ms. Determinism: one seed.
 * References: TR D.7 c (NAT: FTP, SIP); RFC 959, 1579 (FTP, passive mode); RFC 3261, 3581, 4566 (SIP, rport, SDP); RFC 2663 3.5, RFC 3027 2.1, 2.2 (what translation does to them); RFC 6598 (100.64.0.0/10).
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { storeByFtp } from '../../sim/net/ftp/client.ts';
import { FTP_PASSIVE_PORTS, FTP_PORT } from '../../sim/net/ftp/messages.ts';
import { startFtpServer } from '../../sim/net/ftp/server.ts';
import { SIP_PORT } from '../../sim/net/sip/messages.ts';
import { answerSip, callSip, hearVoice, newTalk, SipPort, VOICE_BYTES } from '../../sim/net/sip/terminal.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { addressOf, type HostRuntime } from '../../sim/world/world.ts';
import { behindNat, Bench, tunnelPairs, vpnControls, type TunnelPair } from './probe-world.ts';

/** In the order of the table. */
export const CARRYING = ['ftp-active', 'ftp-passive', 'sip', 'sip-rport'] as const;

export type CarryingId = (typeof CARRYING)[number];

/** What became of it: `works`; no data connection; the other end's answer never came; voice reached only the called end. */
export type CarriedEnd = 'works' | 'no-data-connection' | 'no-answer' | 'one-way';

export interface CarriedRow {
  readonly protocol: CarryingId;
  /** Whether the asking site's addresses are translated on the way. */
  readonly nat: boolean;
  /** Whether the packets go through the tunnel. */
  readonly tunnel: boolean;
  readonly end: CarriedEnd;
  /** Octets of the file that arrived, or frames of voice that the asking end heard. */
  readonly received: number;
}

const FILE_BYTES = 100_000;
/** One second of voice. */
const FRAMES = 50;
const START_NS = NS_PER_S;
/** SIP gives up after 32 s, an FTP server on a data connection after 60 s. */
const HORIZON_S = 90;
/** Of those that are never assigned (RFC 6335 6). */
const DATA_PORT = 50_196;
const MEDIA_PORT = 50_300;

/**
 * Runs every protocol in each of the cases.
 * Units: octets, frames. Errors: none; empty where no tunnel can be raised. Source: TR D.7 c.
 */
export function measureCarriedAddresses(scenario: Scenario, seed: number): readonly CarriedRow[] {
  const pair = tunnelPairs(scenario).find(({ from, to }) => serverAt(scenario, to.hosts) !== undefined && from.hosts.length > 0);
  if (pair === undefined) return [];
  const onInternet = scenario.networks.some(({ id, kind }) => kind === 'internet' && id === pair.from.network);
  const cases = pair.from.translated ? [true] : onInternet ? [false, true] : [false];
  return cases.flatMap((nat) => {
    const net = nat && !pair.from.translated ? behindNat(scenario, pair.from) : scenario;
    return [false, true].flatMap((tunnel) =>
      CARRYING.map((protocol) => ({ protocol, nat, tunnel, ...run(net, pair, { seed, tunnel, protocol }) })),
    );
  });
}

/** A host without services at the ports of both protocols. */
function serverAt(scenario: Scenario, hosts: readonly string[]): string | undefined {
  return hosts.find((place) => !scenario.services.some(({ host, port }) => host === place && (port === FTP_PORT || port === SIP_PORT)));
}

interface Case {
  readonly seed: number;
  readonly tunnel: boolean;
  readonly protocol: CarryingId;
}

function run(scenario: Scenario, { from, to }: TunnelPair, { seed, tunnel, protocol }: Case): Pick<CarriedRow, 'end' | 'received'> {
  const policy = scenario.controls.filter(({ mechanism }) => mechanism === 'connection-policy').map(({ id }) => id);
  const controls = tunnel ? vpnControls(scenario).filter((id) => !policy.includes(id)) : [];
  const bench = new Bench(scenario, { seed, controls, trace: false });
  const [asking, asked] = [bench.host(from.hosts[0] ?? ''), bench.host(serverAt(scenario, to.hosts) ?? '')];
  return protocol === 'sip' || protocol === 'sip-rport'
    ? talk(bench, asking, asked, protocol === 'sip-rport')
    : store(bench, asking, asked, protocol);
}

function store(
  bench: Bench,
  asking: HostRuntime,
  asked: HostRuntime,
  protocol: 'ftp-active' | 'ftp-passive',
): Pick<CarriedRow, 'end' | 'received'> {
  let received = 0;
  let reply = '';
  startFtpServer(asked.tcp, {
    port: FTP_PORT,
    passivePorts: FTP_PASSIVE_PORTS,
    admits: () => true,
    stored: ({ bytes }) => {
      received += bytes;
      return true;
    },
  });
  const job = {
    server: addressOf(bench.world, asked.place),
    port: FTP_PORT,
    mode: protocol === 'ftp-active' ? 'active' : 'passive',
    user: 'anonymous',
    password: 'guest',
    name: 'file',
    file: { kind: 'ftp-data', bytes: FILE_BYTES },
    dataPort: DATA_PORT,
  } as const;
  bench.at(START_NS, () => void storeByFtp(asking.tcp, job, { done: (result) => void ({ reply } = result) }));
  bench.run(HORIZON_S);
  const whole = reply.startsWith('226') && received === FILE_BYTES;
  return { end: whole ? 'works' : reply === '' ? 'no-answer' : 'no-data-connection', received };
}

function talk(bench: Bench, asking: HostRuntime, asked: HostRuntime, rport: boolean): Pick<CarriedRow, 'end' | 'received'> {
  const { context } = bench.world.parts;
  const phoneAt = ({ address }: HostRuntime) => ({
    own: { address, mediaPort: MEDIA_PORT },
    frames: FRAMES,
    voice: () => ({ kind: 'sip-voice', bytes: VOICE_BYTES }),
  });
  const [called, phone] = [newTalk(), phoneAt(asked)];
  hearVoice(asked.udp, phone, () => called);
  answerSip(new SipPort(context, asked.udp), () => ({ phone, talk: called }));
  let heard = 0;
  let connected = false;
  bench.at(START_NS, () => {
    const to = { address: addressOf(bench.world, asked.place), port: SIP_PORT };
    const call = { id: 'call-1', parties: { caller: 'caller@site', called: 'called@site' }, rport };
    const caller = callSip(new SipPort(context, asking.udp), phoneAt(asking), { ...call, to });
    bench.at((HORIZON_S - 1) * NS_PER_S, () => ({ heard, connected } = caller));
  });
  bench.run(HORIZON_S);
  if (!connected) return { end: 'no-answer', received: heard };
  return { end: heard === FRAMES && called.heard === FRAMES ? 'works' : 'one-way', received: heard };
}
