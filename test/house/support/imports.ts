/**
 * Purpose: what a source imports, as paths from the root or package names.
 *
 * Does not model: an import() whose argument is computed; only the command line's starter in bin/ has one.
 */
import { posix } from 'node:path';
import { child, children, isCode, lineAt, stringOf, syntaxOf, visit } from './syntax.ts';
import type { Node } from './syntax.ts';

export interface Import {
  /** `sim/net/packet.ts` for a file of ours, else the specifier as written (`yaml`, `node:fs`). */
  readonly target: string;
  readonly ours: boolean;
  /** Erased by the compiler: nothing runs because of it. */
  readonly typeOnly: boolean;
  readonly line: number;
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = children(node, 'specifiers');
  return specifiers.length > 0 && specifiers.every((one) => one['importKind'] === 'type' || one['exportKind'] === 'type');
}

/** The specifier that a node names: of import, export … from, import(), import('…').Type or `new URL('…', import.meta.url)`. */
function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return stringOf(child(node, 'source'));
    case 'NewExpression': {
      const [first, second] = children(node, 'arguments');
      const relative = second?.type === 'MemberExpression' && child(second, 'object')?.type === 'MetaProperty';
      const target = relative ? stringOf(first) : undefined;
      return target !== undefined && isCode(target) ? target : undefined;
    }
    default:
      return undefined;
  }
}

/** A Vite suffix (`?raw`, `?worker`) is no part of the file's name. */
function resolve(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
}

/** Everything that a source imports, in the order of the text. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  visit(syntaxOf(path, text).program, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    const ours = specifier.startsWith('.');
    found.push({ target: ours ? resolve(path, specifier) : specifier, ours, typeOnly: isTypeOnly(node), line: lineAt(text, node.start) });
  });
  return found;
}
