/**
 * Purpose: `wardlab schema`: the JSON Schema of the scenario format, for editors.
 *
 * Units: none. Determinism: constant. References: contract.md section 4.
 */
import { scenarioJsonSchema } from '../../../scenarios/index.ts';
import { EXIT_OK } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Prints the schema; it is a JSON document with and without `--json`.
 * Units: exit code. Errors: none. Source: contract 2.
 */
export function schemaCommand(terminal: Terminal): number {
  terminal.document(scenarioJsonSchema());
  return EXIT_OK;
}
