import { describe, expect, it } from '@jest/globals';
import { APIS, type OciApi } from '../../../../../shared/clouds/oci/apis.ts';
import { FIELD_LOADERS } from '../../../../../shared/clouds/oci/fields.generated.ts';
import { apiOf } from '../../../../../shared/clouds/oci/oci-transport.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/oci/readers.generated.ts';
import { OCI_TYPES } from '../../../../../shared/clouds/oci/types.generated.ts';
import { callsOf } from '../../../../../shared/clouds/types/calls-of.ts';
import type { TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';
import { hasField, hasFieldAt } from '../../azure/types/field-paths.ts';

const SERVICES = await Promise.all(
  Object.entries(SERVICE_LOADERS).map(async ([id, load]) => {
    const fields = await FIELD_LOADERS[id]?.();
    return { id, ...(await load()).DEFINITIONS, fields: fields?.FIELDS ?? { types: {}, shapes: {} } };
  }),
);
const TYPES = SERVICES.flatMap(({ types, fields }) => types.map((type) => ({ name: type.type, type, fields })));

/** Values that OCI sends and its models do not have: they are the same for every type, or parts of SCIM's extensions. */
const BEYOND_MODELS = /^(?:systemTags|etag|urn:.*)$/;

/** Every path of the definition whose value is stored. */
const storedPaths = (type: TypeDefinition): readonly string[] =>
  [
    ...[type.id, type.nativeId, type.name].filter((text) => typeof text === 'string'),
    ...(type.relationships ?? []).flatMap(({ paths }) => paths),
    ...(type.volatile ?? []),
    ...(type.times ?? []),
    ...(type.keysOnly ?? []),
    ...(type.urls ?? []),
  ].filter((path) => !BEYOND_MODELS.test(path));

describe("OCI's definitions", () => {
  it('cover what the CIS benchmark asks for', () => {
    const asked = [
      'AuthenticationPolicy',
      'BootVolume',
      'Bucket',
      'CloudGuardConfiguration',
      'Compartment',
      'Domain',
      'EventRule',
      'FileSystem',
      'Group',
      'IdentityDomainPasswordPolicy',
      'IdentityDomainUser',
      'Instance',
      'Key',
      'Log',
      'LogGroup',
      'NetworkSecurityGroup',
      'OnsSubscription',
      'OnsTopic',
      'Policy',
      'SecurityList',
      'Subnet',
      'TagDefault',
      'User',
      'Vault',
      'Vcn',
      'Volume',
    ];

    expect(OCI_TYPES.map(({ type }) => type)).toEqual(expect.arrayContaining(asked));
    expect(new Set(OCI_TYPES.map(({ type }) => type)).size).toBe(TYPES.length);
  });

  it.each(TYPES)('$name names only paths that its models have', ({ name, type, fields }) => {
    expect(storedPaths(type).filter((path) => !hasField(fields, name, path))).toEqual([]);
  });

  it.each(TYPES)('$name stores nothing that it drops', ({ name, type, fields }) => {
    expect((type.drop ?? []).filter((path) => hasField(fields, name, path, true))).toEqual([]);
  });

  it.each(TYPES)('$name is read only, at a host that is known or that an item names', ({ type }) => {
    for (const call of callsOf(type)) {
      const { host }: OciApi = APIS[apiOf(call)];
      expect([call.operation, host !== undefined]).toEqual([expect.stringMatching(/^GET /), !call.operation.startsWith('GET {')]);
    }
  });

  it.each([
    ['Instance', ['metadata', 'user_data']],
    ['FunctionsFunction', ['config', 'KEY']],
    ['NodePool', ['nodeMetadata', 'user_data']],
  ])('%s keeps the keys and not the values of what users fill in', (name, [map = '', key = '']) => {
    const found = TYPES.find((each) => each.name === name);

    expect(found?.type.keysOnly).toContain(map);
    expect(found && hasFieldAt(found.fields, name, [map, key])).toBe(true);
  });

  it('store no object of a bucket, and ask for no more than policies of inspect and read allow', () => {
    const calls = TYPES.flatMap(({ type }) => callsOf(type));

    expect(calls.filter(({ operation }) => /\/o(?:\/|$)/.test(operation))).toEqual([]);
    expect(
      calls
        .map(({ permission }) => permission)
        .filter((permission) => permission === 'read objects' || permission === 'read all-resources'),
    ).toEqual([]);
  });
});
