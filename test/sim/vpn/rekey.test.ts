/**
 * Purpose: replacing SAs while traffic flows: child SA, IKE SA, both ends at once, and deletes that cross.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import type { ChildSa } from '../../../sim/vpn/child-sa.ts';
import { findNotify, findPayload, type IkeMessage } from '../../../sim/vpn/ike-payloads.ts';
import type { IkeTimers } from '../../../sim/vpn/ike-settings.ts';
import { Lab, PSK_ONLY, QUIET_TIMERS, type LabOptions, type SiteName } from './support.ts';

const REKEY: IkeTimers = { ...QUIET_TIMERS, rekeyNs: 60 * NS_PER_S, rekeyJitterNs: 0 };
const IKE_REKEY: IkeTimers = { ...QUIET_TIMERS, ikeRekeyNs: 60 * NS_PER_S, rekeyJitterNs: 0 };

/** A tunnel with a packet each way every 100 ms, so that a gap in protection shows as a missing text. */
function busy(options: LabOptions, seconds: number): { lab: Lab; sent: number } {
  const lab = new Lab({ controls: PSK_ONLY, ...options });
  lab.say('clinic', 'hospital', 'first');
  let sent = 0;
  for (let n = 0; n < (seconds - 2) * 10; n++) {
    lab.at(1 + n / 10, () => {
      lab.say('clinic', 'hospital', `c${n}`);
      lab.say('hospital', 'clinic', `h${n}`);
    });
    sent++;
  }
  lab.run(seconds);
  return { lab, sent };
}

function expectNothingLost({ lab, sent }: { lab: Lab; sent: number }): void {
  expect(lab.texts('hospital')).toHaveLength(sent + 1);
  expect(lab.texts('clinic')).toHaveLength(sent);
  expect(lab.drops()).toEqual([]);
  expect(lab.stops()).toEqual([]);
}

const children = (lab: Lab, site: SiteName): readonly ChildSa[] =>
  lab.site(site).gateway.tunnels.toSite(site === 'clinic' ? 'hospital' : 'clinic')?.children ?? [];
const timersAt = (which: SiteName, timers: IkeTimers): LabOptions => ({
  gateway: (site) => ({ ike: { timers: site === which ? timers : QUIET_TIMERS } }),
});

/** The pairs that both ends have must be the same ones, crosswise. */
function expectAgreement(lab: Lab, count: number): void {
  const clinic = children(lab, 'clinic');
  const hospital = children(lab, 'hospital');
  expect(clinic).toHaveLength(count);
  expect(new Set(clinic.map((child) => `${child.inbound.spi}/${child.outbound.spi}`))).toEqual(
    new Set(hospital.map((child) => `${child.outbound.spi}/${child.inbound.spi}`)),
  );
  for (const child of clinic)
    expect(hospital.some((other) => other.inbound.keyId === child.outbound.keyId && other.outbound.keyId === child.inbound.keyId)).toBe(
      true,
    );
}

