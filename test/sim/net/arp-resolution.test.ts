/**
 * Purpose: resolution and the controls: what waits, what is given up, and what static entries and ARP inspection refuse.
 *
 * Guards: packets that wait for ever or are lost without a word; a control that is asked about honest traffic, which would double the explorer's tree for nothing; a refusal that
 * does not name its control.
 * Arithmetic: a queue of 3 packets (unres_qlen), requests at 0, 1 and 2 s (mcast_solicit 3, retrans_time 1 s), given up at 3 s. Source: Linux man-pages 6.03 arp(7).
 * Why this bound: equality; times are compared to a tenth of a millisecond because a frame takes some microseconds.
 */
import { describe, expect, it } from 'vitest';
import { formatMac } from '../../../sim/net/address.ts';
import { ArpTestbed, ENTRIES, FORMS } from './arp-testbed.ts';
import { datagram, ip, prefix } from './support.ts';

describe('resolution', () => {
  it('lets the three newest packets wait, drops the oldest, and sends in order what waited', () => {
    const bed = new ArpTestbed();
    const uids = Array.from({ length: 5 }, () => bed.client.node.originate({ dst: bed.server.address, body: datagram(100) }).uid);
    const arrived: number[] = [];
    bed.server.node.rules.ingress.push((packet) => {
      arrived.push(packet.uid);
      return { verb: 'pass' };
    });
    bed.run(1);
    expect(arrived).toEqual(uids.slice(2));
    expect(bed.net.events('drop').map((event) => [event.at, event.fields['reason'], event.fields['uid']])).toEqual(
      uids.slice(0, 2).map((uid) => ['client', 'arp-queue-full', uid]),
    );
  });

  it('asks three times by broadcast, a second apart, and gives up after three', () => {
    const bed = new ArpTestbed();
    const nobody = ip('10.0.0.99');
    for (let n = 0; n < 2; n++) bed.client.node.originate({ dst: nobody, body: datagram(100) });
    bed.run(10);
    expect(bed.requests().map((request) => [Number(request.s.toFixed(4)), request.to])).toEqual([
      [0, 'all'],
      [1, 'all'],
      [2, 'all'],
    ]);
    expect(bed.net.events('drop').map((event) => [event.timeNs, event.at, event.fields['reason']])).toEqual([
      [3_000_000_000, 'client', 'arp-unresolved'],
      [3_000_000_000, 'client', 'arp-unresolved'],
    ]);
  });

  it('begins anew with the next packet after giving up', () => {
    const bed = new ArpTestbed();
    bed.server.node.up = false;
    bed.send();
    bed.run(5);
    expect(bed.net.drops()).toEqual(['arp-unresolved']);
    bed.server.node.up = true;
    bed.send();
    bed.run(1);
    expect(bed.server.got.length).toBe(1);
    expect(bed.requests().length).toBe(4);
  });

  it('answers a request for its own address by unicast, to the asker alone', () => {
    const bed = new ArpTestbed();
    bed.send();
    bed.run(1);
    const replies = bed.net.events('frame', { proto: 'arp', op: 'reply', from: 'lan' });
    expect(replies.map((event) => [event.fields['ip'], event.fields['to']])).toEqual([['10.0.0.2', 'client']]);
  });

  it('asks for the gateway, not for a destination behind it', () => {
    const bed = new ArpTestbed();
    const [iface] = bed.client.node.ifaces;
    if (iface === undefined) throw new Error('test: no interface');
    bed.client.node.table.add({ prefix: prefix('0.0.0.0/0'), iface, nextHop: bed.third.address });
    bed.client.node.originate({ dst: ip('192.0.2.1'), body: datagram(100) });
    bed.run(1);
    expect(bed.net.events('frame', { op: 'request', from: 'client' }).map((event) => event.fields['target'])).toEqual(['10.0.0.3']);
    expect(bed.diverted.length).toBe(1);
  });

  it('hears nothing from claims of its own address or with its own MAC', () => {
    const bed = new ArpTestbed();
    bed.prepare('REACHABLE, older');
    bed.claim('gratuitous request', bed.client.mac);
    bed.run(0.1);
    expect(bed.entry).toBe(bed.server.mac);
  });
});

