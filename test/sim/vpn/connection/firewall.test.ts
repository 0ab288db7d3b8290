/**
 * Purpose: what a firewall in front of a VPN device must let through: the two that the TR names, and the third that it does not, which address translation needs.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import type { Packet } from '../../../../sim/net/packet.ts';
import { PASS } from '../../../../sim/net/rules.ts';
import { CENTRE_PORT } from '../../../../sim/vpn/centre-messages.ts';
import { Lab, QUIET_TIMERS, type LabOptions } from '../support.ts';

type Opening = 'udp-500' | 'esp' | 'udp-4500';

const opens = (opening: Opening, { body }: Packet): boolean => {
  if (opening === 'esp') return body.protocol === 'esp';
  const port = opening === 'udp-500' ? 500 : 4500;
  return body.protocol === 'udp' && (body.dstPort === port || body.srcPort === port);
};

/** The clinic says hello through a firewall that lets these through, and what the centre's protocol needs. */
function through(openings: readonly Opening[], options: LabOptions = {}): Lab {
  const lab = new Lab({ gateway: () => ({ ike: { timers: { ...QUIET_TIMERS, tries: 3 } } }), ...options });
  lab.intercept((packet) => {
    const { body } = packet;
    const centre = body.protocol === 'udp' && (body.dstPort === CENTRE_PORT || body.srcPort === CENTRE_PORT);
    return centre || openings.some((opening) => opens(opening, packet)) ? PASS : { verb: 'drop', reason: 'no-rule-permits' };
  });
  lab.say('clinic', 'hospital', 'hello');
  lab.run(20);
  return lab;
}

const established = (lab: Lab): number => lab.events('ike', 'established').length;

/**
 * clinic.vpn        firewall          hospital.vpn
 *     |-- UDP 500 ---->|--------------->|          IKE
 *     |== ESP ========>|===============>|          protocol 50; without it the tunnel is up and nothing arrives
 */
describe('a firewall in front of the device', () => {
  it('lets the VPN through when it passes UDP 500 and ESP', () => {
    expect(through(['udp-500', 'esp']).texts('hospital')).toEqual(['hello']);
  });

  it('that passes ESP alone lets no tunnel come up', () => {
    const lab = through(['esp']);
    expect([established(lab), lab.texts('hospital')]).toEqual([0, []]);
    expect(lab.drops()).toContain('peer-silent @ clinic.vpn');
  });

  it('that passes UDP 500 alone makes a tunnel in which everything is lost', () => {
    const lab = through(['udp-500']);
    expect([established(lab), lab.texts('hospital')]).toEqual([2, []]);
    expect(lab.drops()).toEqual(['no-rule-permits @ backbone']);
  });

  it('must pass UDP 4500 as well where an address is translated, which the TR does not say', () => {
    const nat = { behindNat: { clinic: 120 * NS_PER_S } };
    expect(through(['udp-500', 'esp'], nat).texts('hospital')).toEqual([]);
    expect(through(['udp-500', 'udp-4500'], nat).texts('hospital')).toEqual(['hello']);
  });
});
