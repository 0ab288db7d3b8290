/**
 * Purpose: `wardlab probe`: one protocol model under the microscope, without a scenario. Each kind has its own file in lab/probe.
 *
 * Units: exit codes. Determinism: the same options and seed give the same document. References: contract.md sections 2 and 3.
 */
import { probeEsp } from '../../probe/esp.ts';
import { probeIke } from '../../probe/ike.ts';
import { readEspProbe, readIkeProbe, type EspProbeWords, type IkeProbeWords } from '../../probe/ike-options.ts';
import { EXIT_FAILED, EXIT_OK } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { espLines, ikeLines } from '../text/probe-text.ts';

/**
 * `probe ike`.
 * Units: exit code. Errors: bad input is refused; when no run came to an SA, exit code 1. Source: contract 2.
 */
export function probeIkeCommand(terminal: Terminal, words: IkeProbeWords): number {
  const probe = readIkeProbe(words, terminal.seed);
  if (!probe.ok) return terminal.refuse(probe.refusal);
  const figures = probeIke(probe.value);
  if (terminal.json) terminal.document(figures);
  else for (const line of ikeLines(terminal, probe.value, figures)) terminal.line(line);
  // Where a failure was asked for, to fail is no failure.
  return figures.established > 0 || probe.value.failure !== undefined ? EXIT_OK : EXIT_FAILED;
}

/**
 * `probe esp`.
 * Units: exit code. Errors: bad input is refused. Source: contract 2.
 */
export function probeEspCommand(terminal: Terminal, words: EspProbeWords): number {
  const probe = readEspProbe(words);
  if (!probe.ok) return terminal.refuse(probe.refusal);
  const figures = probeEsp(probe.value);
  if (terminal.json) terminal.document(figures);
  else for (const line of espLines(terminal, figures)) terminal.line(line);
  return EXIT_OK;
}
