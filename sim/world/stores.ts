/**
 * Purpose: objects at rest on a file share: how they are rewritten or destroyed, when that is noticed, and from which copy they come back.
 *
 * The share trusts whoever can reach it, as network file systems that go by the client's address do. Damage is noticed at the next comparison with off-host signatures
 * (rewriting: `object-signature`) or with the register of time-stamped objects (destruction: `timestamping`); a copy taken before the damage and kept off line brings the
 * object back (`redundancy-backup-offline`). A mirror copies malicious damage at once, so it is asked for only after physical destruction (`redundancy-site`).
 * Does not model: versions in the share, access rights of single users, the time that a restore takes, rotation of copies.
 * Units: nanoseconds. Determinism: event order.
 * References: TR B.2 (remote login may alter disks), 5.1 d (backup); RFC 2196 4.3 (off-host checksums), 3.2.3.6; RFC 1813 8 (NFS and trust in addresses); threat card T21.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { UdpLayer } from '../net/udp.ts';
import { SHARE_PORT } from './exploit.ts';
import type { DamageFact } from './facts.ts';
import { asMessage } from './messages.ts';
import type { WorldParts } from './parts.ts';
import type { StoreSpec } from './scenario.ts';

/**
 * The share of one host with its objects.
 * Units: nanoseconds. Errors: none. Source: threat card T21.
 */
export class Store {
  readonly #parts: WorldParts;
  readonly #place: string;
  readonly #spec: StoreSpec;
  readonly #objects: Set<string>;

  constructor(parts: WorldParts, place: string, spec: StoreSpec, udp: UdpLayer) {
    this.#parts = parts;
    this.#place = place;
    this.#spec = spec;
    this.#objects = new Set(
      parts.scenario.sites
        .flatMap((site) => site.assets)
        .filter((asset) => asset.at === place)
        .map((asset) => asset.id),
    );
    parts.writers.set(place, (asset, record, by) => {
      if (this.#objects.has(asset)) this.#damage(asset, 'rewritten', by, { record });
    });
    udp.bind(SHARE_PORT, (datagram) => {
      const message = asMessage(datagram.content);
      if (
        message?.asset === undefined ||
        !this.#objects.has(message.asset) ||
        !this.#mayWrite(parts.ownerOf(datagram.from, this.#place), datagram.packet.origin)
      )
        return;
      if (message.op === 'write-object') this.#damage(message.asset, 'rewritten', datagram.packet.origin);
      if (message.op === 'remove-object') this.#damage(message.asset, 'destroyed', datagram.packet.origin);
    });
  }

  /** The share is meant for the hosts of its own zone; `access-lists` is asked when somebody else comes. It goes by address, so malware on one of those hosts may write. */
  #mayWrite(who: string, origin: string): boolean {
    const zone = this.#place.split('.').slice(0, 2).join('.');
    if (who.startsWith(`${zone}.`)) return true;
    const { context } = this.#parts;
    const control = context.gate.on('access-lists', this.#place);
    if (control !== undefined) context.stop({ control, at: this.#place, reason: 'not-on-access-list', origin, detail: { host: who } });
    return control === undefined;
  }

  /** Fire or water: every object of the machine is gone. */
  burn(mirrorSurvives: boolean): void {
    for (const asset of this.#objects) this.#damage(asset, 'burnt', 'disaster', { mirrorSurvives });
  }

  #damage(
    asset: string,
    kind: DamageFact['kind'],
    by: string,
    { record = 0, mirrorSurvives = false }: { readonly record?: number; readonly mirrorSurvives?: boolean } = {},
  ): void {
    const { facts, context } = this.#parts;
    if (facts.damages.some((damage) => damage.host === this.#place && damage.asset === asset && damage.record === record)) return;
    const damage: DamageFact = {
      atNs: context.kernel.now,
      host: this.#place,
      asset,
      record,
      kind,
      by,
      detectedNs: undefined,
      copyNs: undefined,
      rpoNs: this.#spec.rpoNs,
    };
    facts.damages.push(damage);
    if (context.trace.on) context.trace.emit(this.#place, 'damage', { asset, as: kind, origin: by });
    const nextCheckNs = (Math.floor(context.kernel.now / this.#spec.checkEveryNs) + 1) * this.#spec.checkEveryNs;
    context.kernel.at(nextCheckNs, () => this.#check(damage, mirrorSurvives), PRIORITY.script);
  }

  /** Rewriting shows only in a comparison; what is missing or burnt is missed by whoever needs it. */
  #check(damage: DamageFact, mirrorSurvives: boolean): void {
    const { context } = this.#parts;
    const watch = damage.kind === 'rewritten' ? 'object-signature' : 'timestamping';
    const alarm = damage.kind === 'burnt' ? undefined : context.gate.on(watch, this.#place);
    if (alarm !== undefined) {
      damage.detectedNs = context.kernel.now;
      context.stop({
        control: alarm,
        at: this.#place,
        reason: damage.kind === 'rewritten' ? 'stored-object-altered' : 'stored-object-missing',
        origin: damage.by,
        detail: { asset: damage.asset },
      });
    }
    if (damage.kind === 'rewritten' && alarm === undefined) return;
    const mirror = mirrorSurvives ? context.gate.on('redundancy-site', this.#place) : undefined;
    if (mirror !== undefined) return this.#restore(damage, damage.atNs, mirror, 'restored-from-mirror');
    const backup = context.gate.on('redundancy-backup-offline', this.#place);
    if (backup !== undefined)
      this.#restore(damage, Math.floor(damage.atNs / this.#spec.backupEveryNs) * this.#spec.backupEveryNs, backup, 'restored-from-copy');
  }

  #restore(damage: DamageFact, copyNs: number, control: string, reason: string): void {
    damage.copyNs = copyNs;
    this.#parts.context.stop({ control, at: this.#place, reason, origin: damage.by, detail: { asset: damage.asset } });
  }
}
