/** Which columns of the views that span clouds are filled for which type, on the samples of every cloud. */
import { readdirSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMMON_VIEWS, type CommonViewName } from '../../../../shared/clouds/common-views.ts';
import { COMMON_SQL_VIEWS } from '../../../../shared/exports/common-views.ts';
import { PROVIDER_FACTS } from '../../../../shared/provider-facts.ts';
import { Place } from './support.ts';

/** The columns that are null in every row of a type, because its cloud does not tell them, with the reason. */
const NEVER_TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

const NAMES = Object.keys(COMMON_VIEWS) as readonly CommonViewName[];
const place = new Place();

beforeAll(async () => {
  const types = [...new Set(COMMON_SQL_VIEWS.flatMap((view) => view.types))].join(',');
  const { err } = await place.muster([
    'run',
    '--demo',
    '--demo-accounts',
    '25',
    '--types',
    types,
    '--quiet',
    '--formats',
    'parquet',
    '--outdir',
    place.path('runs'),
  ]);
  const [folder] = readdirSync(place.path('runs'));
  if (!folder) throw new Error(err);
  renameSync(place.path('runs', folder), place.path('export'));
}, 120_000);
afterAll(() => place.remove());

describe('the views that span clouds', () => {
  it.each(NAMES)('say of every type of their kind what its columns are, or that it is left out: %s', (name) => {
    const silent = PROVIDER_FACTS.flatMap(({ types, views }) =>
      types.filter(({ kind, type }) => kind === COMMON_VIEWS[name].kind && views[name][type] === undefined).map(({ type }) => type),
    );

    expect(silent).toEqual([]);
  });

  it.each(COMMON_SQL_VIEWS)('fill each column for each type, but those that the cloud does not tell: $name', async ({ name, columns }) => {
    const own = columns.filter((column) => column.name in COMMON_VIEWS[name].columns).map((column) => column.name);
    const counts = own.map((column) => `count(${column}) AS ${column}`).join(', ');
    const rows = await place.rows(`SELECT type, ${counts} FROM ${name} GROUP BY type ORDER BY type`);

    const empty = Object.fromEntries(
      rows.map((row) => [row['type'], own.filter((column) => row[column] === 0)] as const).filter(([, names]) => names.length > 0),
    );
    console.log(name, JSON.stringify(empty), rows.map((r) => r['type']).join(' '));
  });
});
