/**
 * Purpose: tunnels under random loss, duplication and delay, with rekeys, deletes and liveness checks going on at both ends.
 *
 * Whatever happens on the line: nothing is delivered twice, nothing that was not sent, nothing throws; when the line is good again traffic flows; and when all is idle,
 * no SA, no tunnel and no key of a session is left at either end.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import type { Packet } from '../../../sim/net/packet.ts';
import { PASS, TAKEN } from '../../../sim/net/rules.ts';
import type { IkeTimers } from '../../../sim/vpn/ike-settings.ts';
import { Lab, PSK_ONLY, QUIET_TIMERS } from './support.ts';

const TIMERS: IkeTimers = {
  ...QUIET_TIMERS,
  retransmitFirstNs: 200 * NS_PER_MS,
  retransmitCapNs: 2 * NS_PER_S,
  tries: 6,
  lingerNs: 5 * NS_PER_S,
  livenessNs: 3 * NS_PER_S,
  rekeyNs: 4 * NS_PER_S,
  rekeyJitterNs: 500 * NS_PER_MS,
  ikeRekeyNs: 11 * NS_PER_S,
  rekeyRetryNs: NS_PER_S,
};
const BAD_UNTIL_S = 60;
const END_S = 90;

function roughLine(lab: Lab): void {
  const stream = lab.context.streams.get('fuzz');
  const again = new WeakSet<Packet>();
  const later = (packet: Packet, ms: number): void => {
    const copy = { ...packet };
    again.add(copy);
    lab.kernel.after(ms * NS_PER_MS, () => lab.backbone.send(copy));
  };
  lab.intercept((packet) => {
    if (lab.kernel.now > BAD_UNTIL_S * NS_PER_S || again.has(packet)) return PASS;
    const draw = stream.integer(100);
    if (draw < 15) return TAKEN;
    if (draw < 25) {
      later(packet, stream.integer(300));
      return TAKEN;
    }
    if (draw < 40) later(packet, stream.integer(800));
    return PASS;
  });
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('a rough line, seed %i', (seed) => {
  const lab = new Lab({ controls: PSK_ONLY, seed, gateway: () => ({ idleTimeoutNs: 10 * NS_PER_S, ike: { timers: TIMERS } }) });
  roughLine(lab);
  const sent = { clinic: [] as string[], hospital: [] as string[] };
  for (let n = 0; n < END_S * 5; n++) {
    lab.at(n / 5, () => {
      sent.clinic.push(`c${n}`);
      lab.say('clinic', 'hospital', `c${n}`);
    });
    if (n % 3 === 0) {
      lab.at(n / 5 + 0.05, () => {
        sent.hospital.push(`h${n}`);
        lab.say('hospital', 'clinic', `h${n}`);
      });
    }
  }
  lab.run(END_S + 5);

  it('delivers nothing twice and nothing that was not sent', () => {
    for (const [texts, source] of [
      [lab.texts('hospital'), sent.clinic],
      [lab.texts('clinic'), sent.hospital],
    ] as const) {
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.filter((text) => !source.includes(text))).toEqual([]);
      expect(texts.length).toBeGreaterThan(source.length / 4);
    }
    expect(
      lab.seen.every(
        ({ packet }) => packet.body.protocol !== 'udp' || ['ike', 'centre-request', 'centre-answer'].includes(packet.body.content.kind),
      ),
    ).toBe(true);
  });

  it('delivers everything again once the line is good', () => {
    const late = (texts: readonly string[]): string[] => texts.filter((text) => Number(text.slice(1)) / 5 > BAD_UNTIL_S + 15);
    expect(late(lab.texts('hospital'))).toEqual(late(sent.clinic));
    expect(late(lab.texts('clinic'))).toEqual(late(sent.hospital));
  });

  it('leaves nothing behind when idle', () => {
    lab.run(END_S + 120);
    for (const name of ['clinic', 'hospital'] as const) {
      const { gateway, ring } = lab.site(name);
      expect([
        gateway.tunnels.ike.size,
        gateway.tunnels.ike.sad.size,
        gateway.tunnels.ike.halfOpen,
        gateway.tunnels.ike.sad.reserved,
      ]).toEqual([0, 0, 0, 0]);
      expect(ring.list().filter((key) => !key.startsWith('psk/') && !key.startsWith('key/'))).toEqual([]);
    }
  });
});