describe('child SA', () => {
  /**
   * clinic.vpn                                     hospital.vpn
   *     |-- CREATE_CHILD_SA N(REKEY_SA), SA, Ni ------>|
   *     |<------------------------------- SA, Nr ------|
   *     |-- INFORMATIONAL D(old) --------------------->|
   *     |<---------------------------- D(old) ---------|
   */
  it('is replaced by two exchanges and loses no packet', () => {
    const run = busy(timersAt('clinic', REKEY), 70);
    expectNothingLost(run);
    expect(
      run.lab
        .ikeScript()
        .slice(4)
        .filter((line) => !line.includes('IKE_')),
    ).toEqual([
      'clinic.vpn CREATE_CHILD_SA request',
      'hospital.vpn CREATE_CHILD_SA response',
      'clinic.vpn INFORMATIONAL request',
      'hospital.vpn INFORMATIONAL response',
    ]);
    expect(run.lab.events('ike', 'child-rekeyed')).toHaveLength(1);
    expect(run.lab.site('clinic').gateway.tunnels.ike.sad.size).toBe(run.lab.site('hospital').gateway.tunnels.ike.sad.size);
  });

  it('forgets the keys of the old SA', () => {
    const lab = new Lab({ controls: PSK_ONLY, ...timersAt('clinic', REKEY) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(30);
    const old = children(lab, 'clinic')[0]?.inbound.keyId ?? '';
    expect(lab.site('clinic').ring.holds(old)).toBe(true);
    lab.run(70);
    expect(lab.site('clinic').ring.holds(old)).toBe(false);
    expect(lab.site('hospital').ring.holds(old)).toBe(false);
    expectAgreement(lab, 1);
  });

  /** Both ends have the same lifetime and no jitter: their requests cross, and two new pairs are made; the lowest nonce decides which goes. */
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('survives a collision: both ends ask at once, one pair is left, nothing is lost (seed %i)', (seed) => {
    const lab = new Lab({ controls: PSK_ONLY, seed, gateway: () => ({ ike: { timers: REKEY } }) });
    lab.say('clinic', 'hospital', 'first');
    lab.run(55);
    const first = children(lab, 'clinic')[0];
    lab.kernel.at(56 * NS_PER_S, () => {
      for (const site of ['clinic', 'hospital'] as const) for (const child of children(lab, site)) child.step('REKEY');
    });
    for (let n = 0; n < 50; n++)
      lab.kernel.at(56 * NS_PER_S + n * 2 * NS_PER_MS, () =>
        n % 2 === 0 ? lab.say('clinic', 'hospital', `c${n}`) : lab.say('hospital', 'clinic', `h${n}`),
      );
    lab.run(59);
    // The rule itself, from the four nonces on the wire: the pair of the exchange with the lowest one is gone.
    const exchanges = new Map<string, { lowest: string; spi: number }>();
    for (const { ike, payloads } of lab.seen) {
      if (ike?.exchange !== 'CREATE_CHILD_SA') continue;
      const nonce = findPayload(payloads, 'Nonce')?.nonce ?? '';
      const sa = findPayload(payloads, 'SA');
      const spi = sa?.protocol === 'ESP' ? (sa.proposals[0]?.spi ?? 0) : 0;
      const exchange = ike.fromInitiator === ike.response ? 'hospital' : 'clinic';
      const other = exchanges.get(exchange);
      exchanges.set(exchange, other === undefined || nonce < other.lowest ? { lowest: nonce, spi } : other);
    }
    const [loser] = [...exchanges.values()].sort((a, b) => (a.lowest < b.lowest ? -1 : 1));
    expect(exchanges.size).toBe(2);
    for (const site of ['clinic', 'hospital'] as const) {
      expect(children(lab, site).some((child) => child.inbound.spi === loser?.spi || child.outbound.spi === loser?.spi)).toBe(false);
    }
    expect(lab.texts('hospital')).toHaveLength(26);
    expect(lab.texts('clinic')).toHaveLength(25);
    expect(lab.stops()).toEqual([]);
    expectAgreement(lab, 1);
    expect(children(lab, 'clinic')[0]).not.toBe(first);
    // Two requests crossed, and each end deleted one SA: the loser of the nonces its own new one, the winner the old one.
    const script = lab.ikeScript().slice(4);
    expect(script.filter((line) => line === 'clinic.vpn CREATE_CHILD_SA request')).toHaveLength(1);
    expect(script.filter((line) => line === 'hospital.vpn CREATE_CHILD_SA request')).toHaveLength(1);
    expect(script.filter((line) => line.endsWith('INFORMATIONAL request'))).toHaveLength(2);
  });

  /** The end that was asked goes on using the old SA until that is deleted: only then is it certain that the other end has the new one. */
  it('copes with a lost rekey answer: it is repeated from memory, and packets meanwhile use the old SA', () => {
    const lab = new Lab({ controls: PSK_ONLY, ...timersAt('clinic', REKEY) });
    let lost = 0;
    lab.loseIke((message) => message.exchange === 'CREATE_CHILD_SA' && message.response && lost++ === 0);
    lab.say('clinic', 'hospital', 'hello');
    for (let n = 0; n < 30; n++) lab.at(59 + n / 10, () => lab.say('hospital', 'clinic', `h${n}`));
    lab.run(70);
    expect(lab.texts('clinic')).toHaveLength(30);
    expect(lab.stops()).toEqual([]);
    expectAgreement(lab, 1);
    expect(lab.events('ike', 'retransmit')).toHaveLength(1);
  });

  /** clinic's request is lost; hospital's goes through; clinic's repeat then asks to rekey an SA that is being, or has been, deleted. */
  it('copes with a collision of which one request is late', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    let lost = 0;
    lab.loseIke((message) => message.exchange === 'CREATE_CHILD_SA' && !message.response && message.fromInitiator && lost++ === 0);
    lab.say('clinic', 'hospital', 'hello');
    lab.at(10, () => {
      for (const site of ['clinic', 'hospital'] as const) for (const child of children(lab, site)) child.step('REKEY');
    });
    lab.at(20, () => lab.say('clinic', 'hospital', 'later'));
    lab.run(40);
    expect(lab.texts('hospital')).toEqual(['hello', 'later']);
    expectAgreement(lab, 1);
    expect(children(lab, 'clinic').map((child) => child.state)).toEqual(['mature']);
  });
});

describe('IKE SA', () => {
  it('is replaced, its child SA moves over, and nothing is lost', () => {
    const run = busy(timersAt('clinic', IKE_REKEY), 70);
    expectNothingLost(run);
    expect(run.lab.events('ike', 'rekeyed')).toHaveLength(1);
    const ikes = new Set(children(run.lab, 'clinic').map((child) => child.ike));
    expect([...ikes].map((sa) => sa.state)).toContain('established');
    run.lab.run(200);
    expect(run.lab.site('clinic').gateway.tunnels.ike.size).toBe(run.lab.site('hospital').gateway.tunnels.ike.size);
  });

  it.each([1, 2, 3, 4, 5, 6])('survives a collision with one successor that has the child SAs (seed %i)', (seed) => {
    const lab = new Lab({ controls: PSK_ONLY, seed });
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => {
      for (const site of ['clinic', 'hospital'] as const) children(lab, site)[0]?.ike.step('REKEY');
    });
    lab.at(20, () => lab.say('clinic', 'hospital', 'second'));
    lab.at(20, () => lab.say('hospital', 'clinic', 'third'));
    lab.run(100);
    expect(lab.texts('hospital')).toEqual(['first', 'second']);
    expect(lab.texts('clinic')).toEqual(['third']);
    for (const site of ['clinic', 'hospital'] as const) {
      expect(lab.site(site).gateway.tunnels.ike.size).toBe(1);
      expect(children(lab, site)[0]?.ike.state).toBe('established');
    }
    expect(children(lab, 'clinic')[0]?.ike.skId).toBe(children(lab, 'hospital')[0]?.ike.skId);
    expectAgreement(lab, 1);
  });

  it('goes on working under the new keys: the child SA can be rekeyed and the tunnel closed', () => {
    const lab = new Lab({ controls: PSK_ONLY, gateway: () => ({ idleTimeoutNs: 60 * NS_PER_S }) });
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => children(lab, 'hospital')[0]?.ike.step('REKEY'));
    lab.at(20, () => children(lab, 'clinic')[0]?.step('REKEY'));
    lab.at(30, () => lab.say('clinic', 'hospital', 'second'));
    lab.run(40);
    expect(lab.texts('hospital')).toEqual(['first', 'second']);
    lab.run(300);
    expect(lab.events('tunnel', 'down').length).toBeGreaterThanOrEqual(2);
    expect(lab.site('clinic').gateway.tunnels.ike.size).toBe(0);
    expect(lab.site('hospital').gateway.tunnels.ike.size).toBe(0);
    expect(lab.stops()).toEqual([]);
  });
});

