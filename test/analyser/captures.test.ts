/**
 * Purpose: Wireshark reads our captures: nothing is malformed, every checksum is right, and with the exported keys IKE and ESP open down to the inner packet.
 *
 * Without tshark these tests are skipped, loudly, and counted as skipped. References: contract 2 (`--pcap`, `--keys`); issue of the captures.
 */
import { describe, expect, it } from 'vitest';
import { captureOf, type CapturedRun } from '../../lab/capture/index.ts';
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { IKE_SUITES, type DhGroup, type IkeProposal, type IkeSuiteId } from '../../sim/vpn/ike-suites.ts';
import { STRONGSWAN_TIMERS } from '../../sim/vpn/profiles/strongswan.ts';
import { temporaryFolder } from '../lab/support/cli.ts';
import { everySuite, listened, scenarioOf, setUp } from './runs.ts';
import { analyse, noTshark, type Analyser } from './tshark.ts';

const folder = temporaryFolder();
const figure3 = scenarioOf('figure-3');
let count = 0;

function opened(...runs: readonly CapturedRun[]): Analyser {
  const capture = captureOf(runs, { lang: 'en', about: 'test' });
  expect(capture.packets).toBeGreaterThan(0);
  return analyse(folder, `capture-${count++}`, capture);
}

function proposing(suite: IkeSuiteId, group: DhGroup): { readonly proposals: readonly IkeProposal[] } {
  return { proposals: [{ suite, groups: [group] }] };
}

/** ESP packets inside which the analyser found nothing. */
const UNOPENED = 'esp && !(tcp || udp)';
/** Protected IKE messages that it could not open; fragments open as a whole. */
const CLOSED_IKE = 'isakmp.exchangetype >= 35 && isakmp.nextpayload == 46 && !isakmp.enc.decrypted';

