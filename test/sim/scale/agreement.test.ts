/**
 * Purpose: the nation's control messages against the packet simulator's, in which every octet belongs to a payload and every packet crosses real nodes.
 *
 * Guards: sizes that drift apart when a payload list changes on one side; a step of the set-up that the nation forgets.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { fragmentsOf, MESSAGES } from '../../../sim/scale/control-messages.ts';
import { DEVICE } from '../../../sim/scale/devices.ts';
import { Institutions } from '../../../sim/scale/institutions.ts';
import { Negotiation, STEP } from '../../../sim/scale/negotiation.ts';
import { Pairs } from '../../../sim/scale/pairs.ts';
import { Wire } from '../../../sim/scale/wire.ts';
import { DEFAULT_IKE_PROPOSALS } from '../../../sim/vpn/ike-suites.ts';
import { Lab } from '../vpn/support.ts';

/** A device with the name that the nation's messages are computed for has 21 characters. */
const identity = (site: string): string => `${site.padEnd(9, 'x')}.vpn.example`;

describe('messages', () => {
  it('have the octets that the packet simulator puts on the wire', () => {
    expect(DEFAULT_IKE_PROPOSALS).toEqual([{ suite: 'aes256-sha256', groups: ['modp2048'] }]);
    const lab = new Lab({ identity, gateway: () => ({ idleTimeoutNs: 5 * NS_PER_S }) });
    lab.say('clinic', 'hospital', 'hello');
    lab.run(20);
    expect(lab.texts('hospital')).toEqual(['hello']);
    const { initRequest, initResponse, authRequest, authResponse, remove, removed } = MESSAGES;
    const expected = [initRequest, initResponse, authRequest, authResponse, remove, removed].map(({ bytes }) => bytes);
    expect(lab.seen.flatMap(({ ike }) => (ike === undefined ? [] : [ike.bytes])).slice(0, 6)).toEqual(expected);
    // The site's own name counts in the answer: "hospital" has one character less than the nation's `h-0123456`.
    const udp = lab.seen.flatMap(({ packet: { body } }) =>
      body.protocol === 'udp' && body.content.kind.startsWith('centre') ? [body.content.bytes] : [],
    );
    expect(udp).toEqual([MESSAGES.centreRequest.bytes, MESSAGES.centreAnswer.bytes - 1]);
  });
  // testbed, experiment 1a: RSA-2048 over CBC was sent as 1240 + 280 octets, ECDSA as one datagram of 852.
  it.each([
    [848, 1],
    [1252, 1],
    [1253, 2],
    [1424, 2],
    [2400, 2],
    [2500, 3],
  ])('%d octets of IKE need %d datagrams', (bytes, datagrams) => {
    expect(fragmentsOf(bytes)).toBe(datagrams);
  });
});

describe('IKE', () => {
  // One-way way w = both access lines + core + serialisation; each end works for its part of IKE_SA_INIT and IKE_AUTH before it sends: 4 w + 2 x (4.2 + 1.3) ms x factor.
  it('takes two round trips and the work of both ends, as the sum says', () => {
    const kernel = new Kernel();
    const streams = new Streams(1);
    const network = new Institutions(1000, streams);
    for (let device = 0; device < network.devices; device++) {
      network.records.set(device, DEVICE.delayNs, 10 * NS_PER_MS);
      network.records.set(device, DEVICE.rateBps, 1e15);
    }
    const pairs = new Pairs();
    const wire = new Wire(kernel, network, streams, { numerator: 0, denominator: 1 });
    const { first } = network.regions[0]?.of.clinic ?? { first: 0 };
    const pair = pairs.between(first, first + 1);
    let upNs = 0;
    const ike = new Negotiation(kernel, network, pairs, wire, {
      accepts: () => true,
      settled: (one, step) => (step === STEP.init ? ike.begin(one, STEP.auth) : (upNs = kernel.now)),
      refused: () => expect.unreachable(),
      gaveUp: () => expect.unreachable(),
    });
    ike.begin(pair, STEP.init);
    kernel.run(NS_PER_S);
    expect(upNs).toBeGreaterThan(0);
    expect(Math.abs(upNs - (4 * 23 + 2 * 10 * (4.2 + 1.3)) * NS_PER_MS)).toBeLessThan(100);
    expect(wire.messages).toBe(4);
  });
});
