/**
 * Purpose: a packet as layers, as packet analysers show it: IP, transport, protection, application; what lies under a seal comes as inner layers.
 *
 * The inspection stands outside of the network and opens every seal; an inner layer says so by its depth. Does not model: octets on the wire; fields are those of the model.
 * Units: octets. Determinism: pure.
 * References: RFC 791 3.1, RFC 768, RFC 9293 3.1, RFC 4303 2, RFC 7296 3.1, RFC 8446 5.1 (names of the fields).
 */
import { formatIpv4 } from '../../sim/net/address.ts';
import {
  formatFlags,
  packetBytes,
  segmentLength,
  type Content,
  type EspPacket,
  type Packet,
  type TcpSegment,
} from '../../sim/net/packet.ts';
import { isSpliced } from '../../sim/net/splice.ts';
import type { L2tpData } from '../../sim/net/l2tp/messages.ts';
import type { KeyHolder, Sealed } from '../../sim/net/sealed.ts';
import { isEspInUdp } from '../../sim/vpn/ike-nat.ts';
import { isIke, type IkeMessage, type IkePayload } from '../../sim/vpn/ike-payloads.ts';
import { asTls } from '../../sim/vpn/tls.ts';
import { contentFields } from './content.ts';
import type { Layer, LayerField } from './types.ts';

/** The reader of the page looks at the model from outside: no key is missing. */
const OUTSIDE: KeyHolder = { holds: () => true };

/** Names of hosts by address. */
export type Owners = (address: string) => string;

function isL2tpData(content: Content): content is L2tpData {
  return content.kind === 'l2tp-data' && 'inner' in content;
}

/**
 * What is inside a sealed body; undefined when it was changed on the way, and nobody can read it.
 * Units: none. Errors: none. Source: sim/net/sealed.ts.
 */
function inside<T>(sealed: Sealed<T>): T | undefined {
  const opened = sealed.open(OUTSIDE);
  return opened.ok ? opened.body : undefined;
}

/**
 * The packet that another one carries: in ESP, in ESP in UDP, in L2TP.
 * Units: none. Errors: none; undefined where there is none, or where it was made unreadable. Source: RFC 4303, RFC 3948, RFC 2661.
 */
export function innerPacket({ body }: Packet): Packet | undefined {
  if (body.protocol === 'esp') return inside(body.sealed);
  if (body.protocol !== 'udp') return undefined;
  const { content } = body;
  if (isEspInUdp(content)) return inside(content.esp.sealed);
  return isL2tpData(content) || isSpliced(content) ? content.inner : undefined;
}

function sealFields<T>(sealed: Sealed<T>): readonly LayerField[] {
  return [
    { name: 'key', value: sealed.keyId },
    { name: 'encrypted', value: sealed.encryption ? 'yes' : 'no' },
    { name: 'integrity', value: sealed.integrity ? 'yes' : 'no' },
    { name: 'intact', value: sealed.intact(OUTSIDE) ? 'yes' : 'no' },
    ...(sealed.by === undefined ? [] : [{ name: 'control', value: sealed.by, filter: `control == ${sealed.by}` }]),
  ];
}

function addressField(name: string, filterName: string, address: string, owners: Owners): LayerField {
  const owner = owners(address);
  return { name, value: owner === address ? address : `${address} (${owner})`, filter: `${filterName} == ${address}` };
}

function ipLayer(packet: Packet, depth: number, owners: Owners): Layer {
  const [src, dst] = [formatIpv4(packet.src), formatIpv4(packet.dst)];
  const bytes = packetBytes(packet);
  return {
    kind: 'ip',
    depth,
    summary: `${src} → ${dst}, ${bytes} B`,
    fields: [
      { name: 'version', value: '4' },
      addressField('src', 'src', src, owners),
      addressField('dst', 'dst', dst, owners),
      { name: 'ttl', value: String(packet.ttl) },
      { name: 'dscp', value: String(packet.dscp) },
      { name: 'protocol', value: packet.body.protocol.toUpperCase(), filter: `protocol == ${packet.body.protocol}` },
      { name: 'totalLength', value: String(bytes), unit: 'B', filter: `bytes == ${bytes}` },
      { name: 'origin', value: packet.origin, filter: `origin == ${packet.origin}` },
    ],
  };
}

function espLayers(esp: EspPacket, depth: number, owners: Owners): readonly Layer[] {
  const inner = inside(esp.sealed);
  const layer: Layer = {
    kind: 'esp',
    depth,
    summary: `SPI 0x${esp.spi.toString(16).padStart(8, '0')}, seq ${esp.seq}`,
    fields: [
      { name: 'spi', value: `0x${esp.spi.toString(16).padStart(8, '0')}`, filter: `spi == ${esp.spi}` },
      { name: 'espSequence', value: String(esp.seq) },
      { name: 'length', value: String(esp.bytes), unit: 'B' },
      ...sealFields(esp.sealed),
    ],
  };
  return [layer, ...(inner === undefined ? [] : layersOf(inner, owners, depth + 1))];
}

function ports(srcPort: number, dstPort: number): readonly LayerField[] {
  return [
    { name: 'sport', value: String(srcPort), filter: `sport == ${srcPort}` },
    { name: 'dport', value: String(dstPort), filter: `dport == ${dstPort}` },
  ];
}

