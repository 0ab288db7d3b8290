/**
 * Purpose: the options of `probe ike` and `probe esp` as plain values.
 *
 * Units: see IkeProbe, EspProbe. Determinism: pure. References: contract.md section 2; strongSwan's names of proposals and transforms.
 */
import { ESP_HEADER_BYTES, ESP_SUITE_IDS, type EspSuiteId } from '../../sim/vpn/esp-size.ts';
import {
  DH_GROUPS,
  IKE_SUITES,
  KEY_KINDS,
  type DhGroup,
  type IkeProposal,
  type IkeSuiteId,
  type KeyKindId,
} from '../../sim/vpn/ike-suites.ts';
import { IPV4_HEADER_BYTES } from '../../sim/net/packet.ts';
import { refused, type Chosen } from '../cli/terminal.ts';
import type { EspProbe } from './esp.ts';
import { IKE_PRODUCTS, type IkeProbe, type IkeProduct } from './ike.ts';
import { readCount, readDuration, readName, readShare } from './read.ts';

/** Words of `probe ike`. */
export interface IkeProbeWords {
  readonly auth: string;
  readonly proposal: string;
  readonly oneWay: string;
  readonly loss: string;
  readonly runs: string;
  readonly initiator: string;
  readonly idBytes: string;
  readonly cookie?: boolean;
}

/** Words of `probe esp`. */
export interface EspProbeWords {
  readonly suite: string;
  readonly inner: string;
  readonly udp?: boolean;
  readonly transport?: boolean;
}

/** A name is at most a DNS name long (RFC 1035 2.3.4). */
const MOST_NAME_BYTES = 253;
const MOST_RUNS = 100_000;
/** Total length of an IPv4 packet (RFC 791 3.1). */
const MOST_PACKET_BYTES = 65_535;

/** The names under which implementations and tools know the transforms. */
const ESP_NAMES: Readonly<Record<string, EspSuiteId>> = {
  'aes-cbc-sha1-96': 'aes-cbc_hmac-sha1-96',
  'aes-cbc-sha256-128': 'aes-cbc_hmac-sha256-128',
  'aes-cbc-sha512-256': 'aes-cbc_hmac-sha512-256',
  '3des-cbc-sha1-96': '3des-cbc_hmac-sha1-96',
  'null-sha1-96': 'null_hmac-sha1-96',
};

/**
 * Reads the options of `probe ike`.
 * Units: nanoseconds. Errors: the first wrong option is refused. Source: contract 2.
 */
export function readIkeProbe(words: IkeProbeWords, seed: number): Chosen<IkeProbe> {
  const auth = readName<'psk' | KeyKindId>('--auth', words.auth, ['psk', ...(Object.keys(KEY_KINDS) as KeyKindId[])]);
  if (!auth.ok) return auth;
  const proposal = readProposal(words.proposal);
  if (!proposal.ok) return proposal;
  const oneWayNs = readDuration('--one-way', words.oneWay);
  if (!oneWayNs.ok) return oneWayNs;
  const loss = readShare('--loss', words.loss);
  if (!loss.ok) return loss;
  const runs = readCount('--runs', words.runs, 1, MOST_RUNS);
  if (!runs.ok) return runs;
  const initiator = readName('--initiator', words.initiator, Object.keys(IKE_PRODUCTS) as IkeProduct[]);
  if (!initiator.ok) return initiator;
  if (initiator.value === 'libreswan' && auth.value !== 'psk')
    return refused(
      'the profile of libreswan covers --auth psk only: how it encodes signatures is not established',
      'libreswan のプロファイルが対応するのは --auth psk のみです（署名の符号化を確認できていません）',
    );
  const identityBytes = readCount('--id-bytes', words.idBytes, 1, MOST_NAME_BYTES);
  if (!identityBytes.ok) return identityBytes;
  return {
    ok: true,
    value: {
      auth: auth.value,
      proposal: proposal.value,
      oneWayNs: oneWayNs.value,
      loss: loss.value,
      runs: runs.value,
      seed,
      initiator: initiator.value,
      identityBytes: identityBytes.value,
      cookie: words.cookie === true,
    },
  };
}

/** `aes256-sha256-modp2048`: suite and group; further groups may follow, the first is the guess of the initiator. */
function readProposal(word: string): Chosen<IkeProposal> {
  const suites = Object.keys(IKE_SUITES) as IkeSuiteId[];
  const groups = Object.keys(DH_GROUPS) as DhGroup[];
  const parts = word.split('-');
  const suiteWord = parts.slice(0, 2).join('-');
  const suite = readName('--proposal', suiteWord, suites);
  if (!suite.ok) return suite;
  const chosen: DhGroup[] = [];
  for (const part of parts.slice(2)) {
    const group = readName('--proposal', part, groups);
    if (!group.ok) return group;
    chosen.push(group.value);
  }
  if (chosen.length > 0) return { ok: true, value: { suite: suite.value, groups: chosen } };
  return refused(
    `--proposal "${word}" names no group; known: ${groups.join(', ')}`,
    `--proposal「${word}」に鍵交換グループがありません。指定できるもの: ${groups.join(', ')}`,
  );
}

/**
 * Reads the options of `probe esp`.
 * Units: octets. Errors: the first wrong option is refused, and a packet that becomes longer than IPv4 allows. Source: contract 2.
 */
export function readEspProbe(words: EspProbeWords): Chosen<EspProbe> {
  const suite = readName('--suite', ESP_NAMES[words.suite] ?? words.suite, [...ESP_SUITE_IDS, ...Object.keys(ESP_NAMES)]);
  if (!suite.ok) return suite;
  const most = MOST_PACKET_BYTES - MOST_ESP_OVERHEAD;
  const inner = readCount('--inner', words.inner, IPV4_HEADER_BYTES, most);
  if (!inner.ok) return inner;
  return {
    ok: true,
    value: {
      suite: ESP_NAMES[suite.value] ?? (suite.value as EspSuiteId),
      innerBytes: inner.value,
      udp: words.udp === true,
      mode: words.transport === true ? 'transport' : 'tunnel',
    },
  };
}

/** Outer header 20, UDP 8, ESP header 8, IV 16, padding and trailer 17, ICV 32. */
const MOST_ESP_OVERHEAD = IPV4_HEADER_BYTES + 8 + ESP_HEADER_BYTES + 16 + 17 + 32;
