/**
 * Purpose: the wording of diagnostics, what is said about files with several faults, what is only warned about, and the limits.
 */
import { describe, expect, it } from 'vitest';
import { formatIssue, type Issue, loadScenario } from '../../scenarios/index.ts';
import { broken, TWO_SITES } from './files.ts';

/** The sound file with the first occurrence of each `from` replaced. */
function changed(...edits: readonly (readonly [from: string, to: string])[]): string {
  let text = TWO_SITES;
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the sound file has no ${JSON.stringify(from)}`);
    text = text.replace(from, to);
  }
  return text;
}

function issuesOf(text: string): readonly Issue[] {
  const result = loadScenario(text, 'x.yaml');
  return result.ok ? [] : result.issues;
}

function warningsOf(text: string): string[] {
  const result = loadScenario(text, 'x.yaml');
  if (!result.ok) throw new Error(result.issues.map((issue) => formatIssue(issue, 'en')).join('\n'));
  return result.warnings.map(({ path, code }) => `${path} ${code}`);
}

const said = (text: string): string[] => issuesOf(text).map(({ path, code }) => `${path} ${code}`);

describe('wording', () => {
  it.each([
    [
      'mbps',
      'en',
      'x.yaml:47:54: sites.hospital.devices.vpn.lines.internet.rate: expected a bit rate above zero with its unit (bit/s, kbit/s, Mbit/s, Gbit/s) such as 100 Mbit/s, found "100 Mbps" (did you mean "Mbit/s"?)',
    ],
    [
      'mbps',
      'ja',
      'x.yaml:47:54: sites.hospital.devices.vpn.lines.internet.rate: 期待: 100 Mbit/s のような、単位（bit/s, kbit/s, Mbit/s, Gbit/s）付きのビットレート（0 より大きい値）、実際: "100 Mbps"（「Mbit/s」の誤りではありませんか）',
    ],
    [
      'mistyped-key',
      'en',
      'x.yaml:62:9: sites.clinic.zones.sz.prefx: expected one of prefix, known-as, rate, delay, queue, loss, wlan-key, found "prefx" (did you mean "prefix"?)',
    ],
    ['tls-yes', 'ja', 'x.yaml:85:10: services.referral.tls: 期待: never、offered、always のいずれか、実際: "yes"'],
    ['word-for-boolean', 'en', 'x.yaml:40:117: sites.hospital.zones.hsz.hosts.ward-pc.allow-listed: expected true or false, found "often"'],
    ['text-for-mapping', 'en', 'x.yaml:57:11: sites.clinic.name: expected a mapping with the keys en, ja, found "Clinic"'],
    [
      'above-one',
      'en',
      'x.yaml:47:85: sites.hospital.devices.vpn.lines.internet.loss: expected a probability as a percentage or a fraction, at most 1, such as 0.3 % or 3/1000, found "3/2"',
    ],
    ['two-documents', 'en', 'x.yaml:114:1: expected one YAML document, found a second one'],
  ] as const)('%s in %s', (name, lang, line) => {
    const result = loadScenario(broken(name), 'x.yaml');
    expect(result.ok ? [] : result.issues.map((issue) => formatIssue(issue, lang))).toEqual([line]);
  });
});

describe('several faults', () => {
  it('shows faults of shape and of reference together, in the order of the file', () => {
    const text = changed(
      ['horizon: 30 s', 'horizon: 30'],
      ['  delay: 3 ms', '  delay: 3 msec'],
      ['psk: shared-psk', 'psk: shared-key'],
      ['service: referral', 'service: referal'],
      ['  ipsec-ike: {', '  ipsec-ike: { note: x,'],
    );
    expect(issuesOf(text).map(({ line, code }) => `${line} ${code}`)).toEqual([
      '7 missing-unit',
      '16 unknown-unit',
      '48 unknown-reference',
      '97 unknown-reference',
      '112 unknown-key',
    ]);
  });

  it('draws no conclusion from a part that it could not read', () => {
    // The zone and the device are faulty, but everything that refers to them is sound.
    expect(said(changed(['prefix: 192.0.2.0/27', 'prefix: 192.0.2.0']))).toEqual(['sites.clinic.zones.sz.prefix bad-prefix']);
    expect(said(changed(['ports: { sz: 192.0.2.1 }', 'ports: { sz: 192.0.2 }']))).toEqual([
      'sites.clinic.devices.vpn.ports.sz bad-address',
    ]);
    expect(said(changed(['    users:\n      sato: {', '    users:\n      sato: { age: 50, ']))).toEqual([
      'sites.clinic.users.sato.age unknown-key',
    ]);
    expect(said(changed(['every: 2 s', 'every: 2']))).toEqual(['flows.book.every missing-unit']);
    expect(said(changed(['    asset: letter\n', '    asset: The Letter\n']))).toEqual(['flows.send.asset bad-id']);
    expect(said(changed(['mechanism: virus-scan,', 'mechanism: magic,']))).toEqual(['controls.virus-scan-host.mechanism bad-value']);
    expect(said(changed(['rate: 100 Mbit/s, delay: 5 ms }\n  clinic-lan', 'rate: 100, delay: 5 ms }\n  clinic-lan']))).toEqual([
      'vantages.stranger.rate missing-unit',
    ]);
    expect(said(changed(['accounts: [sato]', 'accounts: [Sato]'], ['user: sato', 'user: sato']))).toEqual([
      'services.booking.accounts.0 bad-id',
    ]);
  });

  it('still checks the rest when a whole section is missing', () => {
    const text = changed(
      ['networks:\n  internet: { kind: internet, name: { en: Internet, ja: インターネット } }\n', ''],
      ['service: booking', 'service: bookings'],
    );
    expect(said(text)).toEqual(['networks missing-key', 'flows.book.service unknown-reference']);
  });

  it('reports each of two mistyped keys, and the missing key that neither explains', () => {
    const text = changed(
      ['        gateway: 192.0.2.1\n', '        gatway: 192.0.2.1\n'],
      ['prefix: 192.0.2.0/27', 'address-range: 192.0.2.0/27'],
    );
    expect(said(text)).toEqual([
      'sites.clinic.zones.sz.prefix missing-key',
      'sites.clinic.zones.sz.address-range unknown-key',
      'sites.clinic.zones.sz.gatway unknown-key',
    ]);
  });

  it('stops listing after 500 and says how many more there are', () => {
    const flows = Array.from({ length: 700 }, (_, index) => `  f${index}: { every: 1 }`).join('\n');
    const issues = issuesOf(changed(['flows:\n', `flows:\n${flows}\n`]));
    expect(issues).toHaveLength(501);
    expect(issues.at(-1)).toMatchObject({ code: 'too-many-issues', found: { en: `${700 * 6 - 500} more below` } });
  });
});

describe('warnings', () => {
  it('the sound file has none', () => {
    expect(warningsOf(TWO_SITES)).toEqual([]);
  });

  it.each([
    ['a flow after the horizon', [['horizon: 30 s', 'horizon: 5 s']], 'flows.book.at never-happens'],
    [
      'a service that nobody uses',
      [
        [
          '  book:\n    name: { en: Book, ja: 予約 }\n    service: booking',
          '  book:\n    name: { en: Book, ja: 予約 }\n    service: referral',
        ],
        ['user: sato\n    operation: book', 'user: sato\n    asset: letter\n    operation: fetch-letter'],
      ],
      'services.booking never-used',
    ],
    ['a client that is no partner', [['partners: [hospital, clinic]', 'partners: [hospital]']], 'flows.send.client not-a-partner'],
    ['sites without a common group', [['members: [hospital, clinic]', 'members: [hospital]']], 'flows.book.client no-common-group'],
    ['a rank that no dictionary reaches', [['rank: 500', 'rank: 99999999']], 'keys.shared-psk.rank beyond-dictionary'],
    ['a LAN attacker on a hub who sees only his own', [['sees: segment', 'sees: own']], 'vantages.clinic-lan.sees hub-shows-all'],
    [
      'an asset kept elsewhere',
      [['size: 10 kB, at: clinic.sz.doctor-pc', 'size: 10 kB, at: clinic.vpn']],
      'flows.send.asset asset-elsewhere',
    ],
    [
      'a workstation at another site',
      [['workstation: clinic.sz.doctor-pc', 'workstation: hospital.hsz.ward-pc']],
      'sites.clinic.users.sato.workstation foreign-place',
    ],
    ['a letter that nobody sent', [['operation: store-letter', 'operation: fetch-letter']], 'flows.send.asset nothing-to-fetch'],
    [
      'a place inside another of the scope',
      [['scope: [hospital, clinic.sz]', 'scope: [hospital, hospital.sz]']],
      'controls.virus-scan-host.scope.1 covered-twice',
    ],
    [
      'a contradiction',
      [
        [
          '  - { threat: T01, controls: none, outcome: succeeded }',
          '  - { threat: T01, controls: none, outcome: succeeded }\n  - { threat: T01, controls: none, outcome: blocked }',
        ],
      ],
      'expect.1.outcome contradiction',
    ],
    ['a key that no device uses', [['keys:\n', 'keys:\n  old-psk: {}\n']], 'keys.old-psk never-used'],
    [
      'rules on a router',
      [
        [
          '        psk: shared-psk\n        idle-timeout',
          '        allow: [{ from: clinic.sz, to: hospital.sz }]\n        psk: shared-psk\n        idle-timeout',
        ],
      ],
      'sites.hospital.devices.vpn.allow never-used',
    ],
  ] as const)('%s', (_, edits, expected) => {
    expect(warningsOf(changed(...edits))).toContain(expected);
  });
});

describe('YAML', () => {
  it('an alias is a copy: a fault in it is shown where it is written', () => {
    const shared = changed(
      [
        'internet: { address: 203.0.113.2/30, rate: 100 Mbit/s, delay: 5 ms, loss: 0.1 % }',
        'internet: { address: 203.0.113.2/30, rate: &rate 100 Mbit/s, delay: 5 ms }',
      ],
      ['rate: 4 Mbit/s', 'rate: *rate'],
    );
    expect(said(shared)).toEqual([]);
    expect(issuesOf(shared.replace('&rate 100 Mbit/s', '&rate 100')).map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
      '47:60 sites.hospital.devices.vpn.lines.internet.rate',
      '47:60 sites.clinic.devices.vpn.lines.internet.rate',
    ]);
  });

  it('fifty sites may share one line by alias', () => {
    const sites = Array.from({ length: 50 }, (_, index) => `  s${index}: { name: *name, kind: clinic, zones: {} }`).join('\n');
    expect(
      said(
        changed(
          ['    name: { en: Clinic, ja: 診療所 }', '    name: &name { en: Clinic, ja: 診療所 }'],
          ['services:\n', `${sites}\nservices:\n`],
        ),
      ),
    ).toEqual([]);
  });

  it('refuses an alias bomb without expanding it', () => {
    const issues = issuesOf(broken('alias-bomb'));
    expect(issues.map(({ code }) => code)).toEqual(['alias-limit']);
  });

  it('refuses more than 8 MiB, counted in octets', () => {
    const line = '# あ\n';
    const most = Math.floor((8 * 2 ** 20) / 6);
    const over = issuesOf(line.repeat(most + 1));
    expect(over.map(({ code, line: at, column }) => `${code} ${at}:${column}`)).toEqual(['too-large 1:1']);
  });

  it('refuses nesting beyond 64 levels however it is written, at once', () => {
    for (const open of ['[', '{a: ', '- ', '? '])
      expect(
        issuesOf(open.repeat(500_000)).map(({ code }) => code),
        open,
      ).toEqual(['too-deep']);
    const steps = Array.from({ length: 80 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(issuesOf(steps).map(({ code, line }) => `${code} ${line}`)).toEqual(['too-deep 65']);
  });

  it('a key named __proto__ is refused and changes nothing', () => {
    expect(said(`${TWO_SITES}__proto__: { polluted: true }\n`)).toEqual([' yaml-key']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('accepts Windows line ends, a byte order mark, and JSON', () => {
    expect(said(TWO_SITES.replaceAll('\n', '\r\n'))).toEqual([]);
    expect(said(`\ufeff${TWO_SITES}`)).toEqual([]);
    const fault = issuesOf(changed(['horizon: 30 s', 'horizon: 30']).replaceAll('\n', '\r\n'));
    expect(fault.map(({ line, column }) => `${line}:${column}`)).toEqual(['7:10']);
    expect(said('{"scenario": "json", "horizon": 5}')).toContain('horizon missing-unit');
  });
});
