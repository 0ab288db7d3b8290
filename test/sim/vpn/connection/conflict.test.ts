/**
 * Purpose: two sites that came with the same private prefix (TR D.7 c): what goes wrong without a remedy, and packet scripts of devices that show themselves under other prefixes.
 *
 * ```
 * clinic.pc 192.168.1.10 -- clinic.vpn ==== tunnel ==== vendor.vpn -- vendor.pc 192.168.1.10
 *                known as 198.51.100.64/27    known as 198.51.100.96/27
 * ```
 * Guards: a packet for one site that arrives at the other, an address of one LAN that a host of the other gets to see, a centre that enters two owners of one address.
 */
import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../../../../sim/net/address.ts';
import { storeByFtp } from '../../../../sim/net/ftp/client.ts';
import { FTP_PASSIVE_PORTS, FTP_PORT } from '../../../../sim/net/ftp/messages.ts';
import { startFtpServer } from '../../../../sim/net/ftp/server.ts';
import { TcpLayer } from '../../../../sim/net/tcp/layer.ts';
import { showInner } from '../../../../sim/vpn/inner-addresses.ts';
import { packet } from '../../net/support.ts';
import { EnrolmentLab } from '../enrolment/support.ts';
import { Lab, prefix, type LabOptions } from '../support.ts';

const LAN = { host: '192.168.1.10', inside: '192.168.1.0/27', insideIface: '192.168.1.1' } as const;
const SAME: LabOptions = {
  lans: { clinic: LAN, vendor: LAN },
  groups: { clinic: ['care'], hospital: ['care'], vendor: ['care'] },
};
const KNOWN: LabOptions = { ...SAME, knownAs: { clinic: '198.51.100.64/27', vendor: '198.51.100.96/27' } };

describe('two sites with the same prefix', () => {
  it('cannot both be entered: the directory knows one owner of an address', () => {
    expect(() => new Lab(SAME)).toThrow('share the prefix 192.168.1.0/27');
  });

  it('are told so when the second applies for connection (TR D.6 k), and it stays out', () => {
    const e = new EnrolmentLab(SAME).enrol(30);
    expect(e.refusal).toBe('k prefix-of-another-site @ centre');
    expect(e.lab.directory.find({ site: 'clinic' })).toBeUndefined();
    expect(e.lab.directory.conflictOf({ peerSite: 'clinic', inside: [prefix(LAN.inside)] })).toBe('vendor');
  });

  it('cannot talk: what a partner sends to the one goes to the other, and what they send to each other stays on the own LAN', () => {
    const lab = new Lab({ ...SAME, unlisted: ['vendor'] });
    lab.say('hospital', 'vendor', 'for the vendor');
    lab.at(2, () => lab.say('clinic', 'vendor', 'for the vendor too'));
    lab.run(5);
    expect(lab.texts('vendor')).toEqual([]);
    expect(lab.texts('clinic')).toEqual(['for the vendor', 'for the vendor too']);
  });
});

describe('devices that show another prefix', () => {
  it('bring them together, host by host, both ways, and nobody sees the other\u2019s own addresses', () => {
    const lab = new Lab(KNOWN);
    lab.say('clinic', 'vendor', 'hello');
    lab.at(2, () => lab.say('vendor', 'clinic', 'welcome'));
    lab.at(3, () => lab.say('hospital', 'clinic', 'and you'));
    lab.at(4, () => lab.say('clinic', 'hospital', 'thanks'));
    lab.run(6);
    const got = (site: 'clinic' | 'vendor' | 'hospital'): string[] =>
      lab.site(site).got.map(({ text, src }) => `${formatIpv4(src)} ${text}`);
    expect(got('vendor')).toEqual(['198.51.100.74 hello']);
    expect(got('clinic')).toEqual(['198.51.100.106 welcome', '198.51.100.10 and you']);
    expect(got('hospital')).toEqual(['198.51.100.74 thanks']);
    expect([...lab.stops(), ...lab.drops()]).toEqual([]);
  });

  it('pass the check of inner sources, which knows sites by what they show', () => {
    const strict = (inside: boolean): Lab =>
      new Lab({
        ...KNOWN,
        gateway: (site) => (site === 'vendor' ? { innerSources: () => [prefix(inside ? LAN.inside : '198.51.100.64/27')] } : {}),
      });
    for (const [inside, texts] of [
      [false, ['hello']],
      [true, []],
    ] as const) {
      const lab = strict(inside);
      lab.say('clinic', 'vendor', 'hello');
      lab.run(5);
      expect(lab.texts('vendor')).toEqual(texts);
    }
  });

  it('enrol under it: the second site of the prefix comes in', () => {
    const e = new EnrolmentLab(KNOWN).enrol(30);
    expect(e.refusal).toBeUndefined();
    e.lab.say('clinic', 'vendor', 'hello');
    e.lab.run(35);
    expect(e.lab.texts('vendor')).toEqual(['hello']);
  });

  it('change addresses in headers and not in messages: FTP finds its way in passive mode only where the asked site shows its own (RFC 3027 2.1)', () => {
    const store = (options: LabOptions, mode: 'active' | 'passive'): string => {
      const lab = new Lab(options);
      const tcp = { backlog: 16, synAckRetries: 5, windowBytes: 65_535 };
      startFtpServer(new TcpLayer(lab.site('hospital').host, tcp), {
        port: FTP_PORT,
        passivePorts: FTP_PASSIVE_PORTS,
        admits: () => true,
        stored: () => true,
      });
      let reply = '';
      const server = lab.site('hospital').knownAddress;
      const file = { kind: 'ftp-data', bytes: 1000 } as const;
      const job = { server, port: FTP_PORT, mode, user: 'anonymous', password: 'guest', name: 'file', file, dataPort: 50_196 };
      storeByFtp(new TcpLayer(lab.site('clinic').host, tcp), job, { done: (result) => void ({ reply } = result) });
      lab.run(90);
      return reply;
    };
    expect(store({}, 'active')).toBe('226 stored');
    expect(store(KNOWN, 'active')).toBe('425 no data connection');
    expect(store(KNOWN, 'passive')).toBe('226 stored');
  });

  it('leave other addresses alone, and keep a host\u2019s number within the prefix', () => {
    const names = [{ own: prefix('192.168.1.0/27'), known: prefix('198.51.100.64/27') }];
    expect(formatIpv4(showInner(packet('192.168.1.30', '192.0.2.1'), names).src)).toBe('198.51.100.94');
    const other = packet('192.168.1.32', '192.0.2.1');
    expect(showInner(other, names)).toBe(other);
  });

  it('need prefixes of one length', () => {
    expect(() => new Lab({ ...SAME, unlisted: ['vendor'], knownAs: { clinic: '198.51.100.64/26' } })).toThrow('different lengths');
  });
});
