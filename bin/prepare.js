/**
 * Purpose: npm's `prepare` step: after `npm ci` in a checkout, dist/ is ready.
 *
 * A source that does not compile must not break the installation, because the installation is what one needs to repair it:
 * this step then only warns. `npm test` and `npm run build` do fail.
 */
import { buildIfNeeded, isCheckout } from './support/checkout.js';

if (isCheckout()) {
  const { ok, output } = buildIfNeeded();
  if (!ok) process.stderr.write(`${output}wardlab: dist/ was not built; the messages above say why\n`);
}
