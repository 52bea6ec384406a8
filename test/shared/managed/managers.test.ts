import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { MANAGERS } from '../../../shared/managed/managers.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/managed/managers/', import.meta.url));

it('are the files of their folder', () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const types = files.map((file) => file.replace(/\.ts$/, '').replaceAll('-', '_'));

  expect([...MANAGERS.keys()].toSorted()).toEqual(types.toSorted());
});
