/** Purpose: x */
import type { Terminal } from '../terminal.ts';
export async function reportCommand(_t: Terminal, _s: readonly string[], _o: { readonly output: string; readonly format: string }): Promise<number> { return 0; }
