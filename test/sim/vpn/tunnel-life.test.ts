/**
 * Purpose: the life of an on-demand tunnel: torn down when idle, found dead when the peer is silent, raised again by the next packet.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { Lab, PSK_ONLY, QUIET_TIMERS } from './support.ts';

const IDLE = { idleTimeoutNs: 30 * NS_PER_S };
const eventsAt = (lab: Lab, at: string): string[] =>
  lab.events('tunnel').flatMap((event) => (event.at === at ? [String(event.fields.event)] : []));

describe('an idle tunnel', () => {
  /** Last packet at 12 s; both ends have 30 s, the clinic's clock for the tunnel starts a little earlier. */
  it('is deleted by an exchange after the idle time, counted from the last packet, at both ends', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: (site) => (site === 'clinic' ? IDLE : {}) });
    lab.say('clinic', 'hospital', 'one');
    lab.at(12, () => lab.say('clinic', 'hospital', 'two'));
    lab.run(120);
    const closing = lab.events('tunnel', 'closing');
    expect(closing.map(({ at }) => at)).toEqual(['clinic.vpn']);
    expect(Math.round((closing[0]?.timeNs ?? 0) / NS_PER_S)).toBe(42);
    expect(lab.ikeScript().slice(4)).toEqual(['clinic.vpn INFORMATIONAL request', 'hospital.vpn INFORMATIONAL response']);
    for (const site of ['clinic', 'hospital'] as const) {
      const { ike } = lab.site(site).gateway.tunnels;
      expect([
        ike.size,
        ike.sad.size,
        lab.site(site).gateway.tunnels.toSite('hospital'),
        lab.site(site).gateway.tunnels.toSite('clinic'),
      ]).toEqual([0, 0, undefined, undefined]);
    }
  });

  it('may be torn down by both ends at the same instant', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => IDLE });
    lab.say('clinic', 'hospital', 'one');
    lab.run(120);
    expect(lab.events('tunnel', 'down')).toHaveLength(2);
    expect(lab.site('clinic').gateway.tunnels.ike.size + lab.site('hospital').gateway.tunnels.ike.size).toBe(0);
    expect(lab.stops()).toEqual([]);
  });

  it('is raised again by the next packet, without asking the centre again', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => IDLE });
    lab.say('clinic', 'hospital', 'one');
    lab.at(60, () => lab.say('clinic', 'hospital', 'two'));
    lab.run(70);
    expect(lab.texts('hospital')).toEqual(['one', 'two']);
    expect(eventsAt(lab, 'clinic.vpn')).toEqual(['asking-centre', 'negotiating', 'up', 'closing', 'down', 'negotiating', 'up']);
    expect(lab.events('centre', 'asked')).toHaveLength(1);
  });

  it('holds a packet that comes while it closes, and sends it through the next one', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: (site) => (site === 'clinic' ? IDLE : {}) });
    lab.say('clinic', 'hospital', 'one');
    lab.run(20);
    const upAtNs = lab.events('tunnel', 'up').find(({ at }) => at === 'clinic.vpn')?.timeNs ?? 0;
    lab.kernel.at(upAtNs + 30 * NS_PER_S + 1_000_000, () => lab.say('clinic', 'hospital', 'meanwhile'));
    lab.run(60);
    expect(lab.texts('hospital')).toEqual(['one', 'meanwhile']);
    expect(lab.drops()).toEqual([]);
  });
});

describe('a dead peer', () => {
  const LIVENESS = { ike: { timers: { ...QUIET_TIMERS, livenessNs: 10 * NS_PER_S, tries: 4 } } };

  /** Asked at the first look after 10 s of silence; 1 + 2 + 4 + 8 s later it counts as dead. */
  it('is found when packets go out and nothing comes back', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => LIVENESS });
    lab.say('clinic', 'hospital', 'one');
    lab.at(5, () => {
      lab.site('hospital').device.up = false;
    });
    for (let n = 0; n < 10; n++) lab.at(12 + n, () => lab.say('clinic', 'hospital', `n${n}`));
    lab.run(60);
    const check = lab.events('ike', 'liveness-check').find(({ at }) => at === 'clinic.vpn');
    expect(Math.round((check?.timeNs ?? 0) / NS_PER_S)).toBe(20);
    const closed = lab.events('ike', 'closed').find(({ at }) => at === 'clinic.vpn');
    expect(closed?.fields.reason).toBe('peer-silent');
    expect((closed?.timeNs ?? 0) - (check?.timeNs ?? 0)).toBe(15 * NS_PER_S);
    expect(eventsAt(lab, 'clinic.vpn').at(-1)).toBe('down');
  });

  it('comes back: the next packet raises a new tunnel', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => LIVENESS });
    lab.say('clinic', 'hospital', 'one');
    lab.at(5, () => {
      lab.site('hospital').device.up = false;
    });
    lab.at(12, () => lab.say('clinic', 'hospital', 'lost'));
    lab.at(60, () => {
      lab.site('hospital').device.up = true;
    });
    lab.at(70, () => lab.say('clinic', 'hospital', 'again'));
    lab.run(80);
    expect(lab.texts('hospital')).toEqual(['one', 'again']);
  });

  it('is not asked while packets come back, nor while there is nothing to send', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => LIVENESS });
    for (let n = 0; n < 40; n++) {
      lab.at(n, () => lab.say('clinic', 'hospital', 'ping'));
      lab.at(n + 0.5, () => lab.say('hospital', 'clinic', 'pong'));
    }
    lab.run(200);
    // One look at the end, at the side that spoke last.
    expect(lab.events('ike', 'liveness-check').map(({ at }) => at)).toEqual(['hospital.vpn']);
    expect(lab.events('ike', 'closed')).toEqual([]);
  });
});
