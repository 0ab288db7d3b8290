/**
 * Purpose: guards the mechanisms of T09, T14, T20, T21, T26 and T32 one by one: packet scripts at the gateway scanner, the share and the standby, without an attack around them.
 */
import { describe, expect, it } from 'vitest';
import { TCP_FLAG, type Packet } from '../../../sim/net/packet.ts';
import { parseIpv4 } from '../../../sim/net/address.ts';
import { strike } from '../../../sim/world/disaster.ts';
import { SHARE_PORT } from '../../../sim/world/exploit.ts';
import { gatewayScanner } from '../../../sim/world/gateway-scanner.ts';
import { isKnown } from '../../../sim/world/infection.ts';
import { revocationWindowNs } from '../../../sim/world/lost-device.ts';
import { appContent, type AppMessage } from '../../../sim/world/messages.ts';
import { zonesBehind } from '../../../sim/world/topology.ts';
import { addressOf, buildWorld, type World } from '../../../sim/world/world.ts';
import { figure3, profile } from '../../threats/support/figure-3.ts';
import { withAdversary } from '../../threats/support/outcome.ts';

const scenario = withAdversary(figure3(), { malwareAgeNs: 90 * 86_400e9 });
const world = (controls: readonly string[], from = scenario): World =>
  buildWorld(from, { seed: 1, answer: profile(controls), trace: true, stage: [] });
const stopsOf = (w: World): readonly unknown[] =>
  w.parts.context.trace.events.filter((e) => e.kind === 'stop').map((e) => e.fields['reason']);

/** A message cut into segments of so many octets. */
function segments(message: AppMessage, octets: number): readonly Packet[] {
  const content = appContent(message);
  const packets: Packet[] = [];
  for (let offset = 0; offset < content.bytes; offset += octets) {
    const piece = { content, offset, length: Math.min(octets, content.bytes - offset) };
    const body = {
      protocol: 'tcp',
      srcPort: 5000,
      dstPort: 80,
      seq: offset,
      ack: 0,
      flags: TCP_FLAG.ACK,
      window: 1000,
      pieces: [piece],
    } as const;
    packets.push({ uid: offset + 1, src: 1, dst: 2, ttl: 64, dscp: 0, body, origin: 'test' });
  }
  return packets;
}

describe('gateway scanner', () => {
  const exploit: AppMessage = { service: 'portal', op: 'exploit', exploit: 'portal' };

  it('refuses the last segment of what it recognises, and again when it is repeated', () => {
    const rule = gatewayScanner(world(['virus-scan-gateway']).parts, 'core-hospital.web');
    const packets = segments(exploit, 100);
    const verbs = [...packets, packets.at(-1)].map((packet) => (packet === undefined ? '' : rule(packet, {}).verb));
    expect(verbs).toEqual(['pass', 'pass', 'drop', 'drop']);
  });

  it('asks nothing about clean messages, and passes all while it is not deployed', () => {
    const w = world([]);
    const rule = gatewayScanner(w.parts, 'core-hospital.web');
    for (const packet of segments({ service: 'portal', op: 'inquire' }, 100)) expect(rule(packet, {}).verb).toBe('pass');
    expect(w.controls.consulted.size).toBe(0);
    for (const packet of segments(exploit, 100)) expect(rule(packet, {}).verb).toBe('pass');
    expect([...w.controls.consulted]).toEqual([['virus-scan-gateway', false]]);
  });

  it('asks nothing about malware that is younger than its signatures', () => {
    const w = world(['virus-scan-gateway'], withAdversary(scenario, { malwareAgeNs: 0 }));
    const rule = gatewayScanner(w.parts, 'core-hospital.web');
    for (const packet of segments(exploit, 100)) expect(rule(packet, {}).verb).toBe('pass');
    expect(w.controls.consulted.size).toBe(0);
  });

  it('signature lag: known from the day on which the signature is there', () => {
    const { adversary } = scenario;
    expect(isKnown(adversary, { fault: 'x', ageNs: adversary.scannerLagNs })).toBe(true);
    expect(isKnown(adversary, { fault: 'x', ageNs: adversary.scannerLagNs - 1 })).toBe(false);
  });
});

