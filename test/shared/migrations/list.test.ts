import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { GRANTS } from '../../../lib/grants.ts';
import { MIGRATION_IDS, MIGRATIONS } from '../../../shared/migrations/list.ts';

const folder = new URL('../../../shared/migrations/', import.meta.url);
const files = readdirSync(folder).filter((name) => /^\d/.test(name));

describe('The list of migrations', () => {
  it('has each numbered file of the folder, in order', async () => {
    const exported = await Promise.all(
      files.toSorted().map(async (name) => Object.values((await import(new URL(name, folder).href)) as object)),
    );

    expect(exported.flat()).toEqual(MIGRATIONS);
    expect(files.toSorted().map((name) => name.slice(0, 4))).toEqual(MIGRATION_IDS);
  });

  it('has ids that count from 0001, and titles without a full stop', () => {
    expect(MIGRATION_IDS).toEqual(MIGRATIONS.map((_, place) => String(place + 1).padStart(4, '0')));
    for (const { title } of MIGRATIONS) expect(title).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(['poller', 'api'] as const)('has only tables that the %s may scan and change', (name) => {
    const { migrations, ...grants } = GRANTS[name];

    expect(migrations).toEqual(expect.arrayContaining(['scan', 'put', 'update']));
    for (const { table } of MIGRATIONS)
      expect(grants).toMatchObject({ [table]: expect.arrayContaining(['get', 'scan', 'update']) as unknown });
  });
});

describe('The grants of every function that has a table', () => {
  it.each(Object.entries(GRANTS).filter(([, grants]) => Object.keys(grants).length > 0))(
    'let the %s check that no newer version has migrated the tables',
    (_, { migrations }) => {
      expect(migrations).toContain('scan');
    },
  );
});
