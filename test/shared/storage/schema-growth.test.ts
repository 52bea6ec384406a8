import { describe, expect, it } from '@jest/globals';
import { TABLES, type TableSchema } from '../../../shared/storage/schema.ts';
import { longForm, RELEASED_TABLES, shortForm } from '../../support/released-tables.ts';

const tables: Readonly<Record<string, TableSchema>> = TABLES;
const released = Object.entries(RELEASED_TABLES);

describe('A table of the released version', () => {
  it.each(released)('%s keeps its keys, because a table with other keys is a new one', (name, { keys }) => {
    expect(tables[name] && shortForm(tables[name]).keys).toBe(keys);
  });

  it.each(released)('%s keeps its indexes, which functions of the released version still query during an update', (name, { indexes }) => {
    expect(tables[name] && shortForm(tables[name]).indexes).toMatchObject(indexes);
  });

  it.each(released)('%s gets at most one index, because CloudFormation refuses an update that creates two', (name, { indexes }) => {
    const added = Object.keys(tables[name]?.indexes ?? {}).filter((index) => !(index in indexes));

    expect(added.length).toBeLessThanOrEqual(1);
  });

  it.each(released)('%s has a long form, which tests create it by', (_, table) => {
    expect(shortForm(longForm(table))).toEqual(table);
  });
});
