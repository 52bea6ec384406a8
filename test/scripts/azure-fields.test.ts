import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ArmSchemas } from '../../scripts/azure-fields/arm-schemas.ts';
import { ConfigSchemas } from '../../scripts/azure-fields/config-schema.ts';
import { FieldEncoder } from '../../scripts/rest-fields/encode.ts';
import { GraphSchemas } from '../../scripts/azure-fields/graph-schemas.ts';
import {
  armItself,
  armList,
  armListByType,
  armRead,
  armType,
  diagnosticSettings,
  graphList,
  graphType,
} from '../../shared/clouds/azure/types/define.ts';
import type { ConfigFields } from '../../shared/clouds/config-fields.ts';
import type { TypeDefinition } from '../../shared/clouds/types/definition.ts';

/** A package as Microsoft's generator writes it: mappers, parameters and a table of operations. */
const MAPPERS = `
export const TapeList = { type: { name: 'Composite', className: 'TapeList', modelProperties: {
  value: { serializedName: 'value', type: { name: 'Sequence', element: { type: { name: 'Composite', className: 'Tape' } } } } } } };
export const Tape = { type: { name: 'Composite', className: 'Tape', modelProperties: {
  id: { serializedName: 'id', type: { name: 'String' } },
  tags: { serializedName: 'tags', type: { name: 'Dictionary', value: { type: { name: 'String' } } } },
  lengthInMeters: { serializedName: 'properties.length', type: { name: 'Number' } },
  madeOn: { serializedName: 'properties.made', type: { name: 'DateTime' } },
  label: { serializedName: 'properties.label\\\\.text', type: { name: 'String' } },
  password: { serializedName: 'properties.password', type: { name: 'String' } },
  next: { serializedName: 'properties.next', type: { name: 'Composite', className: 'Tape' } },
  drive: { serializedName: 'properties.drive', type: { name: 'Composite', className: 'Drive' } } } } };
export const Drive = { type: { name: 'Composite', className: 'Drive', uberParent: 'Drive', modelProperties: {
  kind: { serializedName: 'kind', type: { name: 'String' } } } } };
export const FastDrive = { type: { name: 'Composite', className: 'FastDrive', uberParent: 'Drive', modelProperties: {
  speed: { serializedName: 'speed', type: { name: 'Number' } } } } };
export const Settings = { type: { name: 'Composite', className: 'Settings', additionalProperties: { type: { name: 'String' } }, modelProperties: {
  on: { serializedName: 'on', type: { name: 'Boolean' } } } } };
export const GenericList = { type: { name: 'Composite', className: 'GenericList', modelProperties: {
  value: { serializedName: 'value', type: { name: 'Sequence', element: { type: { name: 'Composite', className: 'Generic' } } } } } } };
export const Generic = { type: { name: 'Composite', className: 'Generic', modelProperties: {
  id: { serializedName: 'id', type: { name: 'String' } }, sku: { serializedName: 'sku', type: { name: 'String' } } } } };
`;
const operation = (name: string, path: string, answer: string, parameter: string): string => `
const ${name}OperationSpec = {
    path: "${path}",
    httpMethod: "GET",
    responses: { 200: {
            bodyMapper: Mappers.${answer} }, default: {} },
    queryParameters: [Parameters.${parameter}],
};`;
const TAPES = '/subscriptions/{subscriptionId}/providers/Microsoft.Old/tapes';
const TAPE = '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/Microsoft.Old/tapes/{tapeName}';
const OPERATIONS = [
  operation('list', TAPES, 'TapeList', 'apiVersion'),
  operation('get', TAPE, 'Tape', 'apiVersion'),
  operation('settings', `${TAPE}/settings/{settingsName}`, 'Settings', 'apiVersion1'),
  operation('resources', '/subscriptions/{subscriptionId}/resources', 'GenericList', 'apiVersion2'),
].join('\n');
const PARAMETERS = `
export const apiVersion = { parameterPath: 'apiVersion', mapper: { defaultValue: "1999-01-01", serializedName: "api-version" } };
export const apiVersion1 = { parameterPath: 'apiVersion', mapper: { defaultValue: '1999-02-02-preview', serializedName: "api-version" } };
export const apiVersion2 = { parameterPath: 'apiVersion', mapper: { defaultValue: "2025-04-01", serializedName: "api-version" } };`;

const DECLARATIONS = `
export interface Entity {
    // Read-only.
    id?: string;
}
export interface Pet extends Entity {
    /** When it was born; a name?: string; */
    birthDateTime?: NullableOption<string>;
    kind?: "cat" | "dog";
    owner?: NullableOption<Person>;
    bowl?: NullableOption<Bowl>;
    toys?: string[];
}
export interface Person extends Entity {
    displayName?: string;
}
export interface User extends Entity {
    displayName?: string;
    mail?: NullableOption<string>;
}
export interface Bowl {
    full?: boolean;
}
`;

