/**
 * Purpose: the package installs the same way everywhere: exact versions, no address of a registry, every platform's builds in the lock.
 *
 * A lock written where a registry lacks some platform's build drops that build silently, and `npm ci` then fails elsewhere.
 * References: package-lock.json format of npm (`optionalDependencies`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/repository.ts';

interface Entry {
  readonly resolved?: string;
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const manifest = read('package.json') as Manifest;
const lock = read('package-lock.json') as { readonly version: string; readonly packages: Readonly<Record<string, Entry>> };

describe('package.json and its lock', () => {
  it('pin exact versions', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('agree with each other', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    const locked = Object.fromEntries(Object.keys(wanted).map((name) => [name, lock.packages[`node_modules/${name}`]?.version]));
    expect(locked).toEqual(wanted);
    expect(lock.version).toBe(manifest.version);
  });

  it('record no address of a registry', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });

  it('hold the builds of every platform', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => lock.packages[`node_modules/${name}`] === undefined && lock.packages[`${path}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });
});