const CELLS = ENTRIES.flatMap((entry) => FORMS.map((form) => ({ entry, form })));
/** Where a claim changes the entry; elsewhere the host ignores it anyway (see arp.test.ts). */
const takesEffect = (entry: string, form: string): boolean =>
  entry === 'none'
    ? form === 'request with spoofed sender'
    : entry !== 'updated < 1 s ago' || form.endsWith('request') || form.startsWith('request');

describe('static entries', () => {
  it.each(CELLS)('refuse: entry $entry, $form', ({ entry, form }) => {
    const bed = new ArpTestbed();
    bed.net.gate.table.set('static-arp@client', 'static-arp-in-the-sz');
    bed.prepare(entry);
    expect(bed.net.gate.asked).toEqual([]);
    const before = bed.entry;
    bed.spoof(form);
    expect(bed.entry).toBe(before);
    bed.talk(1);
    expect([bed.diverted.length, bed.server.got.length]).toEqual([0, 10]);
    // The switch asks for its inspection first; static entries are asked only where the claim would have had effect.
    const inspection = 'dynamic-arp-inspection@lan';
    const asked = takesEffect(entry, form) ? [inspection, 'static-arp@client'] : [inspection];
    const stops = bed.net.events('stop').map(({ at, fields }) => ({ at, ...fields }));
    // The server hears the gratuitous forms as well, but has no entry of its own address.
    expect(bed.net.gate.asked).toEqual(asked);
    const stop = {
      at: 'client',
      control: 'static-arp-in-the-sz',
      reason: 'static-binding',
      origin: 'third',
      ip: '10.0.0.2',
      mac: formatMac(bed.third.mac),
    };
    expect(stops).toEqual(takesEffect(entry, form) ? [stop] : []);
  });

  it('are not asked about an address that no register knows', () => {
    const bed = new ArpTestbed();
    bed.third.node.originate({ dst: bed.client.address, body: datagram(100) });
    bed.run(1);
    expect(bed.net.gate.asked).toEqual([]);
    expect(bed.client.port.arp.lookup(bed.third.address)).toBe(bed.third.mac);
  });
});

describe('dynamic ARP inspection', () => {
  it.each(FORMS)('drops a %s at the switch and says what was bound', (form) => {
    const bed = new ArpTestbed();
    bed.net.gate.table.set('dynamic-arp-inspection@lan', 'inspection');
    bed.prepare('REACHABLE, older');
    expect(bed.net.gate.asked).toEqual([]);
    bed.spoof(form);
    bed.talk(1);
    expect(bed.entry).toBe(bed.server.mac);
    expect([bed.diverted.length, bed.server.got.length]).toEqual([0, 10]);
    expect(bed.net.gate.asked).toEqual(['dynamic-arp-inspection@lan']);
    const bound = { ip: '10.0.0.2', mac: formatMac(bed.third.mac), bound: formatMac(bed.server.mac) };
    expect(bed.net.events('stop').map(({ at, fields }) => ({ at, ...fields }))).toEqual([
      { at: 'lan', control: 'inspection', reason: 'binding-mismatch', origin: 'third', ...bound },
    ]);
    // The frame never came out of the switch.
    expect(bed.net.events('frame', { proto: 'arp', origin: 'third', from: 'lan' })).toEqual([]);
  });

  it('is asked again at each false claim, and never about a true one', () => {
    const bed = new ArpTestbed();
    bed.prepare('STALE');
    bed.claim('broadcast reply', bed.server.mac);
    bed.talk(1);
    expect(bed.net.gate.asked).toEqual([]);
    for (let n = 0; n < 3; n++) bed.spoof('gratuitous request');
    expect(bed.net.gate.asked.filter((question) => question.startsWith('dynamic'))).toHaveLength(3);
  });

  it('is nothing that a hub could do', () => {
    const bed = new ArpTestbed(1, 'hub');
    bed.net.gate.table.set('dynamic-arp-inspection@lan', 'inspection');
    bed.prepare('REACHABLE, older');
    bed.spoof('gratuitous request');
    expect(bed.entry).toBe(bed.third.mac);
    expect(bed.net.gate.asked).toEqual(['static-arp@client', 'address-conflict-alarm@client']);
  });
});
