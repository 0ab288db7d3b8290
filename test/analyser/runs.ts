/**
 * Purpose: runs whose captures the analyser reads: replays of shipped scenarios, set-ups on the bench of `probe ike`, and packets under every ESP suite.
 *
 * Units: none.
 */
import { readFileSync } from 'node:fs';
import type { CapturedRun } from '../../lab/capture/index.ts';
import { IkeLab, type IkeBench } from '../../lab/probe/ike-lab.ts';
import { IKE_PRODUCTS } from '../../lab/probe/ike-products.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { NS_PER_MS, NS_PER_S } from '../../sim/kernel/time.ts';
import { formatIpv4 } from '../../sim/net/address.ts';
import type { Packet, PacketBody } from '../../sim/net/packet.ts';
import { WireLog } from '../../sim/net/tap.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { encapsulate } from '../../sim/vpn/esp.ts';
import { ESP_SUITE_IDS, type EspMode } from '../../sim/vpn/esp-size.ts';
import type { IkeSettings } from '../../sim/vpn/ike-settings.ts';
import { KeyRing } from '../../sim/vpn/key-store.ts';
import { outboundSa } from '../../sim/vpn/sad.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { replay } from '../../threats/replay.ts';

export function scenarioOf(id: string): Scenario {
  const file = `scenarios/${id}.yaml`;
  const loaded = loadScenario(readFileSync(file, 'utf8'), file);
  if (!loaded.ok) throw new Error(`${file} does not load`);
  return loaded.scenario;
}

/** Replays an attack once, listening. */
export function listened(scenario: Scenario, attackId: string, on: (control: string) => boolean, seed = 1): CapturedRun {
  const attack = attacksOf(scenario).find(({ id }) => id === attackId);
  if (attack === undefined) throw new Error(`${scenario.id} has no attack ${attackId}`);
  const wire = new WireLog();
  const done = replay(scenario, attack, { seed, answer: on, trace: true, tap: wire });
  return { name: attackId, seed, horizonNs: scenario.horizonNs, wire, trace: done.events };
}

/** A set-up on the bench, and what follows it. */
export function setUp(
  name: string,
  bench: Pick<IkeBench, 'auth' | 'seed' | 'intermediates'>,
  settings: Partial<IkeSettings>,
  horizonNs = 5 * NS_PER_S,
): CapturedRun {
  const wire = new WireLog();
  const each = { ...IKE_PRODUCTS.strongswan, ...settings };
  const lab = new IkeLab({
    ...bench,
    oneWayNs: 5 * NS_PER_MS,
    loss: { numerator: 0, denominator: 1 },
    identityBytes: 25,
    tap: wire,
    settings: { initiator: each, responder: each },
  });
  lab.begin();
  lab.kernel.run(horizonNs);
  return { name, seed: bench.seed, horizonNs, wire, trace: lab.trace.events };
}

const OUTER = { src: 0xc0_00_02_01, dst: 0xc0_00_02_02 } as const;

/** A text whose length is `bytes`, as a datagram. */
function datagram(bytes: number): PacketBody {
  return { protocol: 'udp', srcPort: 40_000, dstPort: 40_001, content: { kind: 'probe', bytes } };
}

/** Datagrams of several lengths under every suite, in both modes; the SPI tells which. */
export function everySuite(): CapturedRun & { readonly spis: ReadonlyMap<number, string> } {
  const wire = new WireLog();
  const spis = new Map<number, string>();
  let event = 0;
  for (const [index, suite] of ESP_SUITE_IDS.entries()) {
    for (const [number, mode] of (['tunnel', 'transport'] as const satisfies readonly EspMode[]).entries()) {
      const spi = 0x1_0000 + index * 2 + number;
      const keyId = `esp/${suite}/${mode}`;
      spis.set(spi, `${suite} ${mode}`);
      wire.espKey(keyId, suite);
      const sa = outboundSa({ spi, keyId, suite, mode, control: undefined });
      for (const bytes of [0, 1, 20, 33, 1000]) {
        const inner: Packet = { uid: ++event, ...OUTER, ttl: 64, dscp: 0, body: datagram(bytes), origin: 'bench' };
        const packet = encapsulate(inner, sa, new KeyRing([keyId]), { uid: inner.uid, ...OUTER, origin: 'bench' });
        if (packet === undefined) throw new Error(`${formatIpv4(OUTER.src)}: sequence numbers are used up`);
        wire.heard({ medium: 'line', from: 'a', to: 'b', item: { kind: 'packet', packet }, arriveNs: event, event });
      }
    }
  }
  return { name: 'suites', seed: 1, horizonNs: NS_PER_S, wire, trace: [], spis };
}
