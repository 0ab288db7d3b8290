/**
 * Purpose: a fault of a program is used on a host: the host is refused to the malware by a scanner or a patch, or it is infected.
 *
 * `virus-scan` is asked only for malware that the scanner's signatures know; `patching` only for faults that are older than the time that patches take. Both are asked
 * last, when nothing else stands between the fault and the host.
 * Does not model: payloads, privilege, clean-up, wrong alarms.
 * Units: nanoseconds. Determinism: hosts are infected in order of arrival.
 * References: threat cards T09, T20; TR C 3-5-1 (scanner), C 3-6-1 (patches).
 */
import type { NetContext } from '../net/context.ts';
import type { Facts } from './facts.ts';
import type { AdversarySpec, Scenario } from './scenario.ts';

/** Told of every new infection, with the host and who really caused it. */
export type OnInfected = (host: string, by: string) => void;

/** What the malware is. */
export interface Malware {
  /** The fault that it uses. */
  readonly fault: string;
  /** Since when the world knows it; absent = the scenario's malware. */
  readonly ageNs?: number;
}

/**
 * True when scanners with the scenario's signature lag recognise the malware.
 * Units: nanoseconds. Errors: none. Source: threat card T20 (signature lag).
 */
export function isKnown(adversary: AdversarySpec, malware: Malware): boolean {
  return (malware.ageNs ?? adversary.malwareAgeNs) >= adversary.scannerLagNs;
}

/** True when a patch has been out for longer than it takes to install it; without figures every fault counts as old. */
function isPatched(adversary: AdversarySpec): boolean {
  return (adversary.faultAgeNs ?? 0) >= (adversary.patchLagNs ?? 0);
}

/**
 * The infections of one world.
 * Units: none. Errors: none. Source: threat cards T09, T20.
 */
export class Infections {
  readonly #context: NetContext;
  readonly #facts: Facts;
  readonly #scenario: Scenario;
  readonly #hosts = new Set<string>();
  readonly listeners: OnInfected[] = [];

  constructor(context: NetContext, facts: Facts, scenario: Scenario) {
    this.#context = context;
    this.#facts = facts;
    this.#scenario = scenario;
  }

  #allowListed(place: string): boolean {
    return this.#scenario.sites.some((site) =>
      site.hosts.some((host) => host.allowListed === true && `${site.id}.${host.zone}.${host.id}` === place),
    );
  }

  /** The fault is used, but what it brings is on no list and does not run. */
  #notListed(host: string, malware: Malware, origin: string): false {
    const { trace } = this.#context;
    if (trace.on) trace.emit(host, 'not-listed', { exploit: malware.fault, origin });
    return false;
  }

  /**
   * Uses an open fault of a host; `by` is ground truth. True when the host is infected now. What is left to chance (`happens`) is drawn last, when it alone decides: a lot that
   * changes nothing would have to be replicated for nothing.
   */
  strike(host: string, malware: Malware, by: string, happens: () => boolean = () => true): boolean {
    if (this.#hosts.has(host)) return false;
    const { adversary } = this.#scenario;
    const refuse = (control: string, reason: string): false => {
      this.#context.stop({ control, at: host, reason, origin: by, detail: { exploit: malware.fault } });
      return false;
    };
    const scanner = isKnown(adversary, malware) ? this.#context.gate.on('virus-scan', host) : undefined;
    if (scanner !== undefined) return refuse(scanner, 'malware-recognised');
    const patches = isPatched(adversary) ? this.#context.gate.on('patching', host) : undefined;
    if (patches !== undefined) return refuse(patches, 'fault-patched');
    if (this.#allowListed(host)) return this.#notListed(host, malware, by);
    if (!happens()) return false;
    this.#hosts.add(host);
    this.#facts.infections.push({ atNs: this.#context.kernel.now, host, by });
    if (this.#context.trace.on) this.#context.trace.emit(host, 'infected', { exploit: malware.fault, origin: by });
    for (const listener of this.listeners) listener(host, by);
    return true;
  }
}
