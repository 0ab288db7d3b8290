/**
 * Purpose: what an insider can do besides any other attacker: use his own account from his own workstation, open what his role has keys for, give way to temptation or not.
 *
 * He uses the ordinary client programs with everything that he presents at a login, so no channel measure can tell him from a user at work: he is one.
 * `training-ledger` is asked when he is about to break a rule of use: a trained user gives way less often.
 * Does not model: several insiders, administrators. Units: none. Determinism: temptations are counted in order.
 * References: threat cards T10, T28; TR A.4 (threats from inside), C 6-1-2 (rules, training, register).
 */
import type { MessageStream, StreamEvents } from '../vpn/tls.ts';
import type { Document, LoginProof, PlainDocument } from './messages.ts';
import { ringOf, siteOf } from './parts.ts';
import { programStarter, type ProgramSource } from './programs.ts';
import type { AssetSpec, ServiceSpec, UserSpec } from './scenario.ts';
import { changedRecord } from './services/collections.ts';
import { proveAs } from './services/factors.ts';
import { openToService } from './streams-over-tcp.ts';
import { addressOf, type World } from './world.ts';

export interface Insider {
  readonly user: UserSpec;
  /** Opens a stream with the ordinary client program. */
  open(service: ServiceSpec, events: StreamEvents): MessageStream;
  /** What he presents at a login. */
  prove(service: ServiceSpec, challenge: string): LoginProof;
  /** Reads a document with the keys of his workstation. */
  read(document: Document): PlainDocument | undefined;
  /** A record as he changes it, with the keys of his workstation. */
  change(service: ServiceSpec, asset: AssetSpec, record: number): Document;
  /** Starts a program at his workstation; false when he is kept from it. */
  startProgram(program: string, source: ProgramSource): boolean;
  /** True when he gives way and breaks a rule of use. */
  givesWay(): boolean;
}

/** Temptations to which a trained user still gives way: one in so many, where the scenario does not say (own choice). */
const TRAINED_LAPSES = 5;

/**
 * The insider of a vantage point.
 * Units: none. Errors: throws for an unknown user (the loader refuses it). Source: threat card T10.
 */
export function insiderAt(world: World, userId: string): Insider {
  const { parts } = world;
  const user = parts.scenario.sites.flatMap((site) => site.users).find((u) => u.id === userId);
  const host = world.hosts.get(user?.workstation ?? '');
  if (user === undefined || host === undefined) throw new Error(`attacker: no user ${userId} with a workstation`);
  let opened = 0;
  let temptations = 0;
  return {
    user,
    open: (service, events) =>
      openToService(parts, { place: host.place, tcp: host.tcp, user: user.id }, service, events, `${host.place}/insider/${++opened}`, {
        dst: world.parts.book.addressOf(service.host, host.place) ?? addressOf(world, service.host),
        dstPort: service.port,
      }),
    prove: (service, challenge) => proveAs(parts, user.id, host.place, challenge, service.login),
    read: (document) => {
      if (document.body.form === 'plain') return document.body.document;
      const { sealed } = document.body;
      const opening = sealed.open(ringOf(parts, host.place));
      if (opening.ok) return opening.body;
      if (sealed.by !== undefined)
        parts.context.stop({
          control: sealed.by,
          at: host.place,
          reason: 'unreadable',
          origin: host.place,
          detail: { asset: document.asset },
        });
      return undefined;
    },
    change: (service, asset, record) => changedRecord(parts, host.place, service, asset, record),
    startProgram: programStarter(parts, host.place, world.topology.hosts.get(host.place)?.spec.programs ?? [], user.id),
    givesWay: () => {
      const lapse = temptations++ % (parts.scenario.adversary.trainedLapses ?? TRAINED_LAPSES) === 0;
      if (lapse) return true;
      const control = parts.context.gate.on('training-ledger', siteOf(host.place));
      if (control !== undefined)
        parts.context.stop({ control, at: host.place, reason: 'rule-known', origin: host.place, detail: { user: user.id } });
      return control === undefined;
    },
  };
}
