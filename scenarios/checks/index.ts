/**
 * Purpose: the second pass: everything that one part of a scenario says about another.
 *
 * Does not model: the single checks; one file a subject stands beside this one.
 * Determinism: see `context.ts`.
 */
import { checkAddresses } from './addresses.ts';
import type { Context } from './context.ts';
import { checkKnownAs } from './known-as.ts';
import { checkNetworks } from './networks.ts';
import { checkSecurity } from './security.ts';
import { checkServices } from './services.ts';
import { checkSites } from './sites.ts';
import { checkTranslators } from './translators.ts';
import { checkTrust } from './trust.ts';

/**
 * Runs every check; faults and warnings are added to the context.
 * Units: none. Errors: reported to the context. Source: own design.
 */
export function checkAll(context: Context): void {
  checkNetworks(context);
  checkSites(context);
  checkAddresses(context);
  checkKnownAs(context);
  checkTranslators(context);
  checkTrust(context);
  checkServices(context);
  checkSecurity(context);
}
