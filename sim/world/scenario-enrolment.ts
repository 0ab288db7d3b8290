/**
 * Purpose: the types of a scenario's enrolment: boxes that come to the VPN service while the scenario runs.
 *
 * Does not model: anything. Units: nanoseconds. References: TR D.6.
 */

/** Who may lack accreditation; the names are those of TR D.6. */
export type EnrolmentParty = 'device-vendor' | 'device-issuer' | 'service-provider' | 'service-issuer';

/** How enrolment works in this scenario; the provider is the centre. */
export interface EnrolmentSpec {
  /** Time that a letter, or a parcel, takes from one party to another. */
  readonly letterNs: number;
  /** Parties that the accreditation body turned down. */
  readonly unaccredited: readonly EnrolmentParty[];
  /** How long certificates are good from their issue; absent = beyond the run. */
  readonly deviceValidityNs?: number;
  readonly serviceValidityNs?: number;
}
