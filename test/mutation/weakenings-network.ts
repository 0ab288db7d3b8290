/**
 * Purpose: deliberate weakenings of the network: filters, ARP, routing, TCP, seals.
 * Does not model: anything. Units: none. References: the RFC or TR clause that each defence stands for is at the weakened line.
 */
import type { Weakening } from './weakenings.ts';

export const NETWORK_WEAKENINGS: readonly Weakening[] = [
  {
    name: 'zone firewall ignores the port',
    file: 'sim/net/filters.ts',
    find: 'body.dstPort === permit.port',
    become: 'body.dstPort >= 0',
    tests: ['test/sim/net/filters.test.ts'],
  },
  {
    name: 'zone firewall permits what nobody opened',
    file: 'sim/net/filters.ts',
    find: 'filter.applies(packet, passage) && !filter.permits(packet, passage)',
    become: 'false',
    tests: ['test/sim/net/filters.test.ts'],
  },
  {
    name: 'ingress filtering looks at nothing',
    file: 'sim/net/filters.ts',
    find: '?.iface === passage.arrival.iface',
    become: '?.iface !== undefined',
    tests: ['test/sim/net/filters.test.ts'],
  },
  {
    name: 'ARP inspection compares nothing',
    file: 'sim/net/lan.ts',
    find: 'known === undefined || known === claim.senderMac',
    become: 'known === undefined || known !== claim.senderMac || true',
    tests: ['test/sim/net/arp-resolution.test.ts'],
  },
  {
    name: 'port security lets a port use any number of addresses',
    file: 'sim/net/lan.ts',
    find: 'port.macs.size < PORT_SECURITY_MACS',
    become: 'port.macs.size < 100',
    tests: ['test/sim/net/lan.test.ts'],
  },
  {
    name: 'static ARP entries are overwritten',
    file: 'sim/net/arp.ts',
    find: '      detail: { ip: formatIpv4(message.senderIp), mac: formatMac(message.senderMac) },\n    });\n    return true;',
    become: '      detail: { ip: formatIpv4(message.senderIp), mac: formatMac(message.senderMac) },\n    });\n    return false;',
    tests: ['test/sim/net/arp-resolution.test.ts'],
  },
  {
    name: 'routing packets with any digest are taken',
    file: 'sim/net/routing/process.ts',
    find: 'digestFits(content, this.#config.keyId) ?',
    become: 'content !== undefined ?',
    tests: ['test/sim/net/routing/process.test.ts', 'test/threats/attacks/t07.test.ts'],
  },
  {
    name: 'GTSM accepts any TTL',
    file: 'sim/net/routing/process.ts',
    find: 'packet.ttl === ON_LINK_TTL ?',
    become: 'packet.ttl > 0 ?',
    tests: ['test/sim/net/routing/process.test.ts', 'test/threats/attacks/t08.test.ts'],
  },
  {
    name: 'routing packets come in through a tunnel',
    file: 'sim/net/routing/process.ts',
    find: 'const policy = arrival.tunnel === undefined ?',
    become: 'const policy = arrival !== undefined ?',
    tests: ['test/sim/net/routing/process.test.ts', 'test/threats/attacks/t08.test.ts'],
  },
  {
    name: 'TCP-AO accepts a segment without its MAC',
    file: 'sim/net/segment-mac.ts',
    find: 'mac !== undefined && mac.keyId === keyId',
    become: 'mac === undefined || mac.keyId === keyId',
    tests: ['test/sim/net/segment-mac.test.ts'],
  },
  {
    name: 'TCP-AO does not cover the addresses',
    file: 'sim/net/segment-mac.ts',
    find: ' && mac.src === packet.src && mac.dst === packet.dst',
    become: '',
    tests: ['test/sim/net/segment-mac.test.ts'],
  },
  {
    name: 'bulk is policed at no rate',
    file: 'sim/net/policing.ts',
    find: 'if (paidUntilNs - now > BURST_NS) {',
    become: 'if (paidUntilNs - now > 1000 * BURST_NS) {',
    tests: ['test/sim/net/policing.test.ts'],
  },
  {
    name: 'SYN cookies of any value are accepted',
    file: 'sim/net/tcp/cookie.ts',
    find: 'cookieAt(secret, tuple, irs, tick - age) === cookie',
    become: 'cookieAt(secret, tuple, irs, tick - age) >= 0',
    tests: ['test/sim/net/tcp/backlog.test.ts'],
  },
  {
    name: 'a prefix may open any number of connections',
    file: 'sim/net/tcp/listener.ts',
    find: 'const fromPrefix = this.#perPrefix.get(prefixOf(packet.src)) ?? 0;',
    become: 'const fromPrefix = 0;',
    tests: ['test/sim/net/tcp/backlog.test.ts'],
  },
  {
    name: 'RFC 5961 resets inside the window',
    file: 'sim/net/tcp/connection.ts',
    find: "if (position !== 'exact' && this.#hardened(packet)) return;",
    become: '',
    tests: ['test/sim/net/tcp/reset.test.ts'],
  },
  {
    name: 'RFC 5961 resets on a SYN',
    file: 'sim/net/tcp/connection.ts',
    find: 'if (this.#hardened(packet)) return;\n    this.#emit',
    become: 'this.#emit',
    tests: ['test/sim/net/tcp/injection.test.ts', 'test/sim/net/tcp/reset.test.ts'],
  },
  {
    name: 'ICV is not checked',
    file: 'sim/net/sealed.ts',
    find: 'this.#tampered && this.integrity',
    become: 'this.#tampered && !this.integrity',
    tests: ['test/sim/net/sealed.test.ts'],
  },
  {
    name: 'seals open without the key',
    file: 'sim/net/sealed.ts',
    find: "if (!held && this.encryption) return { ok: false, reason: 'no-key' };",
    become: '',
    tests: ['test/sim/net/sealed.test.ts'],
  },
];
