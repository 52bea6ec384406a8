import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { MANAGERS } from '../../../shared/managed/managers.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/managed/managers/', import.meta.url));

it('are the files of their folder', () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const types = files.map((file) => file.replace(/\.ts$/, '').replaceAll('-', '_'));

  expect([...MANAGERS.keys()].toSorted()).toEqual(types.toSorted());
});

it.each([...MANAGERS.values()])(
  'has no member tags in the configuration of a $type, because differences of tags have this path',
  ({ configSchema }) => {
    const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
    const forms = schema.oneOf ?? schema.anyOf ?? [schema];
    const members = forms.flatMap((form) => (typeof form === 'object' ? Object.keys(form.properties ?? {}) : []));

    expect(members.length).toBeGreaterThan(3);
    expect(members).not.toContain('tags');
  },
);
