/**
 * Purpose: the LAN of the ARP measurements: a client, the server that it talks to, and a silent third host that spoofs, all on one switch.
 *
 * The forms of the spoof and the states of the client's entry have the names of the measurement (kernel 6.18, default settings, arp_accept=0).
 */
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { BROADCAST_MAC, type Mac } from '../../../sim/net/address.ts';
import type { ArpMessage } from '../../../sim/net/ethernet.ts';
import { LanSegment } from '../../../sim/net/lan.ts';
import { TAKEN } from '../../../sim/net/rules.ts';
import { datagram, station, TestNet, type Station } from './support.ts';

export const FORMS = ['unicast reply', 'broadcast reply', 'gratuitous reply', 'gratuitous request', 'request with spoofed sender'] as const;
export type Form = (typeof FORMS)[number];

export const ENTRIES = ['none', 'updated < 1 s ago', 'REACHABLE, older', 'STALE'] as const;
export type EntryBefore = (typeof ENTRIES)[number];

export class ArpTestbed {
  readonly net: TestNet;
  readonly lan: LanSegment;
  readonly client: Station;
  readonly server: Station;
  readonly third: Station;
  /** Times at which a packet for the server reached the third host. */
  readonly diverted: number[] = [];

  constructor(seed = 1, medium: 'switch' | 'hub' = 'switch') {
    this.net = new TestNet({ seed });
    this.lan = new LanSegment(this.net.context, 'lan', medium);
    this.client = station(this.net, this.lan, 'client', '10.0.0.1');
    this.server = station(this.net, this.lan, 'server', '10.0.0.2');
    this.third = station(this.net, this.lan, 'third', '10.0.0.3', false);
    this.third.node.rules.ingress.push(() => {
      this.diverted.push(this.net.kernel.now);
      return TAKEN;
    });
  }

  get now(): number {
    return this.net.kernel.now;
  }

  /** The MAC that the client sends the server's packets to. */
  get entry(): Mac | undefined {
    return this.client.port.arp.lookup(this.server.address);
  }

  run(seconds: number): void {
    this.net.kernel.run(this.now + Math.round(seconds * NS_PER_S));
  }

  /** A datagram from the client to the server. */
  send(): void {
    this.client.node.originate({ dst: this.server.address, body: datagram(100) });
  }

  /** The client sends now and every 0.1 s until `seconds` have passed; the run ends there. */
  talk(seconds: number): void {
    const [{ kernel }, start] = [this.net, this.now];
    for (let n = 0; n * 100 < seconds * 1000; n++) kernel.at(start + n * 100 * NS_PER_MS, () => this.send());
    this.run(seconds);
  }

  /** Gives the client the entry of that name, and leaves the clock where the spoof is due. */
  prepare(entry: EntryBefore): void {
    if (entry === 'none') return this.run(1);
    if (entry === 'STALE') {
      // The server asks for the client's address before it sends: a request makes an entry STALE.
      this.server.node.originate({ dst: this.client.address, body: datagram(100) });
      return this.run(2);
    }
    // The client asks, the server answers by unicast: REACHABLE, for 15 s at least.
    this.send();
    this.run(entry === 'updated < 1 s ago' ? 0.9 : 2);
    this.server.got.length = 0;
  }

  /** The third host claims the server's address; the frame has arrived when this returns. */
  spoof(form: Form): void {
    this.claim(form, this.third.mac);
    this.run(0.00002);
  }

  /** A claim of the server's address in one of the five forms, on its way from the third host. */
  claim(form: Form, senderMac: Mac): void {
    const [client, server] = [this.client.address, this.server.address];
    const wide = form === 'broadcast reply' || form.startsWith('gratuitous');
    const arp: ArpMessage = {
      op: form.endsWith('reply') ? 'reply' : 'request',
      senderIp: server,
      senderMac,
      targetIp: form.startsWith('gratuitous') ? server : client,
      targetMac: form === 'unicast reply' ? this.client.mac : 0,
    };
    this.third.port.sendFrame({
      src: this.third.mac,
      dst: wide ? BROADCAST_MAC : this.client.mac,
      body: { type: 'arp', arp },
      origin: 'third',
    });
  }

  /** The client's ARP requests that left the switch, as seconds after `sinceNs` and who got them. */
  requests(sinceNs = 0): { readonly s: number; readonly to: string }[] {
    const found = new Map<number, string[]>();
    for (const { timeNs, fields } of this.net.events('frame', { proto: 'arp', op: 'request', ip: '10.0.0.1', from: 'lan' })) {
      if (timeNs >= sinceNs) found.set(timeNs, [...(found.get(timeNs) ?? []), String(fields['to'])]);
    }
    return [...found].map(([timeNs, to]) => ({ s: (timeNs - sinceNs) / NS_PER_S, to: to.length > 1 ? 'all' : to.join('') }));
  }
}
