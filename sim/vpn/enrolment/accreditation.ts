/**
 * Purpose: the accreditation body and its public register: which vendors, issuers and providers may take part, as everybody else looks it up.
 *
 * Does not model: the examination itself (its result is handed in), fees, terms, how the register is published (everybody reads it as it is).
 * Units: none. Determinism: order of application.
 * References: TR D.6 (the four parties apply to the registration and accreditation body and are accredited before any user comes).
 */
import type { Tier, TrustAnchors } from '../pki.ts';

/** The parties that need accreditation. */
export type Role = 'device-vendor' | 'device-issuer' | 'service-provider' | 'service-issuer';

export const ROLES: readonly Role[] = ['device-vendor', 'device-issuer', 'service-provider', 'service-issuer'];

const ISSUES: Partial<Record<Role, Tier>> = { 'device-issuer': 'device', 'service-issuer': 'service' };

/**
 * The accreditation body; `meets` is what the examination of an applicant found.
 * Units: none. Errors: none. Source: TR D.6.
 */
export class AccreditationBody {
  readonly name: string;
  readonly #meets: (role: Role, applicant: string) => boolean;
  readonly #register = new Set<string>();
  readonly #issuers: Record<Tier, string[]> = { device: [], service: [] };

  constructor(name: string, meets: (role: Role, applicant: string) => boolean) {
    this.name = name;
    this.#meets = meets;
  }

  /** An application; true when it is entered into the register. */
  apply(role: Role, applicant: string): boolean {
    if (!this.#meets(role, applicant)) return false;
    if (this.isAccredited(role, applicant)) return true;
    this.#register.add(entry(role, applicant));
    const tier = ISSUES[role];
    if (tier !== undefined) this.#issuers[tier].push(applicant);
    return true;
  }

  withdraw(role: Role, name: string): void {
    this.#register.delete(entry(role, name));
    const tier = ISSUES[role];
    if (tier !== undefined) this.#issuers[tier] = this.#issuers[tier].filter((issuer) => issuer !== name);
  }

  isAccredited(role: Role, name: string): boolean {
    return this.#register.has(entry(role, name));
  }

  /** The accredited issuers of each tier at this moment: what a verifier trusts. */
  get anchors(): TrustAnchors {
    return this.#issuers;
  }
}

function entry(role: Role, name: string): string {
  return `${role}/${name}`;
}
