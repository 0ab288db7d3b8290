/**
 * Purpose: packet scripts of tunnel set-up: how many messages, when, what is held, what a loss costs.
 */
import { describe, expect, it } from 'vitest';
import type { IkeTimers } from '../../../sim/vpn/ike-settings.ts';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { FULL, Lab, PSK_ONLY } from './support.ts';

const seconds = (timeNs: number): number => Math.round(timeNs / NS_PER_MS) / 1000;

describe('setting up a tunnel', () => {
  /**
   * clinic.vpn                centre                hospital.vpn
   *     |-- who owns 198.51.100.10? ->|                  |
   *     |<- hospital.vpn, 203.0.113.2 |                  |
   *     |-- IKE_SA_INIT request ------------------------>|
   *     |<------------------------- IKE_SA_INIT response |
   *     |-- IKE_AUTH request --------------------------->|
   *     |<---------------------------- IKE_AUTH response |
   *     |== ESP: the packet that was held ==============>|
   */
  it('takes four messages in two round trips, and the first packet is held and then delivered', () => {
    const lab = new Lab({ oneWayNs: 25 * NS_PER_MS });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.ikeScript()).toEqual([
      'clinic.vpn IKE_SA_INIT request',
      'hospital.vpn IKE_SA_INIT response',
      'clinic.vpn IKE_AUTH request',
      'hospital.vpn IKE_AUTH response',
    ]);
    expect(lab.texts('hospital')).toEqual(['hello']);
    const up = lab.events('tunnel', 'up').find(({ at }) => at === 'clinic.vpn');
    const negotiating = lab.events('tunnel', 'negotiating')[0];
    // Two round trips of 50 ms; serialisation at 100 Gbit/s is below a microsecond.
    expect(Math.round(((up?.timeNs ?? 0) - (negotiating?.timeNs ?? 0)) / NS_PER_MS)).toBe(100);
    // Centre: a round trip and 2 ms of work; then one way for the ESP packet.
    expect(seconds(lab.site('hospital').got[0]?.timeNs ?? 0)).toBe(0.177);
    expect(lab.drops()).toEqual([]);
    expect(lab.stops()).toEqual([]);
  });

  it('needs one more centre question for the way back, and none for the next packets', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'one');
    lab.at(2, () => lab.say('hospital', 'clinic', 'two'));
    lab.at(3, () => lab.say('hospital', 'clinic', 'three'));
    lab.at(3, () => lab.say('clinic', 'hospital', 'four'));
    lab.run(5);
    expect(lab.texts('clinic')).toEqual(['two', 'three']);
    expect(lab.texts('hospital')).toEqual(['one', 'four']);
    expect(lab.ikeScript()).toHaveLength(4);
    expect(lab.events('centre', 'asked').map(({ at }) => at)).toEqual(['clinic.vpn', 'hospital.vpn']);
  });

  it('holds sixteen packets and drops the seventeenth', () => {
    const lab = new Lab();
    for (let n = 0; n < 18; n++) lab.say('clinic', 'hospital', `n${n}`);
    lab.run(5);
    expect(lab.texts('hospital')).toEqual(Array.from({ length: 16 }, (_, n) => `n${n}`));
    expect(lab.drops()).toEqual(['hold-queue-full @ clinic.vpn', 'hold-queue-full @ clinic.vpn']);
  });

  it('ends with one working tunnel each way when both sides start at once', () => {
    const lab = new Lab();
    lab.say('clinic', 'hospital', 'from clinic');
    lab.say('hospital', 'clinic', 'from hospital');
    lab.at(2, () => lab.say('clinic', 'hospital', 'again'));
    lab.run(5);
    expect(lab.texts('hospital')).toEqual(['from clinic', 'again']);
    expect(lab.texts('clinic')).toEqual(['from hospital']);
    expect(lab.stops()).toEqual([]);
  });

  it('makes the same trace for the same seed, and another for another', () => {
    const hash = (seed: number): string => {
      const lab = new Lab({ seed });
      lab.say('clinic', 'hospital', 'hello');
      lab.run(5);
      return lab.trace.hash();
    };
    expect(hash(1)).toBe(hash(1));
    expect(hash(1)).not.toBe(hash(2));
  });
});

