/**
 * Purpose: the centre is not there: tunnels that run go on, new ones come up from what is remembered and not too old, and the others wait for its return.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../../sim/kernel/time.ts';
import { Lab, QUIET_TIMERS, type LabOptions } from '../support.ts';

const IDLE: LabOptions = { gateway: () => ({ idleTimeoutNs: 5 * NS_PER_S }) };

/** The centre's line is cut between two times. */
function outage(options: LabOptions, fromS: number, untilS: number): Lab {
  const lab = new Lab(options);
  lab.at(fromS, () => lab.centreLine.setUp(false));
  lab.at(untilS, () => lab.centreLine.setUp(true));
  return lab;
}

/**
 *          centre gone ├────────────────────────┤
 * clinic == ESP == hospital =====================================
 */
describe('a running tunnel', () => {
  it('survives the outage, rekeying included', () => {
    const timers = { ...QUIET_TIMERS, rekeyNs: 20 * NS_PER_S, rekeyJitterNs: 0 };
    const lab = outage({ gateway: () => ({ ike: { timers } }) }, 5, 65);
    for (let n = 0; n < 60; n++) {
      lab.at(n, () => lab.say('clinic', 'hospital', `c${n}`));
      // The hospital knows the way back from its own earlier question.
      lab.at(n + 0.5, () => lab.say('hospital', 'clinic', `h${n}`));
    }
    lab.run(70);
    expect(lab.texts('hospital')).toHaveLength(60);
    expect(lab.texts('clinic')).toHaveLength(60);
    expect(lab.events('ike', 'child-rekeyed').length).toBeGreaterThanOrEqual(2);
  });
});

describe('a new tunnel', () => {
  it('comes up from connection information that is not too old', () => {
    const lab = outage(IDLE, 5, 100);
    lab.say('clinic', 'hospital', 'before');
    lab.at(30, () => lab.say('clinic', 'hospital', 'during'));
    lab.run(60);
    expect(lab.texts('hospital')).toEqual(['before', 'during']);
    expect(lab.events('centre', 'asked')).toHaveLength(1);
  });

  it('does not come up from older information: the age limit is what bounds a stale policy', () => {
    const lab = outage({ ...IDLE, client: () => ({ lifetimeNs: 20 * NS_PER_S }) }, 5, 100);
    lab.say('clinic', 'hospital', 'before');
    lab.at(15, () => lab.say('clinic', 'hospital', 'young enough'));
    lab.at(30, () => lab.say('clinic', 'hospital', 'too old'));
    lab.at(110, () => lab.say('clinic', 'hospital', 'back'));
    lab.run(130);
    expect(lab.texts('hospital')).toEqual(['before', 'young enough', 'back']);
    // Four questions that met a dead line, and then the packet that waited for them.
    const refused = lab.drops().filter((drop) => !drop.startsWith('line-down'));
    expect(refused).toEqual(['no-connection-information @ clinic.vpn']);
  });

  it('to a partner that was never asked about does not come up, and does once the centre is back', () => {
    const lab = outage(IDLE, 0, 40);
    lab.at(10, () => lab.say('clinic', 'hospital', 'during'));
    lab.at(45, () => lab.say('clinic', 'hospital', 'after'));
    lab.run(60);
    expect(lab.texts('hospital')).toEqual(['after']);
    expect(lab.events('centre', 'no-answer')).toHaveLength(1);
  });

  it('comes up during a question if the centre returns before the last repeat', () => {
    const lab = outage(IDLE, 0, 6);
    lab.say('clinic', 'hospital', 'patience');
    lab.run(20);
    expect(lab.texts('hospital')).toEqual(['patience']);
    expect(lab.events('centre', 'asked-again')).toHaveLength(3);
  });
});
