import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cachedBundles } from '../../lib/bundle-cache.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function aProject() {
  const root = `${mkdtempSync(join(tmpdir(), 'muster-test-'))}/`;
  roots.push(root);
  for (const folder of ['lambdas', 'lib', 'shared/deep']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    'lambdas/api.ts',
    'shared/deep/core.ts',
    'lib/bundle.ts',
    'lib/api-reference.ts',
    'lib/duckdb-binding.ts',
    'lib/named-members.ts',
    'lib/policy-texts.ts',
    'lib/sdk-parts.ts',
    'package.json',
    'package-lock.json',
  ]) {
    writeFileSync(join(root, file), file);
  }
  const built: string[] = [];
  const bundle = async (outdir: string) => {
    built.push(outdir);
    writeFileSync(join(outdir, 'bundle'), readFileSync(join(root, 'shared/deep/core.ts')));
    await Promise.resolve();
  };
  return { root, built, bundles: async () => await cachedBundles(bundle, root) };
}

describe('cachedBundles', () => {
  it('bundles once while no input changes', async () => {
    const { built, bundles } = aProject();

    const first = await bundles();
    const second = await bundles();

    expect(second).toBe(first);
    expect(built).toHaveLength(1);
    expect(readdirSync(second)).toEqual(['bundle']);
  });

  it.each([
    'lambdas/api.ts',
    'shared/deep/core.ts',
    'lib/bundle.ts',
    'lib/api-reference.ts',
    'lib/duckdb-binding.ts',
    'lib/named-members.ts',
    'lib/policy-texts.ts',
    'lib/sdk-parts.ts',
    'package.json',
    'package-lock.json',
  ])('bundles again when %s changed', async (file) => {
    const { root, built, bundles } = aProject();
    await bundles();

    writeFileSync(join(root, file), 'changed');
    await bundles();

    expect(built).toHaveLength(2);
  });

  it('knows every module of the bundler', () => {
    const imported = (file: string): readonly string[] =>
      [...readFileSync(join(import.meta.dirname, '../../lib', file), 'utf8').matchAll(/ from '\.\/([\w-]+\.ts)'/g)].map(
        ([, name]) => name!,
      );

    expect(imported('bundle.ts').toSorted()).toEqual([
      'api-reference.ts',
      'duckdb-binding.ts',
      'named-members.ts',
      'policy-texts.ts',
      'sdk-parts.ts',
    ]);
  });

  it('bundles again when a file is moved', async () => {
    const { root, built, bundles } = aProject();
    await bundles();

    rmSync(join(root, 'lambdas/api.ts'));
    writeFileSync(join(root, 'lambdas/other.ts'), 'lambdas/api.ts');
    await bundles();

    expect(built).toHaveLength(2);
  });

  it('keeps only the newest bundles', async () => {
    const { root, bundles } = aProject();
    await bundles();
    writeFileSync(join(root, 'shared/deep/core.ts'), 'changed');

    const newest = await bundles();

    expect(readdirSync(join(newest, '..'))).toHaveLength(1);
    expect(readFileSync(join(newest, 'bundle'), 'utf8')).toBe('changed');
  });

  it('gives two starts at once the same bundles', async () => {
    const { root, bundles } = aProject();

    const [one, other] = await Promise.all([bundles(), bundles()]);

    expect(one).toBe(other);
    expect(readdirSync(join(root, 'node_modules/.cache/muster'))).toHaveLength(1);
  });

  it('keeps no files of a build that failed', async () => {
    const { root } = aProject();
    const failing = cachedBundles(() => Promise.reject(new Error('syntax')), root);

    await expect(failing).rejects.toThrow('syntax');

    expect(readdirSync(join(root, 'node_modules/.cache/muster'))).toEqual([]);
  });
});
