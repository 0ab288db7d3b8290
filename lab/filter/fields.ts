/**
 * Purpose: the names that a display filter can use: those of the trace, those that gather several of them, and the names that users of packet analysers type.
 *
 * Units: time in nanoseconds. Determinism: pure.
 * References: wireshark-filter(4) for the names with dots.
 */
import type { TraceEvent, TraceValue } from '../../sim/kernel/trace.ts';
import { formatIpv4 } from '../../sim/net/address.ts';
import { TRACE_FIELDS } from './trace-fields.ts';
import type { Field, FieldType } from './types.ts';

const NOTHING: readonly TraceValue[] = [];

function one(event: TraceEvent, name: string): readonly TraceValue[] {
  const value = event.fields[name];
  return value === undefined ? NOTHING : [value];
}

function some(event: TraceEvent, names: readonly string[]): readonly TraceValue[] {
  return names.flatMap((name) => event.fields[name] ?? NOTHING);
}

function own(name: string, type: FieldType, en: string, ja: string, read: Field['read']): Field {
  return { name, type, about: { en, ja }, read };
}

/** What a packet speaks, outermost first; the ESP in a datagram and the TLS in a stream count too. */
function protocolsOf({ kind, fields }: TraceEvent): readonly string[] {
  const { proto, content, prot } = fields;
  const found = [
    ...(typeof proto === 'string' ? [proto] : []),
    ...(content === 'ike' ? ['ike'] : []),
    ...(content === 'esp-in-udp' ? ['esp'] : []),
    ...(content === 'tls' || prot === 'tls' ? ['tls'] : []),
  ];
  return found.length === 0 && (kind === 'arp' || kind === 'tcp' || kind === 'ike') ? [kind] : found;
}

/** Addresses as text, whether the trace has them as text or as a number. */
function addresses(event: TraceEvent, names: readonly string[]): readonly TraceValue[] {
  return some(event, names).map((value) => (typeof value === 'number' ? formatIpv4(value) : value));
}

function duration({ fields: { start, arrive } }: TraceEvent): readonly TraceValue[] {
  return typeof start === 'number' && typeof arrive === 'number' ? [arrive - start] : NOTHING;
}

function sign(protocol: string, en: string, ja: string): Field {
  return own(protocol, 'sign', en, ja, (event) => (protocolsOf(event).includes(protocol) ? [true] : NOTHING));
}

/** Fields that no event has under this very name. */
export const GATHERED: readonly Field[] = [
  own('time', 'time', 'time of the event in seconds', 'イベントの時刻（秒）', (event) => [event.timeNs]),
  own('number', 'number', 'number of the event', 'イベントの番号', (event) => [event.n]),
  own('kind', 'text', 'kind of the event', 'イベントの種別', (event) => [event.kind]),
  own('at', 'text', 'where it happened', '起きた場所', (event) => [event.at]),
  own('node', 'text', 'any place that takes part', '関係する場所のいずれか', (event) => [event.at, ...some(event, ['from', 'to', 'host'])]),
  own('link', 'text', 'line or LAN that carries the frame', 'フレームが通る回線・LAN', (event) =>
    event.kind === 'frame' ? [event.at] : NOTHING,
  ),
  own('addr', 'address', 'source or destination address', '送信元または宛先のアドレス', (event) => addresses(event, ['src', 'dst', 'ip'])),
  own('port', 'number', 'source or destination port', '送信元または宛先のポート', (event) => some(event, ['sport', 'dport', 'port'])),
  own('protocol', 'text', 'protocol: arp, tcp, udp, esp, ike, tls', 'プロトコル：arp, tcp, udp, esp, ike, tls', protocolsOf),
  own('protection', 'text', 'protection on the line: clear, tls, esp', '回線上の保護：clear, tls, esp', (event) => one(event, 'prot')),
  own('duration', 'time', 'time that a frame is on its way', 'フレームの所要時間', duration),
  sign('arp', 'ARP', 'ARP'),
  sign('tcp', 'TCP', 'TCP'),
  sign('udp', 'UDP', 'UDP'),
  sign('esp', 'IPsec ESP', 'IPsec ESP'),
  sign('ike', 'IKE', 'IKE'),
  sign('tls', 'TLS', 'TLS'),
];

const PLAIN: readonly Field[] = Object.entries(TRACE_FIELDS).map(([name, [type, en, ja]]) =>
  own(name, type, en, ja, type === 'address' ? (event) => addresses(event, [name]) : (event) => one(event, name)),
);

/** Other names of the same fields: those of the trace, and those of packet analysers. */
const ALIASES: Readonly<Record<string, string>> = {
  n: 'number',
  proto: 'protocol',
  prot: 'protection',
  host: 'node',
  place: 'at',
  'frame.time': 'time',
  'frame.number': 'number',
  'frame.len': 'bytes',
  'ip.src': 'src',
  'ip.dst': 'dst',
  'ip.addr': 'addr',
  'ip.proto': 'protocol',
  'tcp.port': 'port',
  'udp.port': 'port',
  'tcp.srcport': 'sport',
  'tcp.dstport': 'dport',
  'udp.srcport': 'sport',
  'udp.dstport': 'dport',
  'tcp.flags': 'flags',
  'tcp.seq': 'seq',
  'tcp.ack': 'ack',
  'tcp.len': 'len',
  'esp.spi': 'spi',
  'esp.sequence': 'seq',
  'threat.step': 'step',
};

const GENERAL = [
  ...GATHERED.filter(({ type }) => type !== 'sign'),
  ...PLAIN.filter(({ name }) => ['src', 'dst', 'reason', 'control', 'step'].includes(name)),
];
const REST = [...GATHERED, ...PLAIN].filter((field) => !GENERAL.includes(field));

/** All fields, those that are most asked for first. */
export const FIELDS: readonly Field[] = [...GENERAL, ...REST];

const BY_NAME: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [field.name, field]));

/** All names that a filter can use. */
export const FIELD_NAMES: readonly string[] = [...BY_NAME.keys(), ...Object.keys(ALIASES)];

/**
 * The field of a name. `field.NAME` is the trace's own field of that name, also one that only a plug-in's events have.
 * Units: none. Errors: undefined for an unknown name. Source: own design.
 */
export function fieldNamed(name: string): Field | undefined {
  const known = BY_NAME.get(ALIASES[name] ?? name);
  if (known !== undefined || !name.startsWith('field.')) return known;
  const bare = name.slice('field.'.length);
  if (bare === '') return undefined;
  return own(name, TRACE_FIELDS[bare]?.[0] ?? 'text', `the trace’s own field ${bare}`, `トレースの項目 ${bare}`, (event) =>
    some(event, [bare]),
  );
}
