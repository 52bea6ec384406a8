/** The fields that policies may name are generated from the SDK's schemas, and loaded from the generated files. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { fieldsOfService, generatedFields } from '../../../../../scripts/generate-fields.ts';
import { defineType, listed, read, readAll } from '../../../../../shared/clouds/aws/types/define.ts';
import type { TypeDefinition } from '../../../../../shared/clouds/aws/types/definition.ts';
import type { CommandClass } from '../../../../../shared/clouds/aws/types/loaded-service.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

// Schemas as the SDK writes them down.
const [TEXT, NUMBER, BOOLEAN, TIME, JSON_DOCUMENT, BYTES] = [0, 1, 2, 4, 15, 21];
const struct = (name: string, members: Readonly<Record<string, unknown>>) => [
  3,
  'ns',
  name,
  0,
  Object.keys(members),
  Object.values(members),
];
const list = (element: unknown) => [1, 'ns', 'List', 0, element];
const map = (value: unknown) => [2, 'ns', 'Map', 0, 0, value];

const command = (output: Readonly<Record<string, unknown>>): CommandClass => {
  const schema = [9, 'ns', 'Operation', 0, () => struct('Input', {}), () => struct('Output', output)];
  return class {
    readonly schema = schema;
  };
};

const tag = struct('Tag', { Key: TEXT, Value: TEXT });
const filter: unknown[] = struct('Filter', { Prefix: TEXT, And: list(() => filter), Tag: tag });
const role = struct('Role', { Name: TEXT, Document: TEXT });

const commands = {
  ListThings: command({
    Things: list(
      struct('Thing', {
        Id: TEXT,
        Size: NUMBER,
        IsOn: BOOLEAN,
        Since: TIME,
        Key: BYTES,
        Extra: JSON_DOCUMENT,
        Tags: list(tag),
        Labels: map(TEXT),
        Matrix: list(list(NUMBER)),
        Filter: filter,
        Secret: TEXT,
        Roles: list(role),
        Owner: role,
        Settings: struct('Settings', { Variables: map(TEXT), Password: TEXT, Mode: TEXT }),
      }),
    ),
  }),
  GetPolicy: command({ Policy: TEXT, Status: TEXT }),
  ListKeys: command({ Keys: list(struct('AccessKey', { KeyId: TEXT })) }),
};

const thing = (more: Partial<TypeDefinition> = {}) =>
  defineType({ type: 'AWS::Test::Thing', kind: 'bucket', list: listed('ListThings', 'Things'), id: 'Id', ...more });

const fieldsOf = (more?: Partial<TypeDefinition>) => fieldsOfService({ types: [thing(more)], commands });

describe('the fields of a type', () => {
  it('are the members of its items, each with its type in the stored form', () => {
    expect(fieldsOf().types['AWS::Test::Thing']).toEqual({
      Extra: '*',
      Filter: '#Filter',
      Id: 't',
      IsOn: 'b',
      Key: 't',
      Labels: '{}t',
      Matrix: '[][]n',
      Owner: '#Role',
      Roles: '[]#Role',
      Secret: 't',
      Settings: '#Settings',
      Since: 'd',
      Size: 'n',
      Tags: '[]#Tag',
    });
  });

  it('hold each object once, recursive ones too', () => {
    expect(fieldsOf().shapes).toEqual({
      Filter: { And: '[]#Filter', Prefix: 't', Tag: '#Tag' },
      Role: { Document: 't', Name: 't' },
      Settings: { Mode: 't', Password: 't', Variables: '{}t' },
      Tag: { Key: 't', Value: 't' },
    });
  });

  it('include those of details and of the calls nested in them', () => {
    const details = {
      Policy: read('GetPolicy', { Id: 'Id' }, 'Policy'),
      Whole: read('GetPolicy', { Id: 'Id' }, '@'),
      Keys: readAll('ListKeys', { Id: 'Id' }, 'Keys', { each: { State: read('GetPolicy', { Id: 'KeyId' }, 'Status') } }),
    };
    const { types, shapes } = fieldsOf({ details });

    expect(types['AWS::Test::Thing']).toMatchObject({ Policy: 't', Whole: '#Output', Keys: '[]#AWS::Test::Thing.Keys[]' });
    expect(shapes).toMatchObject({ Output: { Policy: 't', Status: 't' }, 'AWS::Test::Thing.Keys[]': { KeyId: 't', State: 't' } });
  });

  it('leave out members that are never stored, and allow any field only inside a policy document', () => {
    const { types, shapes } = fieldsOf({
      drop: ['Secret', 'Settings.Password'],
      keysOnly: ['Settings.Variables'],
      documents: ['Roles[].Document'],
    });

    expect(Object.keys(types['AWS::Test::Thing']!)).not.toContain('Secret');
    expect(types['AWS::Test::Thing']).toMatchObject({
      Settings: '#AWS::Test::Thing.Settings',
      Roles: '[]#AWS::Test::Thing.Roles[]',
      Owner: '#Role',
    });
    expect(shapes).toMatchObject({
      'AWS::Test::Thing.Settings': { Mode: 't', Variables: '{}t' },
      'AWS::Test::Thing.Roles[]': { Document: '*', Name: 't' },
      Role: { Document: 't', Name: 't' },
    });
    expect(Object.keys(shapes['AWS::Test::Thing.Settings']!)).toEqual(['Mode', 'Variables']);
  });
});

describe('the generated fields', () => {
  it('fit the definitions; run npm run generate if they do not', async () => {
    for (const { path, text } of await generatedFields(ROOT)) expect([path, readFileSync(`${ROOT}${path}`, 'utf8')]).toEqual([path, text]);
  });
});
