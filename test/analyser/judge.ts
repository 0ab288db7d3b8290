/**
 * Purpose: judges what tshark remarks about a capture: what is a fault of ours, and what is as it must be because the run went so.
 *
 * A check value of ESP that is wrong is right for a packet that was changed on the way, and only for such a packet. Two witnesses who do not know each other say which those are: the
 * packet itself (`Sealed`), and the trace, in which either its receiver refuses it for its check value or, where nobody checks, an attacker has changed just this packet. Every packet of
 * which they say so must be remarked on, and no other.
 * Remarks about sequences (group Sequence) are counted, not judged: a file with several lines holds each packet once a line, attackers forge and resend segments, and floods start
 * streams that nobody ends. Everything else that is more than chat is a fault.
 * Units: packets. References: RFC 4303 3.4.4; Wireshark expert information.
 */
import type { CapturedRun } from '../../lab/capture/index.ts';
import { ANALYST } from '../../lab/capture/analyst.ts';
import type { EspPacket, Packet } from '../../sim/net/packet.ts';
import type { OnWire } from '../../sim/net/tap.ts';
import { espOf } from '../../threats/attacks/sealed-packets.ts';
import { FAULTS, type Reading, type Remark } from './tshark.ts';

/** Packets by what is said of them. */
export interface Counts {
  readonly ikeAuth: number;
  readonly ikeAuthOpened: number;
  readonly esp: number;
  readonly espOpened: number;
  /** Check values that are wrong because the packet was changed on the way. */
  readonly icvChanged: number;
  /** Remarks about sequences. */
  readonly sequence: number;
  readonly malformed: number;
  readonly checksum: number;
  /** Check values that are wrong, or right, against what the run says. */
  readonly icv: number;
  /** Protected IKE and ESP that stays closed though the keys are there. */
  readonly closed: number;
  /** Remarks of any other group. */
  readonly other: number;
}

export interface Judgement extends Counts {
  /** A line for each fault. */
  readonly faults: readonly string[];
}

export const NOTHING: Counts = {
  ikeAuth: 0,
  ikeAuthOpened: 0,
  esp: 0,
  espOpened: 0,
  icvChanged: 0,
  sequence: 0,
  malformed: 0,
  checksum: 0,
  icv: 0,
  closed: 0,
  other: 0,
};

