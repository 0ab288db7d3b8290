/**
 * Purpose: deliberate weakenings of enrolment and of connections: NAT, roaming, subscriber policy, first packets.
 * Does not model: anything. Units: none. References: the RFC or TR clause that each defence stands for is at the weakened line.
 */
import type { Weakening } from './weakenings.ts';

export const CONNECTION_WEAKENINGS: readonly Weakening[] = [
  {
    name: 'certificates are good before their time',
    file: 'sim/vpn/pki.ts',
    find: 'nowNs < (certificate.notBeforeNs ?? nowNs)',
    become: 'false',
    tests: ['test/sim/vpn/enrolment'],
  },
  {
    name: 'a verifier knows of a revocation at once',
    file: 'sim/vpn/revocation-copy.ts',
    find: 'this.#list.position(certificate) < this.#entries',
    become: 'this.#list.isRevoked(certificate)',
    tests: ['test/sim/vpn/enrolment'],
  },
  {
    name: 'unaccredited vendors register devices',
    file: 'sim/vpn/enrolment/offices.ts',
    find: "!this.body.isAccredited('device-vendor', vendor)",
    become: 'false',
    tests: ['test/sim/vpn/enrolment'],
  },
  {
    name: 'any certified box applies in a subscriber’s name',
    file: 'sim/vpn/enrolment/provider.ts',
    find: 'application.from !== signer',
    become: 'false',
    tests: ['test/sim/vpn/enrolment'],
  },
  {
    name: 'the second tier of a chip works without its application',
    file: 'sim/vpn/enrolment/chip.ts',
    find: "(key.tier === 'service' && this.#application === undefined)",
    become: 'false',
    tests: ['test/sim/vpn/enrolment'],
  },
  {
    name: 'an opened chip keeps what is in it',
    file: 'sim/vpn/enrolment/chip.ts',
    find: "if (actions.includes('zeroise')) this.#zeroise();",
    become: '',
    tests: ['test/sim/vpn/enrolment'],
  },
  {
    name: 'the centre asks no subscriber',
    file: 'sim/vpn/centre.ts',
    find: 'directory.refuses(entry.peerSite, asking) || directory.refuses(asking, entry.peerSite)',
    become: 'false',
    tests: ['test/sim/vpn/connection'],
  },
  {
    name: 'a device lets in whom its subscriber refuses',
    file: 'sim/vpn/gateway.ts',
    find: 'this.#config.refusesPeer?.(peer.site) !== true',
    become: 'true',
    tests: ['test/sim/vpn/connection'],
  },
  {
    name: 'an old registration of an address is taken again',
    file: 'sim/vpn/address-registration.ts',
    find: 'number < last',
    become: 'false',
    tests: ['test/sim/vpn/connection'],
  },
  {
    name: 'a replayed packet moves the peer',
    file: 'sim/vpn/tunnels.ts',
    find: '    const result = decapsulate(packet.body',
    become: '    if (child.ike.nat.peer) child.ike.follow(outer);\n    const result = decapsulate(packet.body',
    tests: ['test/sim/vpn/connection'],
  },
  {
    name: 'the guard of the line sees nothing',
    file: 'sim/vpn/clear-text-guard.ts',
    find: "if (controls.answered('ipsec-ike') === false) return;",
    become: 'return;',
    tests: ['test/sim/vpn/connection'],
  },
  {
    name: 'protection begins too late: the policy rule lets the first packet out',
    file: 'sim/vpn/gateway.ts',
    find: '    this.tunnels.carry(packet, ipsec.by);\n    return TAKEN;',
    become: '    this.tunnels.carry(packet, ipsec.by);\n    return PASS;',
    tests: ['test/sim/vpn/connection'],
  },
  {
    name: 'a device sends to its hosts in clear although the hop is protected',
    file: 'sim/vpn/host-hop.ts',
    find: 'host === undefined || !peers.covers(packet, packet.src)',
    become: 'host !== undefined || !peers.covers(packet, packet.src)',
    tests: ['test/sim/vpn/host-hop.test.ts'],
  },
  {
    name: 'clear packets pass as if they had come over the hop',
    file: 'sim/vpn/host-hop.ts',
    find: 'arrival?.hop !== undefined ||',
    become: 'true ||',
    tests: ['test/sim/vpn/host-hop.test.ts'],
  },
  {
    name: 'a pre-shared key opens the hop',
    file: 'sim/vpn/ike-auth.ts',
    find: "auth.method === 'psk' && needsCertificate(settings, expected)",
    become: 'false',
    tests: ['test/sim/vpn/host-hop.test.ts'],
  },
  {
    name: 'anything may come out of the hop',
    file: 'sim/vpn/tunnels.ts',
    find: 'hop?.inside ?? this',
    become: 'this',
    tests: ['test/sim/vpn/host-hop.test.ts'],
  },
  {
    name: 'a hop is raised anew to whoever owns the destination',
    file: 'sim/vpn/tunnels.ts',
    find: 'this.carry(packet, tunnel.control, hop?.peerSite)',
    become: 'this.carry(packet, tunnel.control)',
    tests: ['test/sim/vpn/host-hop.test.ts'],
  },
];