describe('share', () => {
  const PLACE = 'core-hospital.hsz.ehr-server';
  const write = (w: World, op: 'write-object' | 'remove-object', asset: string): void => {
    const from = w.hosts.get('core-hospital.hsz.ward-pc');
    if (from === undefined) throw new Error('figure-3 has changed');
    w.parts.context.kernel.at(5e9, () =>
      from.udp.send({ dst: addressOf(w, PLACE), dstPort: SHARE_PORT, srcPort: 999, content: appContent({ service: 'share', op, asset }) }),
    );
  };

  it('damages an object once, and only one that lies there', () => {
    const w = world([]);
    write(w, 'write-object', 'record-tanaka');
    write(w, 'remove-object', 'record-tanaka');
    write(w, 'remove-object', 'study-echo');
    w.run();
    expect(w.parts.facts.damages.map((d) => `${d.asset} ${d.kind}`)).toEqual(['record-tanaka rewritten']);
  });

  it('asks about a copy only when somebody has noticed', () => {
    const blind = world(['redundancy-backup-offline']);
    write(blind, 'write-object', 'record-tanaka');
    blind.run();
    expect([...blind.controls.consulted.keys()]).toEqual(['object-signature']);
    const seen = world(['object-signature', 'redundancy-backup-offline']);
    write(seen, 'write-object', 'record-tanaka');
    seen.run();
    expect(stopsOf(seen)).toEqual(['stored-object-altered', 'restored-from-copy']);
    expect(seen.parts.facts.damages[0]).toMatchObject({ detectedNs: 30e9, copyNs: 0 });
  });
});

describe('disaster', () => {
  const booking = 'core-hospital.sz.booking-server';

  it('a standby takes over after its time, a second failure with it does not', () => {
    for (const [fails, upAgain] of [
      [[booking], true],
      [[booking, 'annex'], false],
    ] as const) {
      const w = world(['redundancy-site']);
      w.parts.context.kernel.at(1e9, () => strike(w, fails));
      w.parts.context.kernel.at(10.9e9, () => expect(w.hosts.get(booking)?.node.up).toBe(false));
      w.run();
      expect(w.hosts.get(booking)?.node.up).toBe(upAgain);
    }
  });

  it('a site takes its hosts and devices along', () => {
    const w = world([]);
    strike(w, ['clinic-a']);
    const up = [...w.topology.hosts.values(), ...w.topology.devices.values()].filter((each) => each.node.up).map((each) => each.place);
    expect(up.some((place) => place.startsWith('clinic-a.'))).toBe(false);
    expect(up).toContain('clinic-b.vpn');
  });
});

describe('a zone with a line of its own', () => {
  it('is reached by that line only', () => {
    const hospital = scenario.sites.find((site) => site.id === 'core-hospital');
    const behind = (id: string): readonly string[] => {
      const device = hospital?.devices.find((d) => d.id === id);
      return hospital === undefined || device === undefined ? [] : zonesBehind(hospital, device).map((zone) => zone.id);
    };
    expect(behind('web')).toEqual(['dmz']);
    expect(behind('vpn')).toEqual(['hsz', 'sz']);
    const backbone = world([]).topology.backbones.get('internet');
    expect(backbone?.table.lookup(parseIpv4('198.51.100.138') ?? 0)?.nextHop).toBe(parseIpv4('203.0.113.130'));
  });
});

describe('revocation', () => {
  it('takes the report and one interval', () => {
    expect(revocationWindowNs({ ageNs: 0, reportedAfterNs: 5, state: 'off' }, 7)).toBe(12);
    expect(revocationWindowNs({ ageNs: 0, reportedAfterNs: 5, state: 'off' }, undefined)).toBe(5);
  });
});