describe('losses', () => {
  const initiatorTimes = (lab: Lab): number[] =>
    lab.seen.filter(({ packet, ike }) => ike !== undefined && packet.origin === 'clinic.vpn').map(({ timeNs }) => timeNs);

  /** Waits 1, 2, 4, 8, 16, 32, then 60 s six times: twelve tries, given up 423 s after the first (P-04: "about 7 minutes"). */
  it('repeats an unanswered request at doubling intervals up to 60 s, twelve times, then gives up', () => {
    const lab = new Lab();
    lab.loseIke(() => true);
    lab.say('clinic', 'hospital', 'hello');
    lab.run(600);
    const times = initiatorTimes(lab);
    expect(times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / NS_PER_S)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]);
    expect(lab.drops()).toEqual(['peer-silent @ clinic.vpn']);
    const began = lab.events('tunnel', 'negotiating')[0]?.timeNs ?? 0;
    const ended = lab.events('tunnel', 'down')[0]?.timeNs ?? 0;
    expect((ended - began) / NS_PER_S).toBe(423);
    expect(
      lab
        .site('clinic')
        .ring.list()
        .filter((key) => key.startsWith('dh-private/')),
    ).toEqual([]);
    expect(lab.site('clinic').gateway.tunnels.ike.size).toBe(0);
  });

  it.each([
    { lost: 0, script: 'first request' },
    { lost: 1, script: 'first response' },
    { lost: 2, script: 'second request' },
    { lost: 3, script: 'second response' },
  ])('costs one second when the $script is lost', ({ lost }) => {
    const lab = new Lab({ oneWayNs: 10 * NS_PER_MS });
    lab.loseIke((_message, index) => index === lost);
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    // Without loss: centre 22 ms, IKE 40 ms, ESP 10 ms. A lost answer is answered again from memory.
    expect(seconds(lab.site('hospital').got[0]?.timeNs ?? 0)).toBe(1.072);
    expect(lab.events('ike', 'retransmit')).toHaveLength(1);
    expect(lab.events('ike', 'established')).toHaveLength(2);
    expect(lab.site('hospital').gateway.tunnels.ike.sad.size).toBe(1);
  });

  it('raises the tunnel again with the next packet after a failure', () => {
    const lab = new Lab({ gateway: () => ({ ike: { timers: shortTimers() } }) });
    lab.loseIke((_message, index) => index < 3);
    lab.say('clinic', 'hospital', 'lost');
    lab.at(10, () => lab.say('clinic', 'hospital', 'later'));
    lab.run(20);
    expect(lab.drops()).toEqual(['peer-silent @ clinic.vpn']);
    expect(lab.texts('hospital')).toEqual(['later']);
  });
});

describe('proposals', () => {
  it('ends with NO_PROPOSAL_CHOSEN when the suites have nothing in common', () => {
    const lab = new Lab({
      gateway: (site) => (site === 'clinic' ? { ike: { proposals: [{ suite: 'aes128gcm16-prfsha256', groups: ['curve25519'] }] } } : {}),
    });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.ikeScript()).toEqual(['clinic.vpn IKE_SA_INIT request', 'hospital.vpn IKE_SA_INIT response']);
    expect(lab.drops()).toEqual(['NO_PROPOSAL_CHOSEN @ clinic.vpn']);
    expect(lab.site('hospital').gateway.tunnels.ike.size).toBe(0);
  });

  it('corrects a wrong group guess with INVALID_KE_PAYLOAD and one more round trip', () => {
    const both = { proposals: [{ suite: 'aes256-sha256', groups: ['modp2048', 'ecp256'] }] } as const;
    const one = { proposals: [{ suite: 'aes256-sha256', groups: ['ecp256'] }] } as const;
    const lab = new Lab({ gateway: (site) => ({ ike: site === 'clinic' ? both : one }) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(5);
    expect(lab.ikeScript()).toHaveLength(6);
    // Testbed experiment 1d: 38 octets.
    expect(lab.seen.find(({ ike }) => ike?.response)?.ike?.bytes).toBe(38);
    expect(lab.texts('hospital')).toEqual(['hello']);
  });

  it('closes an IKE SA that gets no child SA', () => {
    const lab = new Lab({ gateway: (site) => (site === 'clinic' ? { suite: 'aes-gcm-16' } : {}) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(60);
    expect(lab.drops()).toEqual(['NO_PROPOSAL_CHOSEN @ clinic.vpn']);
    expect(lab.events('ike', 'closed')).toHaveLength(2);
    expect(lab.site('hospital').gateway.tunnels.ike.size).toBe(0);
  });
});

describe('without the control', () => {
  it('is a plain router: packets cross in the clear, IKE is not answered', () => {
    const lab = new Lab({ controls: {} });
    lab.say('clinic', 'hospital', 'hello');
    lab.at(1, () =>
      lab
        .site('clinic')
        .gateway.tunnels.ike.connect(
          { address: lab.site('hospital').deviceAddress, site: 'hospital', identity: 'hospital.vpn' },
          undefined,
        ),
    );
    lab.run(3);
    expect(lab.texts('hospital')).toEqual(['hello']);
    expect(lab.seen[0]?.packet.body).toMatchObject({ protocol: 'udp', content: { kind: 'hello' } });
    expect(lab.ikeScript().filter((line) => line.includes('hospital.vpn'))).toEqual([]);
    expect(new Set(lab.drops())).toEqual(new Set(['port-unreachable @ hospital.vpn']));
    expect(lab.gate.mechanisms).toEqual(['ipsec-ike']);
  });

  it('asks in a healthy run with IPsec for nothing but IPsec and the kind of authentication', () => {
    const healthy = (controls: typeof FULL): string[] => {
      const lab = new Lab({ controls });
      lab.say('clinic', 'hospital', 'hello');
      lab.at(1, () => lab.say('hospital', 'clinic', 'answer'));
      lab.run(5);
      expect(lab.texts('clinic')).toEqual(['answer']);
      return lab.gate.mechanisms;
    };
    expect(healthy(FULL)).toEqual(['ipsec-ike', 'device-auth']);
    expect(healthy(PSK_ONLY)).toEqual(['ipsec-ike', 'device-auth']);
  });
});

function shortTimers(): IkeTimers {
  return {
    retransmitFirstNs: NS_PER_S,
    retransmitCapNs: NS_PER_S,
    tries: 3,
    halfOpenLifetimeNs: 30 * NS_PER_S,
    lingerNs: NS_PER_S,
    livenessNs: 1000 * NS_PER_S,
    rekeyNs: 1000 * NS_PER_S,
    rekeyJitterNs: 0,
    ikeRekeyNs: 4000 * NS_PER_S,
    rekeyRetryNs: NS_PER_S,
  };
}
