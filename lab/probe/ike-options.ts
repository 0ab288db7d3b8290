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
import { CERTIFICATE_FAILURES, IKE_FAILURES, type IkeFailure } from './ike-failures.ts';
import type { IkeProbe, IkeProbeChanges } from './ike.ts';
import { IKE_PRODUCTS, type IkeProduct } from './ike-products.ts';
import { allChosen, readCount, readDuration, readName, readShare } from './read.ts';

/** Words of `probe ike`. */
export interface IkeProbeWords {
  readonly auth: string;
  readonly proposal: string;
  readonly oneWay: string;
  readonly loss: string;
  readonly runs: string;
  readonly initiator: string;
  readonly responder: string;
  readonly idBytes: string;
  readonly cookie?: boolean;
  readonly failure?: string;
  readonly failing: string;
  readonly revocation: string;
  /** False: `--no-mobike`, `--no-nat`. */
  readonly mobike?: boolean;
  readonly nat?: boolean;
  readonly fragmentBytes?: string;
  readonly certificateBytes?: string;
  readonly intermediates?: string;
  readonly authorities?: string;
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
/** Room for one block of a fragment with the largest surroundings: headers of IP, UDP, marker, IKE and fragment, IV, ICV. */
const LEAST_FRAGMENT_BYTES = 150;
const MOST_CERTIFICATE_BYTES = 30_000;
const MOST_AUTHORITIES = 1000;
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
  const products = Object.keys(IKE_PRODUCTS) as IkeProduct[];
  const read = allChosen<Omit<IkeProbe, 'seed' | 'cookie' | 'failure' | 'strictRevocation' | 'changes'> & { readonly revocation: string }>({
    auth: readName<'psk' | KeyKindId>('--auth', words.auth, ['psk', ...(Object.keys(KEY_KINDS) as KeyKindId[])]),
    proposal: readProposal(words.proposal),
    oneWayNs: readDuration('--one-way', words.oneWay),
    loss: readShare('--loss', words.loss),
    runs: readCount('--runs', words.runs, 1, MOST_RUNS),
    initiator: readName('--initiator', words.initiator, products),
    responder: readName('--responder', words.responder, products),
    identityBytes: readCount('--id-bytes', words.idBytes, 1, MOST_NAME_BYTES),
    revocation: readName('--revocation', words.revocation, ['relaxed', 'strict']),
  });
  if (!read.ok) return read;
  const { revocation, ...probe } = read.value;
  if ((probe.initiator === 'libreswan' || probe.responder === 'libreswan') && probe.auth !== 'psk')
    return refused(
      'the profile of libreswan covers --auth psk only: how it encodes signatures is not established',
      'libreswan のプロファイルが対応するのは --auth psk のみです（署名の符号化を確認できていません）',
    );
  const failure = readFailure(words, probe);
  if (!failure.ok) return failure;
  const changes = readChanges(words);
  if (!changes.ok) return changes;
  return {
    ok: true,
    value: {
      ...probe,
      seed,
      cookie: words.cookie === true,
      ...(failure.value === undefined ? {} : { failure: failure.value }),
      strictRevocation: revocation === 'strict',
      changes: changes.value,
    },
  };
}

/** What is to go wrong, if it suits how the ends authenticate. */
function readFailure(words: IkeProbeWords, { auth, proposal }: Pick<IkeProbe, 'auth' | 'proposal'>): Chosen<IkeFailure | undefined> {
  if (words.failure === undefined) return { ok: true, value: undefined };
  const kind = readName('--failure', words.failure, IKE_FAILURES);
  if (!kind.ok) return kind;
  const at = readName('--failing', words.failing, ['initiator', 'responder'] as const);
  if (!at.ok) return at;
  if (kind.value === 'wrong-psk' && auth !== 'psk')
    return refused('--failure wrong-psk needs --auth psk', '--failure wrong-psk には --auth psk が必要です');
  if (CERTIFICATE_FAILURES.includes(kind.value) && auth === 'psk')
    return refused(
      `--failure ${kind.value} needs certificates, such as --auth rsa2048`,
      `--failure ${kind.value} には証明書（--auth rsa2048 など）が必要です`,
    );
  if (kind.value === 'wrong-group' && proposal.groups.length < 2)
    return refused(
      '--failure wrong-group needs two groups in --proposal: the first is guessed, the last is the one that the responder takes',
      '--failure wrong-group には --proposal に 2 つのグループが必要です（先頭を推測として送り、応答側は末尾だけを受け入れます）',
    );
  // What both must have in common differs at the responder.
  const ownFault = kind.value === 'wrong-psk' || kind.value === 'wrong-identity' || CERTIFICATE_FAILURES.includes(kind.value);
  return { ok: true, value: { kind: kind.value, at: ownFault ? at.value : 'responder' } };
}

function readChanges(words: IkeProbeWords): Chosen<IkeProbeChanges> {
  const { fragmentBytes, certificateBytes, authorities, intermediates } = words;
  const fragment =
    fragmentBytes === undefined || fragmentBytes === 'none'
      ? { ok: true as const, value: null }
      : readCount('--fragment-bytes', fragmentBytes, LEAST_FRAGMENT_BYTES, MOST_PACKET_BYTES);
  if (!fragment.ok) return fragment;
  const certificate =
    certificateBytes === undefined ? undefined : readCount('--certificate-bytes', certificateBytes, 1, MOST_CERTIFICATE_BYTES);
  if (certificate?.ok === false) return certificate;
  const issuers = authorities === undefined ? undefined : readCount('--authorities', authorities, 1, MOST_AUTHORITIES);
  if (issuers?.ok === false) return issuers;
  const chain: number[] = [];
  for (const word of intermediates?.split(',') ?? []) {
    const bytes = readCount('--intermediates', word, 1, MOST_CERTIFICATE_BYTES);
    if (!bytes.ok) return bytes;
    chain.push(bytes.value);
  }
  return {
    ok: true,
    value: {
      ...(fragmentBytes === undefined ? {} : { fragmentPacketBytes: fragment.value }),
      ...(certificate === undefined ? {} : { certificateBytes: certificate.value }),
      ...(chain.length === 0 ? {} : { intermediates: chain }),
      ...(issuers === undefined ? {} : { authorities: issuers.value }),
      ...(words.mobike === false ? { mobike: false } : {}),
      ...(words.nat === false ? { forceEncapsulation: false } : {}),
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