function tcpLayers(segment: TcpSegment, depth: number): readonly Layer[] {
  const length = segmentLength(segment);
  const flags = formatFlags(segment.flags);
  const layer: Layer = {
    kind: 'tcp',
    depth,
    summary: `${segment.srcPort} → ${segment.dstPort} [${flags}] seq ${segment.seq}, ${length} B`,
    fields: [
      ...ports(segment.srcPort, segment.dstPort),
      { name: 'flags', value: flags, filter: `flags == "${flags}"` },
      { name: 'tcpSequence', value: String(segment.seq) },
      { name: 'acknowledgement', value: String(segment.ack) },
      { name: 'window', value: String(segment.window), unit: 'B' },
      ...(segment.timestamp === undefined ? [] : [{ name: 'timestamp', value: String(segment.timestamp) }]),
      { name: 'dataLength', value: String(length), unit: 'B', filter: `len == ${length}` },
    ],
  };
  const carried = segment.pieces.flatMap(({ content, offset, length: octets, damaged }) =>
    contentLayers(content, depth, [
      { name: 'octets', value: `${offset}–${offset + octets - 1} / ${content.bytes}`, unit: 'B' },
      ...(damaged === true ? [{ name: 'damaged', value: 'yes' }] : []),
    ]),
  );
  return [layer, ...carried];
}

function payloadText(payload: IkePayload): string {
  if (payload.type === 'N') return `N(${payload.notify})`;
  if (payload.type === 'SA') return `SA(${payload.protocol})`;
  if (payload.type === 'IDi' || payload.type === 'IDr') return `${payload.type}(${payload.identity})`;
  if (payload.type === 'AUTH') return `AUTH(${payload.auth.method})`;
  return payload.type === 'D' ? `D(${payload.protocol})` : payload.type;
}

function ikeLayers(message: IkeMessage, depth: number): readonly Layer[] {
  const body = message.sk === undefined ? undefined : inside(message.sk);
  const role = message.response ? 'response' : 'request';
  const layer: Layer = {
    kind: 'ike',
    depth,
    summary: `${message.exchange} ${role}, message ${message.messageId}`,
    fields: [
      { name: 'exchange', value: message.exchange },
      { name: 'messageId', value: String(message.messageId) },
      { name: 'direction', value: role },
      { name: 'initiatorSpi', value: message.spiI },
      { name: 'responderSpi', value: message.spiR === '' ? '0' : message.spiR },
      ...(message.fragment === undefined ? [] : [{ name: 'fragment', value: `${message.fragment.number} / ${message.fragment.total}` }]),
      { name: 'length', value: String(message.bytes), unit: 'B' as const },
      ...(message.clear.length === 0 ? [] : [{ name: 'payloads', value: message.clear.map(payloadText).join(', ') }]),
      ...(message.sk === undefined ? [] : sealFields(message.sk)),
    ],
  };
  if (body === undefined) return [layer];
  const text = body.payloads.map(payloadText).join(', ');
  return [
    layer,
    { kind: 'ike', depth: depth + 1, summary: text, fields: [{ name: 'payloads', value: text }, ...body.payloads.flatMap(contentFields)] },
  ];
}

function contentLayers(content: Content, depth: number, extra: readonly LayerField[] = []): readonly Layer[] {
  if (isIke(content)) return ikeLayers(content, depth);
  const tls = asTls(content);
  if (tls !== undefined) {
    const inner = tls.sealed === undefined ? undefined : inside(tls.sealed);
    const layer: Layer = {
      kind: 'tls',
      depth,
      summary: `${tls.record}, ${tls.bytes} B`,
      fields: [
        { name: 'record', value: tls.record },
        { name: 'length', value: String(tls.bytes), unit: 'B' },
        ...extra,
        ...(tls.sealed === undefined ? [] : sealFields(tls.sealed)),
      ],
    };
    return [layer, ...(inner === undefined ? [] : contentLayers(inner, depth + 1))];
  }
  const kind = content.kind.startsWith('l2tp') ? 'l2tp' : 'application';
  const fields = contentFields(content);
  const op = fields.find(({ name }) => name === 'op' || name === 'type')?.value;
  return [
    {
      kind,
      depth,
      summary: `${content.kind}${op === undefined ? '' : ` ${op}`}, ${content.bytes} B`,
      fields: [
        { name: 'content', value: content.kind, filter: `content == ${content.kind}` },
        { name: 'length', value: String(content.bytes), unit: 'B' },
        ...extra,
        ...fields,
      ],
    },
  ];
}

/**
 * The layers of a packet, outermost first.
 * Units: octets. Errors: none. Source: see above.
 */
export function layersOf(packet: Packet, owners: Owners, depth = 0): readonly Layer[] {
  const { body } = packet;
  const ip = ipLayer(packet, depth, owners);
  if (body.protocol === 'esp') return [ip, ...espLayers(body, depth, owners)];
  if (body.protocol === 'tcp') return [ip, ...tcpLayers(body, depth)];
  const bytes = body.content.bytes;
  const udp: Layer = {
    kind: 'udp',
    depth,
    summary: `${body.srcPort} → ${body.dstPort}, ${bytes} B`,
    fields: [...ports(body.srcPort, body.dstPort), { name: 'dataLength', value: String(bytes), unit: 'B' }],
  };
  if (isEspInUdp(body.content)) return [ip, udp, ...espLayers(body.content.esp, depth, owners)];
  const inner = innerPacket(packet);
  return [
    ip,
    udp,
    ...(inner === undefined
      ? contentLayers(body.content, depth)
      : [...contentLayers({ kind: body.content.kind, bytes }, depth), ...layersOf(inner, owners, depth)]),
  ];
}
