/**
 * Purpose: deliberate weakenings of the defences; the test suite must notice them.
 * Does not model: mutations of attacks or reports. Units: none.
 * References: the RFC or TR clause that each defence stands for is at the weakened line.
 */

/** One weakening: in `file`, `find` (which stands there exactly once) becomes `become`; `tests` are the suites that guard it. */
export interface Weakening {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly become: string;
  readonly tests: readonly string[];
}

const VPN = ['test/sim/vpn', 'test/threats/claims'];
const ENROLMENT = ['test/sim/vpn/enrolment'];
const CONNECTION = ['test/sim/vpn/connection'];
const NET = ['test/sim/net', 'test/threats/claims'];
const WORLD = ['test/threats/claims', 'test/threats/figure-3.test.ts'];

export const WEAKENINGS: readonly Weakening[] = [
  {
    name: 'replay window accepts duplicates',
    file: 'sim/vpn/anti-replay.ts',
    find: "=== 0 ? 'fresh' : 'duplicate'",
    become: "=== 0 ? 'fresh' : 'fresh'",
    tests: VPN,
  },
  {
    name: 'replay window forgets its left edge',
    file: 'sim/vpn/anti-replay.ts',
    find: 'sequence <= this.#right - this.size',
    become: 'sequence <= 0',
    tests: VPN,
  },
  {
    name: 'replay window moves before the integrity check',
    file: 'sim/vpn/esp.ts',
    find: '  const inner = verified(body, sa, holder);',
    become: '  sa.window.advance(body.seq);\n  const inner = verified(body, sa, holder);',
    tests: VPN,
  },
  {
    name: 'ICV is not checked',
    file: 'sim/net/sealed.ts',
    find: 'this.#tampered && this.integrity',
    become: 'this.#tampered && !this.integrity',
    tests: VPN,
  },
  {
    name: 'seals open without the key',
    file: 'sim/net/sealed.ts',
    find: "if (!holder.holds(this.keyId)) return { ok: false, reason: 'no-key' };",
    become: '',
    tests: NET,
  },
  {
    name: 'ESP accepts packets of another SA',
    file: 'sim/vpn/esp.ts',
    find: 'body.sealed.keyId !== sa.keyId',
    become: 'false',
    tests: VPN,
  },
  {
    name: 'pre-shared key is accepted where certificates are demanded',
    file: 'sim/vpn/ike-auth.ts',
    find: "deviceAuth.on ? { reason: 'certificate-missing'",
    become: "!deviceAuth.on && deviceAuth.on ? { reason: 'certificate-missing'",
    tests: VPN,
  },
  {
    name: 'proof of the pre-shared key is not compared',
    file: 'sim/vpn/ike-auth.ts',
    find: 'auth.proof.signer === keyId && auth.proof.digest === digestOf(expected)',
    become: 'auth.proof.signer !== undefined',
    tests: VPN,
  },
  {
    name: 'possession of the certificate key is not checked',
    file: 'sim/vpn/ike-auth.ts',
    find: "proves(auth, certificate.publicKeyId, expected) ? undefined : 'key-not-held'",
    become: 'undefined',
    tests: VPN,
  },
  {
    name: 'revocation is ignored',
    file: 'sim/vpn/ike-auth.ts',
    find: "revocation.on ? { reason: 'certificate-revoked'",
    become: "!revocation.on && revocation.on ? { reason: 'certificate-revoked'",
    tests: VPN,
  },
  { name: 'certificates never expire', file: 'sim/vpn/pki.ts', find: 'nowNs > certificate.notAfterNs', become: 'false', tests: VPN },
  {
    name: 'certificates of the wrong tier pass',
    file: 'sim/vpn/pki.ts',
    find: 'certificate.tier !== expected.tier',
    become: 'false',
    tests: VPN,
  },
  { name: 'certificates of any issuer pass', file: 'sim/vpn/pki.ts', find: 'if (!trusted ||', become: 'if (', tests: VPN },
  {
    name: 'the name in a certificate is not bound to the peer',
    file: 'sim/vpn/pki.ts',
    find: "certificate.subject === expected.name ? undefined : 'certificate-name-mismatch'",
    become: 'undefined',
    tests: VPN,
  },
  {
    name: 'the centre serves every group',
    file: 'sim/vpn/centre.ts',
    find: '!directory.shareGroup(directory.siteOf(request.from), entry.peerSite)',
    become: 'false',
    tests: VPN,
  },
  {
    name: 'the responder admits every group',
    file: 'sim/vpn/gateway.ts',
    find: "if (policy.on) return { reason: 'not-in-same-group'",
    become: "if (!policy.on && policy.on) return { reason: 'not-in-same-group'",
    tests: VPN,
  },
  {
    name: 'relay blocking lets packets through',
    file: 'sim/vpn/gateway.ts',
    find: 'relay.by !== undefined',
    become: 'relay.by === "nobody"',
    tests: VPN,
  },
  {
    name: 'unprotected packets come in',
    file: 'sim/vpn/gateway.ts',
    find: 'ipsec.by === undefined ? PASS :',
    become: 'ipsec.by !== "nobody" ? PASS :',
    tests: VPN,
  },
  {
    name: 'certificates are good before their time',
    file: 'sim/vpn/pki.ts',
    find: 'nowNs < (certificate.notBeforeNs ?? nowNs)',
    become: 'false',
    tests: ENROLMENT,
  },
  {
    name: 'a verifier knows of a revocation at once',
    file: 'sim/vpn/revocation-copy.ts',
    find: 'this.#list.position(certificate) < this.#entries',
    become: 'this.#list.isRevoked(certificate)',
    tests: ENROLMENT,
  },
  {
    name: 'unaccredited vendors register devices',
    file: 'sim/vpn/enrolment/offices.ts',
    find: "!this.body.isAccredited('device-vendor', vendor)",
    become: 'false',
    tests: ENROLMENT,
  },
  {
    name: 'any certified box applies in a subscriber’s name',
    file: 'sim/vpn/enrolment/provider.ts',
    find: 'application.from !== signer',
    become: 'false',
    tests: ENROLMENT,
  },
  {
    name: 'the second tier of a chip works without its application',
    file: 'sim/vpn/enrolment/chip.ts',
    find: "(key.tier === 'service' && this.#application === undefined)",
    become: 'false',
    tests: ENROLMENT,
  },
  {
    name: 'an opened chip keeps what is in it',
    file: 'sim/vpn/enrolment/chip.ts',
    find: "if (actions.includes('zeroise')) this.#zeroise();",
    become: '',
    tests: ENROLMENT,
  },
  {
    name: 'the centre asks no subscriber',
    file: 'sim/vpn/centre.ts',
    find: 'directory.refuses(entry.peerSite, asking) || directory.refuses(asking, entry.peerSite)',
    become: 'false',
    tests: CONNECTION,
  },
  {
    name: 'a device lets in whom its subscriber refuses',
    file: 'sim/vpn/gateway.ts',
    find: 'this.#config.refusesPeer?.(peer.site) !== true',
    become: 'true',
    tests: CONNECTION,
  },
  {
    name: 'an old registration of an address is taken again',
    file: 'sim/vpn/address-registration.ts',
    find: 'number < last',
    become: 'false',
    tests: CONNECTION,
  },
  {
    name: 'a replayed packet moves the peer',
    file: 'sim/vpn/tunnels.ts',
    find: '    const result = decapsulate(packet.body',
    become: '    if (child.ike.nat.peer) child.ike.follow(outer);\n    const result = decapsulate(packet.body',
    tests: CONNECTION,
  },
  {
    name: 'the guard of the line sees nothing',
    file: 'sim/vpn/clear-text-guard.ts',
    find: "if (controls.answered('ipsec-ike') === false) return;",
    become: 'return;',
    tests: CONNECTION,
  },
  {
    name: 'protection begins too late: the policy rule lets the first packet out',
    file: 'sim/vpn/gateway.ts',
    find: '    this.tunnels.carry(packet, ipsec.by);\n    return TAKEN;',
    become: '    this.tunnels.carry(packet, ipsec.by);\n    return PASS;',
    tests: CONNECTION,
  },
  { name: 'cookies are not verified', file: 'sim/vpn/ike-endpoint.ts', find: 'bringsCookie(message, cookie)', become: 'true', tests: VPN },
  {
    name: 'zone firewall ignores the port',
    file: 'sim/net/filters.ts',
    find: 'body.dstPort === permit.port',
    become: 'body.dstPort >= 0',
    tests: ['test/sim/net', 'test/threats/claims'],
  },
  {
    name: 'zone firewall permits what nobody opened',
    file: 'sim/net/filters.ts',
    find: 'filter.applies(packet, passage) && !filter.permits(packet, passage)',
    become: 'false',
    tests: NET,
  },
  {
    name: 'ingress filtering looks at nothing',
    file: 'sim/net/filters.ts',
    find: '?.iface === passage.arrival.iface',
    become: '?.iface !== undefined',
    tests: NET,
  },
  {
    name: 'ARP inspection compares nothing',
    file: 'sim/net/lan.ts',
    find: 'known === undefined || known === claim.senderMac',
    become: 'known === undefined || known !== claim.senderMac || true',
    tests: NET,
  },
  {
    name: 'static ARP entries are overwritten',
    file: 'sim/net/arp.ts',
    find: "reason: 'static-binding', origin: frame.origin, detail: { ip: formatIpv4(message.senderIp), mac: formatMac(message.senderMac) } });\n    return true;",
    become:
      "reason: 'static-binding', origin: frame.origin, detail: { ip: formatIpv4(message.senderIp), mac: formatMac(message.senderMac) } });\n    return false;",
    tests: NET,
  },
  {
    name: 'SYN cookies of any value are accepted',
    file: 'sim/net/tcp/cookie.ts',
    find: 'cookieAt(secret, tuple, irs, tick - age) === cookie',
    become: 'cookieAt(secret, tuple, irs, tick - age) >= 0',
    tests: NET,
  },
  {
    name: 'RFC 5961 resets inside the window',
    file: 'sim/net/tcp/connection.ts',
    find: "if (position !== 'exact' && this.#hardened(packet)) return;",
    become: '',
    tests: NET,
  },
  {
    name: 'RFC 5961 resets on a SYN',
    file: 'sim/net/tcp/connection.ts',
    find: 'if (this.#hardened(packet)) return;\n    this.#emit',
    become: 'this.#emit',
    tests: NET,
  },
  {
    name: 'TLS takes records of earlier sessions',
    file: 'sim/vpn/tls.ts',
    find: 'record.sealed?.keyId === this.#sessionKey ?',
    become: 'record.sealed !== undefined ?',
    tests: WORLD,
  },
  {
    name: 'TLS does not check who the server is',
    file: 'sim/vpn/tls.ts',
    find: 'proof?.signer === tlsServerKey(this.#serverName)',
    become: 'proof !== undefined',
    tests: ['test/sim/vpn', 'test/threats/claims'],
  },
  {
    name: 'lockout never locks',
    file: 'sim/world/services/accounts.ts',
    find: 'const FAILURE_LIMIT = 5;',
    become: 'const FAILURE_LIMIT = 5000;',
    tests: WORLD,
  },
  {
    name: 'the card is not demanded',
    file: 'sim/world/services/accounts.ts',
    find: 'detail: { user: proof.user } });\n    return false;',
    become: 'detail: { user: proof.user } });\n    return true;',
    tests: WORLD,
  },
  {
    name: 'transactions are never remembered',
    file: 'sim/world/services/transactions.ts',
    find: '    this.#done.add(txn);\n',
    become: '',
    tests: WORLD,
  },
  {
    name: 'signatures are not compared',
    file: 'sim/world/documents.ts',
    find: 'received.signature?.digest === plain.digest',
    become: 'received.signature !== undefined',
    tests: WORLD,
  },
  {
    name: 'agreed services are not enforced',
    file: 'sim/world/vpn.ts',
    find: 'applies: (packet, passage) => passage.arrival?.tunnel !== undefined &&',
    become: 'applies: (packet, passage) => passage.arrival === undefined && passage.arrival?.tunnel !== undefined &&',
    tests: WORLD,
  },
  {
    name: 'patches are not applied',
    file: 'sim/world/worm.ts',
    find: "if (patches !== undefined) return refuse(patches, 'fault-patched');",
    become: '',
    tests: WORLD,
  },
];
