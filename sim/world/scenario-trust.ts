/**
 * Purpose: the types of what a scenario may say about what a VPN device proves itself with, and about the policies that institutions exchange before they connect.
 *
 * Does not model: anything; types only. Units: nanoseconds. References: TR D.3 (group C), D.6 (devices and software), 9.2 (policies on personal data).
 */
import type { PrivacyPolicy } from '../vpn/privacy.ts';

/** What a VPN device has of keys and certificates, where that is not by default. */
export interface DeviceCredentialSpec {
  /** TR D.3, group C: the provider has issued it no service certificate; absent = it has one, or gets it by enrolment. */
  readonly serviceCertificate?: 'none';
  /** TR D.6: VPN software on a PC keeps its key in a file, which goes with every copy of its configuration; absent = in a chip that does not give it away. */
  readonly keyStorage?: 'file';
}

/** TR 9.2: the policy on personal data that a site exchanges with its partners. */
export type PrivacySpec = PrivacyPolicy;
