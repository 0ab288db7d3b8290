/**
 * Purpose: large networks for measurements of the page: figure-1 with any number of further sites, and a SYN flood that keeps two thousand packets in flight.
 *
 * Does not model: anything of the TR; sites and addresses are generated. Units: counts.
 * References: RFC 2544 C.2.2 (198.18.0.0/15 for benchmarks; the flood takes its lower half), RFC 1918.
 */
const HOSTS_A_SITE = 48;

interface Site {
  readonly id: string;
  readonly index: number;
  readonly hosts: number;
}

function siteText({ id, index, hosts }: Site): string {
  const net = `10.${index >> 8}.${index & 255}`;
  const line = index * 4 + 1;
  const list = Array.from(
    { length: hosts },
    (_, i) => `          pc-${i + 1}:\n            name: { en: PC ${i + 1}, ja: 端末 ${i + 1} }\n            address: ${net}.${i + 10}\n`,
  );
  return `
  ${id}:
    name: { en: Generated clinic ${index}, ja: 生成した診療所 ${index} }
    kind: clinic
    zones:
      sz:
        name: { en: Clinic network, ja: 診療所内ネットワーク }
        prefix: ${net}.0/24
        gateway: ${net}.1
        hosts:
${list.join('')}    devices:
      vpn:
        name: { en: VPN router, ja: VPN ルータ }
        kind: vpn-router
        ports: { sz: ${net}.1 }
        lines:
          internet: { address: 198.19.${line >> 8}.${line & 255}/30, rate: 20 Mbit/s, delay: 8 ms }
        psk: regional-psk
`;
}

/**
 * The text of a scenario with about so many nodes, whose flood has 2,000 packets in flight: 2,000 a second on a line of one second.
 * Units: counts. Errors: throws when figure-1 no longer has the shape that is relied on. Source: own design.
 */
export function bigScenario(figure1: string, nodes: number): string {
  const sites: Site[] = [];
  for (let left = nodes - 20, index = 1; left > 0; left -= HOSTS_A_SITE + 3, index++)
    sites.push({ id: `generated-${index}`, index, hosts: Math.max(1, Math.min(HOSTS_A_SITE, left - 3)) });
  const [, before = '', vantages = '', after = ''] = /^([\s\S]*\nvantages:\n)([\s\S]*?)(\nadversary:[\s\S]*?)\nexpect:/.exec(figure1) ?? [];
  const stranger = vantages.split(/(?=^ {2}[\w-]+:\n)/m).find((block) => block.startsWith('  stranger:'));
  if (stranger === undefined) throw new Error('figure-1 has no position stranger');
  return `${before}${stranger.replace('delay: 5 ms', 'delay: 1 s')}${after}\n`
    .replace('scenario: figure-1', `scenario: generated-${nodes}`)
    .replace('horizon: 60 s', 'horizon: 36 s')
    .replace('times: 40', 'times: 24')
    .replace(/(syn-rate:\n {4}value:) 50 \/s/, '$1 2000 /s')
    .replace('\nservices:\n', `${sites.map(siteText).join('')}\nservices:\n`);
}