let folder: string;
let schemas: ConfigSchemas;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-azure-fields-'));
  const module = join(folder, 'arm-old', 'dist', 'esm');
  mkdirSync(join(module, 'models'), { recursive: true });
  mkdirSync(join(module, 'operations'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(module, 'models', 'mappers.js'), MAPPERS);
  writeFileSync(join(module, 'models', 'parameters.js'), PARAMETERS);
  writeFileSync(join(module, 'operations', 'tapes.js'), OPERATIONS);
  writeFileSync(join(folder, 'graph.d.ts'), DECLARATIONS);
  schemas = new ConfigSchemas(await ArmSchemas.load(folder), new GraphSchemas(join(folder, 'graph.d.ts')));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const type = (more: Partial<TypeDefinition> = {}, version = '1999-01-01'): TypeDefinition => ({
  ...armType({ type: 'Microsoft.Old/tapes', kind: 'disk', list: armList('Microsoft.Old/tapes', version) }),
  ...more,
});

function fieldsOf(definition: TypeDefinition): ConfigFields {
  const encoder = new FieldEncoder();
  const root = encoder.root(definition, schemas.of(definition));
  return { types: { [definition.type]: root }, shapes: encoder.shapes() };
}

describe("fields of Azure's types", () => {
  it("have the API's own names, kinds and nesting", () => {
    const { types, shapes } = fieldsOf(type());

    expect(types['Microsoft.Old/tapes']).toEqual({ id: 't', tags: '{}t', properties: '#arm-old.Tape.properties' });
    expect(shapes['arm-old.Tape.properties']).toEqual({
      length: 'n',
      made: 'd',
      'label.text': 't',
      password: 't',
      next: '#arm-old.Tape',
      drive: '#arm-old.Drive',
    });
    expect(shapes['arm-old.Drive']).toEqual({ kind: 't', speed: 'n' });
  });

  it('leave out what a definition drops, and only there', () => {
    const { shapes } = fieldsOf(type({ drop: ['properties.password'] }));

    expect(shapes['Microsoft.Old/tapes.properties']).not.toHaveProperty('password');
    expect(shapes['arm-old.Tape.properties']).toHaveProperty('password');
  });

  it('have what describe, details and extensions add', () => {
    const definition = type({
      list: armListByType('Microsoft.Old/tapes'),
      describe: armItself('1999-01-01', 'Microsoft.Old/tapes/read'),
      details: {
        settings: armRead('settings/default', '1999-02-02-preview', 'Microsoft.Old/tapes/settings/read'),
        diagnosticSettings: diagnosticSettings(),
      },
    });
    const { types, shapes } = fieldsOf(definition);

    expect(types['Microsoft.Old/tapes']).toMatchObject({
      id: 't',
      sku: 't',
      properties: '#arm-old.Tape.properties',
      settings: '#arm-old.Settings',
      diagnosticSettings: expect.stringMatching(/^\[\]#/),
    });
    expect(shapes['arm-old.Settings']).toEqual({ on: 'b', '*': 't' });
  });

  it('are refused for a version or a path that no package knows', () => {
    expect(() => schemas.of(type({}, '2000-01-01'))).toThrow(/in 1999-01-01, not in 2000-01-01/);
    expect(() => schemas.of(type({ details: { x: armRead('rewind', '1999-01-01', 'Microsoft.Old/tapes/read') } }))).toThrow(
      /no package of scripts\/azure-fields\/package\.json knows GET .*\/rewind; add the one of the service/,
    );
  });

  it('are refused for an object of Microsoft Graph that nobody named', () => {
    const pets = graphType({ type: 'Microsoft.Graph/pets', kind: 'user', list: graphList('pets', 'Pet.Read.All') });
    expect(() => schemas.of(pets)).toThrow(/GRAPH_OBJECTS does not say what pets answers with/);
  });

  it('are those that $select asks for, all of which exist', () => {
    const users = ($select: string): TypeDefinition =>
      graphType({ type: 'Microsoft.Graph/users', kind: 'user', list: graphList('users', 'User.Read.All', { query: { $select } }) });

    expect(fieldsOf(users('displayName')).types['Microsoft.Graph/users']).toEqual({ id: 't', displayName: 't' });
    expect(() => schemas.of(users('displayName,nickname'))).toThrow(/\$select asks for nickname/);
  });
});

describe('objects of Microsoft Graph', () => {
  it('have their own members, texts for choices, times by name, and no other objects', () => {
    const members = new GraphSchemas(join(folder, 'graph.d.ts')).named('Pet').members();

    expect([...members.keys()]).toEqual(['id', 'birthDateTime', 'kind', 'bowl', 'toys']);
    expect(members.get('birthDateTime')).toEqual({ kind: 'scalar', code: 'd' });
    expect(members.get('kind')).toEqual({ kind: 'scalar', code: 't' });
    expect(members.get('toys')?.kind).toBe('list');
  });
});
