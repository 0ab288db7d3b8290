/**
 * Purpose: `npm run validate`: runs every row of the validation page and writes docs/validation.md; exits 1 when a row does not hold. Minutes.
 */
import { writeFileSync } from 'node:fs';
import { PAGE, pageOf, SECTIONS } from './page.ts';

const all = SECTIONS.flatMap(({ rows }) => rows);
let [done, failed] = [0, 0];
const page = pageOf((row) => {
  const found = row.run();
  done++;
  if (!found.holds) failed++;
  console.log(
    `${done}/${all.length} ${found.holds ? 'holds' : 'DOES NOT HOLD'}: ${row.what}: ${row.reference} / ${found.model} / ${found.deviation}`,
  );
  return found;
});
writeFileSync(PAGE, page);
console.log(`${PAGE}: ${all.length} rows, ${failed} of them do not hold`);
process.exitCode = failed > 0 ? 1 : 0;