describe.skipIf(noTshark)('tshark', () => {
  it.each([
    ['in the clear', 'T01/wan-on/internet', []],
    ['with ARP spoofing', 'T13/lan/core-hospital.sz', []],
    ['with a SYN flood', 'T24/peer/vendor', []],
    ['over TLS', 'T01/wan-on/internet', ['tls']],
  ] as const)('finds no fault in a replay %s', (_name, attack, controls) => {
    const analyser = opened(listened(figure3, attack, (id) => (controls as readonly string[]).includes(id)));
    expect(analyser.faults()).toEqual([]);
  });

  it('takes FTP for FTP, and SIP with its voice for SIP and RTP', () => {
    const d2 = scenarioOf('figure-d2');
    const bare = (attack: string): Analyser => opened(listened(d2, attack, () => false));
    const file = bare('T01/wan-on/internet/file');
    expect(file.faults()).toEqual([]);
    expect(new Set(file.fields('ftp.request', 'ftp.request.command').flat())).toEqual(new Set(['USER', 'PASS', 'PORT', 'STOR', 'QUIT']));
    expect(file.fields('ftp-data', 'ftp-data.setup-method').flat()).toContain('PORT');
    const call = bare('T01/wan-on/internet/call');
    expect(call.faults()).toEqual([]);
    expect(new Set(call.fields('sip.Method', 'sip.Method').flat())).toEqual(new Set(['INVITE', 'ACK']));
    expect(call.fields('rtp', 'rtp.p_type').length).toBeGreaterThan(900);
  });

  it('sees a fault where there is one', () => {
    const capture = captureOf([listened(figure3, 'T01/wan-on/internet', () => false)], { lang: 'en', about: 'test' });
    const broken = Buffer.from(capture.file);
    broken[broken.indexOf('SYNTHETIC DATA OF WARDLAB')] = 0x73;
    expect(analyse(folder, 'broken', { ...capture, file: broken }).faults().length).toBeGreaterThan(0);
  });

  it('opens IKE and ESP, also tunnels within tunnels, with pre-shared keys and with certificates, and several runs in one file', () => {
    const profiles = [['ipsec-ike'], ['ipsec-ike', 'device-auth'], figure3.controls.map(({ id }) => id)];
    const runs = profiles.map((controls) => listened(figure3, 'T01/wan-on/internet', (id) => controls.includes(id)));
    const analyser = opened(...runs);
    expect(analyser.faults()).toEqual([]);
    expect(analyser.fields(`(${CLOSED_IKE}) || (${UNOPENED}) || esp.icv_bad == 1`, 'frame.number', 'frame.protocols')).toEqual([]);
    const seen = analyser.fields('esp || isakmp', 'frame.protocols', 'isakmp.auth.method', 'x509sat.uTF8String');
    const protocols = seen.map(([first = '']) => first);
    expect(protocols).toContain('raw:ip:esp:ip:tcp');
    expect(protocols).toContain('raw:ip:esp:ip:esp:tcp');
    expect(new Set(seen.map(([, method]) => method))).toEqual(new Set(['', '2', '14']));
    expect(seen.some(([, , name]) => name?.includes('clinic-a.vpn'))).toBe(true);
  });

  it('opens nothing without the keys', () => {
    const capture = captureOf([listened(figure3, 'T01/wan-on/internet', (id) => id === 'ipsec-ike')], { lang: 'en', about: 'test' });
    const analyser = analyse(folder, 'no-keys', { ...capture, keys: [] });
    expect(analyser.fields('isakmp.enc.decrypted || isakmp.auth.method || (esp && (tcp || udp.srcport != 4500))', 'frame.number')).toEqual(
      [],
    );
    expect(analyser.fields('esp', 'frame.number').length).toBeGreaterThan(0);
  });

  it('opens set-ups with every suite, group and kind of certificate, in fragments, with cookies, and rekeyed', () => {
    const suites = (Object.keys(IKE_SUITES) as readonly IkeSuiteId[]).map((suite, index) =>
      setUp(suite, { auth: 'psk', seed: 100 + index }, proposing(suite, suite.includes('gcm') ? 'curve25519' : 'ecp256')),
    );
    const groups = (['modp2048', 'modp3072', 'modp4096', 'ecp384', 'ecp521'] as const).map((group, index) =>
      setUp(group, { auth: 'psk', seed: 200 + index }, proposing('aes256-sha256', group)),
    );
    const kinds = (['rsa2048', 'rsa3072', 'ecdsa256'] as const).map((auth, index) =>
      setUp(auth, { auth, seed: 300 + index }, proposing('aes256-sha256', 'ecp256')),
    );
    const chains = (['rsa2048', 'ecdsa256'] as const).map((auth, index) =>
      setUp(`chain-${auth}`, { auth, seed: 350 + index, intermediates: [1200, 900] }, proposing('aes256-sha256', 'ecp256')),
    );
    const cookie = setUp('cookie', { auth: 'psk', seed: 400 }, { ...proposing('aes256-sha256', 'ecp256'), cookieThreshold: 0 });
    const timers = { ...STRONGSWAN_TIMERS, rekeyNs: 30 * NS_PER_S, rekeyJitterNs: NS_PER_S, ikeRekeyNs: 50 * NS_PER_S };
    const rekeyed = ([{}, { pfsGroup: 'ecp256' }] as const).map((pfs, index) =>
      setUp(
        `rekeyed-${index}`,
        { auth: 'psk', seed: 500 + index },
        { ...proposing('aes256-sha256', 'ecp256'), timers, ...pfs },
        100 * NS_PER_S,
      ),
    );
    const runs = [...suites, ...groups, ...kinds, ...chains, cookie, ...rekeyed];
    const analyser = opened(...runs);
    expect(analyser.faults()).toEqual([]);
    // Wireshark 4.0 has no ChaCha20-Poly1305 in its table.
    const known = runs.map(({ name }) => name).filter((name) => !name.startsWith('chacha'));
    const authenticated = analyser.fields('isakmp.exchangetype == 35 && isakmp.auth.method && isakmp.id.data.fqdn', 'frame.interface_name');
    for (const name of known) expect([name, authenticated.filter(([line]) => line?.startsWith(`${name} `)).length]).toEqual([name, 2]);
    const closed = analyser.fields(CLOSED_IKE, 'frame.interface_name').filter(([line]) => !line?.startsWith('chacha'));
    expect(closed).toEqual([]);
    const of = (filter: string, name: string): number =>
      analyser.fields(filter, 'frame.interface_name').filter(([line]) => line?.startsWith(`${name} `)).length;
    expect(of('isakmp.exchangetype == 36', 'rekeyed-0')).toBeGreaterThan(4);
    expect(of('isakmp.exchangetype == 36 && isakmp.key_exchange.dh_group', 'rekeyed-1')).toBeGreaterThan(4);
    expect(of('isakmp.notify.msgtype == 16390', 'cookie')).toBe(2);
    expect(of('isakmp.nextpayload == 53', 'rsa2048')).toBeGreaterThan(2);
    expect(of('isakmp.auth.method == 14 && x509sat.uTF8String', 'ecdsa256')).toBe(2);
    // Three certificates from either end, two of which may issue, in several fragments.
    for (const { name } of chains) {
      expect(of('isakmp.nextpayload == 53', name)).toBeGreaterThan(4);
      const issuers = analyser.fields('x509ce.cA', 'frame.interface_name', 'x509ce.cA').filter(([line]) => line?.startsWith(`${name} `));
      expect(issuers.map(([, cA]) => cA)).toEqual(['1,1', '1,1']);
    }
  });

  it('opens ESP of every suite that it knows, in both modes', () => {
    const run = everySuite();
    const analyser = opened(run);
    expect(analyser.faults()).toEqual([]);
    const opens = new Set(
      analyser
        .fields('udp', 'esp.spi')
        .flat()
        .map((spi) => run.spis.get(Number(spi))),
    );
    const unknown = /^(chacha20|3des)/;
    expect([...run.spis.values()].filter((name) => !opens.has(name) && !unknown.test(name))).toEqual([]);
    expect([...opens].filter((name) => name === undefined || unknown.test(name))).toEqual([]);
  });
});