describe('IKE and child SA at the same time', () => {
  /** RFC 7296 2.25.2: each end puts the other off, and both try again later. */
  it('put each other off with TEMPORARY_FAILURE and are both replaced in the end', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'first');
    lab.run(9);
    const [old] = children(lab, 'clinic');
    const oldIke = old?.ike;
    lab.at(10, () => {
      oldIke?.step('REKEY');
      children(lab, 'hospital')[0]?.step('REKEY');
    });
    lab.at(40, () => lab.say('hospital', 'clinic', 'second'));
    lab.run(100);
    const putOff = lab.seen.filter(({ payloads }) => findNotify(payloads, 'TEMPORARY_FAILURE') !== undefined);
    expect(putOff.map(({ packet }) => packet.origin).sort()).toEqual(expect.arrayContaining(['clinic.vpn', 'hospital.vpn']));
    expect(lab.texts('clinic')).toEqual(['second']);
    expectAgreement(lab, 1);
    expect(children(lab, 'clinic')[0]).not.toBe(old);
    expect(children(lab, 'clinic')[0]?.ike).not.toBe(oldIke);
    expect(lab.site('clinic').gateway.tunnels.ike.size).toBe(1);
  });

  it('leave nothing when the tunnel is closed while the IKE SA is being replaced', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => {
      const ike = children(lab, 'clinic')[0]?.ike;
      ike?.step('REKEY');
      ike?.step('CLOSE');
    });
    lab.run(20);
    for (const site of ['clinic', 'hospital'] as const) expect(lab.site(site).gateway.tunnels.ike.sad.size).toBe(0);
    lab.run(100);
    for (const site of ['clinic', 'hospital'] as const) expect(lab.site(site).gateway.tunnels.ike.size).toBe(0);
  });
});

