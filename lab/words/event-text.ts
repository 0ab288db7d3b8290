/**
 * Purpose: an event in one line of technical notation, the same in all languages.
 *
 * Does not model: anything. Units: octets, nanoseconds. Determinism: pure. References: none.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';

/** Fields that the text says in another way, or that are ground truth for oracles. */
const FRAME_FIELDS = [
  'uid',
  'src',
  'dst',
  'sport',
  'dport',
  'proto',
  'bytes',
  'flags',
  'content',
  'prot',
  'from',
  'to',
  'start',
  'arrive',
  'origin',
  'len',
];

/** Something to say of an event that carries a packet: `TCP SYN 192.0.2.10:53236 → 198.51.100.10:8080, 40 octets`. */
function packetText(event: TraceEvent): string {
  const { fields } = event;
  const text = (name: string): string => (fields[name] === undefined ? '' : String(fields[name]));
  const port = (name: string): string => (fields[name] === undefined ? '' : `:${text(name)}`);
  if (fields['proto'] === 'arp') return `ARP ${text('op')} ${text('ip')} = ${text('mac')}, for ${text('target')}`;
  const head = [text('proto').toUpperCase(), text('flags'), text('content')].filter((part) => part !== '').join(' ');
  return `${head} ${text('src')}${port('sport')} → ${text('dst')}${port('dport')}, ${text('bytes')} B`;
}

/**
 * The fields of an event in technical notation.
 * Units: octets for sizes. Errors: none. Source: own design.
 */
export function eventText(event: TraceEvent): string {
  const { fields } = event;
  const carries = fields['proto'] !== undefined && fields['bytes'] !== undefined;
  const hidden = carries ? FRAME_FIELDS : [];
  const rest = Object.entries(fields).flatMap(([name, value]) => (hidden.includes(name) ? [] : [`${name}=${String(value)}`]));
  const way = event.kind === 'frame' ? [`${String(fields['from'])} > ${String(fields['to'])} [${String(fields['prot'])}]`] : [];
  return [...(carries ? [packetText(event)] : []), ...way, ...rest].join('  ');
}