/** Sums of counts. */
export function added(one: Counts, other: Counts): Counts {
  const names = Object.keys(NOTHING) as readonly (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as Counts;
}

const IKE_AUTH = 35;
/** Next payloads that say that the rest is encrypted: whole, or a fragment. */
const [SK, SKF] = [46, 53];

/** What `judge` needs of a capture: the packets that it looks at, and their fields in this order. */
export const JUDGED_FILTER = [...FAULTS, 'esp', `isakmp.exchangetype >= ${IKE_AUTH}`].map((each) => `(${each})`).join(' || ');
export const JUDGED_FIELDS = [
  'frame.number',
  'frame.interface_name',
  'frame.comment',
  'frame.protocols',
  '_ws.malformed',
  '_ws.short',
  'ip.checksum.status',
  'tcp.checksum.status',
  'udp.checksum.status',
  'esp.icv_bad',
  'isakmp.exchangetype',
  'isakmp.nextpayload',
  'isakmp.enc.decrypted',
] as const;

/** Judges a reading of the capture of these runs, made with JUDGED_FILTER and JUDGED_FIELDS. */
export function judge(runs: readonly CapturedRun[], { rows, remarks }: Reading): Judgement {
  const truths = new Map(runs.map((run) => [run.name, new IcvTruth(run)]));
  const [first] = runs;
  const counts = { ...NOTHING } as { -readonly [name in keyof Counts]: number };
  const faults: string[] = [];
  for (const row of rows) {
    const packet = new Row(row);
    const fault = (kind: 'malformed' | 'checksum' | 'icv' | 'closed', words: string): void => {
      counts[kind]++;
      faults.push(`${words}: ${packet.words}`);
    };
    if (packet.malformed) fault('malformed', 'malformed');
    if (packet.badChecksum) fault('checksum', 'wrong checksum');
    if (packet.ikeAuth) counts.ikeAuth++;
    if (packet.ikeAuth && packet.ikeOpened) counts.ikeAuthOpened++;
    if (!packet.ikeOpened) fault('closed', 'IKE that does not open');
    if (!packet.esp) continue;
    counts.esp++;
    if (packet.espOpened) counts.espOpened++;
    else fault('closed', 'ESP that does not open');
    const run = runs.length === 1 ? first?.name : packet.interfaceName.split(' ')[0];
    const changed = truths.get(run ?? '')?.changed(packet.event) ?? [];
    const wrong = packet.icvWrong;
    if (wrong.some((each, layer) => each !== (changed[layer] ?? false))) fault('icv', `check values wrong: ${wrong}, changed: ${changed}`);
    else if (wrong.includes(true)) counts.icvChanged++;
  }
  for (const remark of remarks) if (remark.group === 'Sequence') counts.sequence += remark.packets;
  for (const remark of remarks.filter(isOther)) {
    counts.other += remark.packets;
    faults.push(`${remark.severity} ${remark.group} ${remark.protocol}: ${remark.summary} (${remark.packets} packets)`);
  }
  return { ...counts, faults };
}

/** Malformed packets and checksums are found packet by packet. */
function isOther({ group }: Remark): boolean {
  return !['Sequence', 'Malformed', 'Checksum'].includes(group);
}

/** A packet as tshark shows it; where layers repeat, a field has several values. */
class Row {
  readonly #values: ReadonlyMap<string, string>;

  constructor(row: readonly string[]) {
    this.#values = new Map(JUDGED_FIELDS.map((name, index) => [name, row[index] ?? '']));
  }

  get words(): string {
    return [`packet ${this.#of('frame.number')}`, this.#of('frame.protocols'), this.interfaceName, this.#of('frame.comment')].join(' ');
  }

  get interfaceName(): string {
    return this.#of('frame.interface_name');
  }

  /** The number in the comment. */
  get event(): number {
    return Number(/^event (\d+)/.exec(this.#of('frame.comment'))?.[1]);
  }

  get malformed(): boolean {
    return this.#of('_ws.malformed') !== '' || this.#of('_ws.short') !== '';
  }

  get badChecksum(): boolean {
    return (['ip', 'tcp', 'udp'] as const).some((protocol) => this.#all(`${protocol}.checksum.status`).includes('0'));
  }

  get ikeAuth(): boolean {
    return this.#all('isakmp.exchangetype').includes(String(IKE_AUTH));
  }

  /** True for what is not protected, too. */
  get ikeOpened(): boolean {
    const isProtected = [SK, SKF].some((payload) => this.#all('isakmp.nextpayload').includes(String(payload)));
    return !isProtected || this.#of('isakmp.enc.decrypted') !== '';
  }

  get esp(): boolean {
    return this.#protocols.includes('esp');
  }

  /** Something that the model sends stands behind the innermost ESP. */
  get espOpened(): boolean {
    return /:(tcp|udp)(:|$)/.test(this.#of('frame.protocols').split(':esp').at(-1) ?? '');
  }

  /** Of the ESP layers whose check value was looked at, from outside. */
  get icvWrong(): readonly boolean[] {
    return this.#all('esp.icv_bad').map((value) => value === '1');
  }

  get #protocols(): readonly string[] {
    return this.#of('frame.protocols').split(':');
  }

  #all(name: string): readonly string[] {
    const value = this.#of(name);
    return value === '' ? [] : value.split(',');
  }

  #of(name: string): string {
    return this.#values.get(name) ?? '';
  }
}

/** Steps of attacks that change an ESP packet; they name its SPI and number. */
const CHANGES = ['flipping-bits', 're-heading'];

/** Which ESP packets of a run were changed on the way. */
class IcvTruth {
  readonly #items: ReadonlyMap<number, OnWire>;
  /** Event of the last refusal for a check value, by the packet that was refused. */
  readonly #refused = new Map<number, number>();
  /** Event of an attacker's first change of an ESP packet, by its SPI and number. */
  readonly #attacked = new Map<string, number>();

  constructor({ wire, trace }: CapturedRun) {
    this.#items = new Map(wire.items.map((item) => [item.event, item]));
    for (const { n, kind, fields } of trace) {
      const { reason, uid, step, spi, seq } = fields;
      if ((kind === 'stop' || kind === 'drop') && reason === 'esp-icv-mismatch') this.#refused.set(Number(uid), n);
      const packet = `${String(spi)} ${String(seq)}`;
      if (kind === 'attack' && CHANGES.includes(String(step)) && !this.#attacked.has(packet)) this.#attacked.set(packet, n);
    }
  }

  /** For each layer of ESP from outside whether it was changed; a layer that does not open ends the list. */
  changed(event: number): readonly boolean[] {
    const item = this.#items.get(event);
    if (item === undefined) return [];
    const packet = packetOf(item);
    const refused = packet !== undefined && (this.#refused.get(packet.uid) ?? -1) >= event;
    return layersOf(packet).map(({ sealed, spi, seq }) => {
      const attacked = (this.#attacked.get(`${spi} ${seq}`) ?? event) < event;
      return !sealed.intact(ANALYST) && (refused || attacked);
    });
  }
}

function packetOf({ item }: OnWire): Packet | undefined {
  if (item.kind === 'packet') return item.packet;
  return item.frame.body.type === 'ipv4' ? item.frame.body.packet : undefined;
}

function layersOf(packet: Packet | undefined): readonly EspPacket[] {
  const esp = packet === undefined ? undefined : espOf(packet);
  if (esp === undefined) return [];
  const opened = esp.sealed.open(ANALYST);
  return opened.ok ? [esp, ...layersOf(opened.body)] : [esp];
}
