import { describe, expect, it } from '@jest/globals';
import { FIELD_LOADERS } from '../../../../../shared/clouds/azure/fields.generated.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/azure/readers.generated.ts';
import { AZURE_TYPES } from '../../../../../shared/clouds/azure/types.generated.ts';
import { ARM_READS } from '../../../../../shared/clouds/azure/types/limits.ts';
import { callsOf } from '../../../../../shared/clouds/types/calls-of.ts';
import type { Text, TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';
import { hasField } from './field-paths.ts';

const SERVICES = await Promise.all(
  Object.entries(SERVICE_LOADERS).map(async ([id, load]) => {
    const fields = await FIELD_LOADERS[id]?.();
    return { id, ...(await load()).DEFINITIONS, fields: fields?.FIELDS ?? { types: {}, shapes: {} } };
  }),
);
const TYPES = SERVICES.flatMap(({ types, fields, service }) => types.map((type) => ({ name: type.type, type, fields, service })));

/** The paths that a text reads. */
function pathsOf(text: Text | undefined): readonly string[] {
  if (text === undefined) return [];
  if (typeof text === 'string') return [text];
  if ('form' in text) return 'path' in text.form ? [String(text.form.path)] : [];
  if ('first' in text) return text.first.flatMap(pathsOf);
  return 'lastPartOf' in text ? [text.lastPartOf] : [];
}

/** Every path of the definition whose value is stored. */
const storedPaths = (type: TypeDefinition): readonly string[] => [
  ...[type.id, type.nativeId, type.name].flatMap(pathsOf),
  ...(typeof type.tags === 'string' ? [type.tags] : []),
  ...(type.relationships ?? []).flatMap(({ paths }) => paths),
  ...(type.volatile ?? []),
  ...(type.times ?? []),
  ...(type.ordered ?? []),
  ...(type.keysOnly ?? []),
];

const SECRET =
  /password|secret|connectionString|accessKey|sharedKey|token|customData|userData|serviceUri|callback|commandLine|webhook|installScript|instrumentation|sasKey/i;

/** Members that name where a secret is, or how it is used, and hold none. */
const NO_SECRETS: ReadonlySet<string> = new Set([
  'appSecretSettingName',
  'clientSecretCertificateIssuer',
  'clientSecretCertificateSubjectAlternativeName',
  'clientSecretCertificateThumbprint',
  'clientSecretSettingName',
  'consumerSecretSettingName',
  'storageAccountConnectionStringName',
  'secretUri',
  'secretUriWithVersion',
  'secretUrl',
  'secrets',
  'keyVaultSecretId',
  'tokenEndpoint',
  'passwordAuth',
  'passwordPolicies',
  'webhookResourceId',
]);

describe("Azure's definitions", () => {
  it('cover what the CIS benchmarks ask for', () => {
    expect(TYPES.length).toBeGreaterThan(85);
    expect(new Set(AZURE_TYPES.map(({ type }) => type)).size).toBe(TYPES.length);
  });

  it.each(TYPES)('$name names only paths that its schema has', ({ name, type, fields }) => {
    const unknown = storedPaths(type).filter((path) => !hasField(fields, name, path));
    expect(unknown).toEqual([]);
  });

  it.each(TYPES)('$name stores nothing that it drops', ({ name, type, fields }) => {
    const stored = (type.drop ?? []).filter((path) => hasField(fields, name, path, true));
    expect(stored).toEqual([]);
  });

  it('store no member that is named like a secret', () => {
    const members = SERVICES.flatMap(({ fields: { types, shapes } }) =>
      Object.values({ ...types, ...shapes }).flatMap((codes) => Object.entries(codes)),
    );
    const texts = members.filter(([, code]) => /^(?:t|\*|\[\]t|\{\}\*)$/.test(code)).map(([name]) => name);
    const suspect = texts.filter((name) => SECRET.test(name) && !NO_SECRETS.has(name));
    expect([...new Set(suspect)].toSorted()).toEqual([]);
  });

  it('never ask for keys, and only read', () => {
    const operations = TYPES.flatMap(({ type }) => callsOf(type).map(({ operation }) => operation));
    expect(operations.filter((operation) => !operation.startsWith('GET '))).toEqual([]);
    expect(operations.filter((operation) => /\/(?:list|regenerate)[A-Z]|listkeys|connectionstrings|appsettings/i.test(operation))).toEqual(
      [],
    );
  });

  it('take no more than ARM allows where a service has no limit of its own', () => {
    const own = SERVICES.filter(({ service }) => service.limit !== ARM_READS).map(({ id }) => id);
    expect(own.toSorted()).toEqual(['entra', 'storage']);
  });

  it('name in their limits only operations that a type calls', () => {
    const operations = new Set(TYPES.flatMap(({ type }) => callsOf(type).map(({ operation }) => operation)));
    const limited = SERVICES.flatMap(({ service }) => Object.keys(service.limits ?? {}));
    expect(limited.filter((operation) => !operations.has(operation))).toEqual([]);
  });
});