describe('a peer that dies after it replaced the IKE SA', () => {
  /** Its delete of the old SA never comes; the old SA ends all the same, after the span of its retransmissions. */
  it('leaves only the successor', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.loseIke((message) => message.exchange === 'INFORMATIONAL');
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => children(lab, 'clinic')[0]?.ike.step('REKEY'));
    lab.run(20);
    lab.site('clinic').device.up = false;
    expect(lab.site('hospital').gateway.tunnels.ike.size).toBe(2);
    lab.run(500);
    expect(lab.site('hospital').gateway.tunnels.ike.size).toBe(1);
    expect(children(lab, 'hospital')).toHaveLength(1);
  });
});

describe('an attacker who kept a rekey request', () => {
  function resend(change: (message: IkeMessage) => IkeMessage): Lab {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => children(lab, 'clinic')[0]?.step('REKEY'));
    lab.run(20);
    const kept = lab.seen.find(({ ike }) => ike?.exchange === 'CREATE_CHILD_SA' && !ike.response);
    if (kept?.ike === undefined || kept.packet.body.protocol !== 'udp') throw new Error('no rekey was seen');
    const { packet } = kept;
    const body = { ...kept.packet.body, content: change(kept.ike) };
    lab.at(21, () => lab.backbone.send({ ...packet, body, origin: 'attacker' }));
    lab.run(30);
    expectAgreement(lab, 1);
    return lab;
  }

  it('gets no answer to it, since its number is past', () => {
    const lab = resend((message) => message);
    expect(lab.ikeScript().slice(8)).toEqual([]);
    expect(lab.stops()).toEqual([]);
  });

  it('cannot give it the next number', () => {
    const lab = resend((message) => ({ ...message, messageId: message.messageId + 2 }));
    expect(lab.ikeScript().slice(8)).toEqual([]);
    expect(lab.stops()).toEqual(['ipsec-ike ike-icv-mismatch @ hospital.vpn']);
  });
});

describe('delete', () => {
  it('of a child SA by one end takes both directions at both ends', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => children(lab, 'clinic')[0]?.step('DELETE'));
    lab.at(20, () => lab.say('clinic', 'hospital', 'second'));
    lab.run(30);
    expect(lab.texts('hospital')).toEqual(['first', 'second']);
    expect(lab.site('clinic').gateway.tunnels.ike.sad.size).toBe(1);
    expect(lab.site('hospital').gateway.tunnels.ike.sad.size).toBe(1);
  });

  it('of the IKE SA takes its child SAs along', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'first');
    lab.at(10, () => children(lab, 'hospital')[0]?.ike.step('CLOSE'));
    lab.run(60);
    expect(lab.ikeScript().slice(4)).toEqual(['hospital.vpn INFORMATIONAL request', 'clinic.vpn INFORMATIONAL response']);
    for (const site of ['clinic', 'hospital'] as const) {
      expect(lab.site(site).gateway.tunnels.ike.sad.size).toBe(0);
      expect(lab.site(site).gateway.tunnels.ike.size).toBe(0);
    }
    expect(lab.events('tunnel', 'down')).toHaveLength(2);
  });

  it('that crosses with the peer’s leaves nothing behind', () => {
    const lab = new Lab({ controls: PSK_ONLY });
    lab.say('clinic', 'hospital', 'first');
    lab.at(40, () => {
      for (const site of ['clinic', 'hospital'] as const) children(lab, site)[0]?.step('DELETE');
    });
    lab.run(60);
    expect(lab.site('clinic').gateway.tunnels.ike.sad.size).toBe(0);
    expect(lab.site('hospital').gateway.tunnels.ike.sad.size).toBe(0);
    expect(lab.stops()).toEqual([]);
    // Nothing is left to manage, so the IKE SA goes too.
    for (const site of ['clinic', 'hospital'] as const) expect(lab.site(site).gateway.tunnels.ike.size).toBe(1);
    lab.run(200);
    for (const site of ['clinic', 'hospital'] as const) expect(lab.site(site).gateway.tunnels.ike.size).toBe(0);
    // RFC 7296 1.4.1: an end that has sent its own delete does not name the SA again in the answer.
    const answers = lab.seen.filter(({ ike, timeNs }) => ike?.exchange === 'INFORMATIONAL' && ike.response && timeNs < 41 * NS_PER_S);
    expect(answers.map(({ payloads }) => payloads)).toEqual([[], []]);
  });
});
