import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FAULTS } from './faults.ts';
import { GUARDS } from './guard-table.ts';
import { simulate } from './simulation.ts';

/** The files with the protocol's conditional writes. */
const WRITERS = [
  'shared/jobs/job-repository.ts',
  'shared/jobs/account-lease.ts',
  'shared/jobs/start-job.ts',
  'shared/inventory/repository.ts',
  'shared/exports/export-pointers.ts',
  'shared/scan/finding-repository.ts',
];

const source = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

describe('A simulation', () => {
  it('gives the same history each time that a seed is run', async () => {
    const [first, second] = [await simulate(7), await simulate(7)];

    expect(first.digest).toBe(second.digest);
    expect(first.events).toBeGreaterThan(100);
  });

  it('gives another history for another seed', async () => {
    expect((await simulate(8)).digest).not.toBe((await simulate(9)).digest);
  });

  it.each([1, 2, 3, 4, 5])('breaks no invariant with seed %d', async (seed) => {
    const { violation } = await simulate(seed);

    expect(violation).toBeUndefined();
  });

  it('meets every fault within 500 seeds', async () => {
    const unmet = new Set<string>(Object.keys(FAULTS));
    for (let seed = 1; seed <= 500 && unmet.size > 0; seed++) for (const name of (await simulate(seed)).faults.keys()) unmet.delete(name);

    expect([...unmet]).toEqual([]);
  }, 900_000);
});

describe('The table of guards', () => {
  it('names each guard once', () => {
    expect(new Set(GUARDS.map(({ name }) => name)).size).toBe(GUARDS.length);
  });

  it.each(GUARDS)('finds $name once in its file', ({ file, guard, without }) => {
    expect(source(file).split(guard)).toHaveLength(2);
    expect(without).not.toBe(guard);
  });

  it.each(WRITERS)('lists every conditional write of %s', (file) => {
    const methods = source(file).split('\n\n');
    // The simulation removes no account, so no seed could miss the write of a removal.
    const writing = methods.filter((method) => /[sS]tore\.(?:put|update)\(/.test(method) && !method.includes('async markRemoved('));
    const guards = GUARDS.filter((guard) => guard.file === file);

    expect(writing.length).toBeGreaterThan(0);
    expect(writing.filter((method) => !guards.some(({ guard }) => method.includes(guard)))).toEqual([]);
  });
});
