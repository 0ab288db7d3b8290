/**
 * Purpose: T28 inappropriate usage, the programs' part: a member of staff runs file-sharing software, or a program from a memory stick of her own, at her workstation.
 *
 * The file-sharing software offers what lies on the machine to strangers, by way of the web gateway; she only wanted music.
 * Does not model: what leaks (T11), what infects (T20). Units: nanoseconds, octets. Determinism: fixed times.
 * References: TR A.5.1 #28, C 6-1-2; RFC 3552 2.3.2; threat card T28.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent } from '../../sim/world/messages.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { ruleBroken } from '../oracles/rights.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';

const BEGIN_NS = 8 * NS_PER_S;
/** Times that she starts the program (own choice: now and then in a day, compressed into the minute of the script). */
const OCCASIONS = 10;
/** Octets of a piece that file-sharing software sends (own choice: BitTorrent asks for blocks of 16 KiB, BEP 3). */
const PIECE_BYTES = 16_384;
/** A stranger's machine that asks for pieces (RFC 2606 2). */
const STRANGER = 'peer.example.net';

/** A flow of the user by the web gateway, from a workstation whose programs are subject to a rule. */
function aimAtWorkstation(scenario: Scenario, { user }: VantageSpec): Aim | undefined {
  const ruled = scenario.sites.flatMap((site) =>
    site.hosts.filter((host) => host.programs !== undefined).map((host) => `${site.id}.${host.zone}.${host.id}`),
  );
  const aim = aimAt(scenario, ['browse'], (flow) => user !== undefined && flow.user === user && ruled.includes(flow.client));
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

function start(hands: Hands, program: string, rule: 'program' | 'medium', ran: () => void): void {
  const { insider } = hands;
  if (insider === undefined) throw new Error(`T28: ${hands.vantage.id} names no user`);
  for (let occasion = 0; occasion < OCCASIONS; occasion++) {
    hands.at(BEGIN_NS + occasion * NS_PER_S, () => {
      if (!insider.givesWay()) return;
      hands.note('against-rule-of-use', { rule, user: insider.user.id });
      if (insider.startProgram(program, rule)) ran();
    });
  }
}

function share(hands: Hands, aim: Aim): void {
  const { insider } = hands;
  const service = serviceOf(hands.plan.scenario, aim.flow);
  start(hands, 'file-sharing', 'program', () => {
    const stream = insider?.open(service, {
      onOpen: () => stream?.send(appContent({ service: service.id, op: 'browse', target: STRANGER, payloadBytes: PIECE_BYTES })),
      onMessage: () => stream?.close(),
      onClose: () => undefined,
    });
  });
}

export const shareFiles: AttackDefinition = {
  threat: 'T28',
  variant: 'file-sharing',
  name: { en: 'File-sharing software on a ward PC', ja: '病棟端末でのファイル共有ソフトの利用' },
  vantages: ['in-hsz', 'in-sz'],
  aim: aimAtWorkstation,
  act: share,
  judge: (view) => ruleBroken(view, ['program'], OCCASIONS),
};

export const runFromStick: AttackDefinition = {
  threat: 'T28',
  variant: 'memory-stick',
  name: { en: 'A private program from a memory stick', ja: '私物の USB メモリからのプログラム実行' },
  vantages: ['in-hsz', 'in-sz'],
  aim: aimAtWorkstation,
  act: (hands) => start(hands, 'private-program', 'medium', () => undefined),
  judge: (view) => ruleBroken(view, ['medium'], OCCASIONS),
};
