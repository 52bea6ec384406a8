/** The JSON Schemas (2020-12) of managers, made from the schemas that check requests, so that the two agree. */
import { z } from 'zod';
import { outputName } from './dependencies.ts';
import type { Manager } from './manager.ts';
import { isObject } from './merge-patch.ts';
import type { Json, JsonObject } from './model.ts';
import { newSpecSchema } from './spec-schema.ts';

/** The schema of what comes in: fields with a default may be left out. */
export function jsonSchemaOf(schema: z.ZodType): JsonObject {
  // A JSON Schema is JSON.
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' }) as object as JsonObject;
}

/** The schema of a whole request for a resource of the manager's type. */
export function requestSchemaOf(manager: Pick<Manager, 'type' | 'configSchema' | 'nameSchema' | 'deletionPolicies'>): JsonObject {
  const { $schema: _dialect, properties, ...whole } = jsonSchemaOf(newSpecSchema);
  const { $schema: _sameDialect, ...config } = jsonSchemaOf(manager.configSchema);
  return {
    ...whole,
    title: `managed ${manager.type}`,
    properties: {
      // It has properties, because it is the schema of an object.
      ...(properties as JsonObject),
      type: { const: manager.type },
      deletion_policy: { enum: manager.deletionPolicies },
      config,
    },
  };
}

/** The values that fields have if nothing is written, by their JSON Pointers. A field of some forms of the configuration alone is left out if the forms differ. */
export function defaultsOf({ configSchema }: Pick<Manager, 'configSchema'>): JsonObject {
  const found = new Map<string, Json | undefined>();
  for (const [path, value] of defaultsIn(jsonSchemaOf(configSchema), ''))
    found.set(path, found.has(path) && JSON.stringify(found.get(path)) !== JSON.stringify(value) ? undefined : value);
  return Object.fromEntries([...found].flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])));
}

function* defaultsIn(schema: Json | undefined, path: string): Generator<readonly [string, Json]> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const { properties = {}, anyOf = [], oneOf = [], allOf = [], default: value } = schema as JsonObject;
  // An object that is empty by default gets the defaults of its own fields.
  const isEmpty = isObject(value) && Object.keys(value).length === 0 && Object.keys(properties as JsonObject).length > 0;
  if (value !== undefined && path !== '' && !isEmpty) {
    yield [path, value];
    return;
  }
  for (const option of [anyOf, oneOf, allOf].flat()) yield* defaultsIn(option, path);
  // The properties of a schema are an object of schemas.
  for (const [name, member] of Object.entries(properties as JsonObject))
    yield* defaultsIn(member, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

/** The outputs, with what refers to each, and the name by which it fills fields of dependents. */
export const outputsOf = ({ type, outputs }: Pick<Manager, 'type' | 'outputs'>) =>
  Object.keys(outputs).map((name) => ({ name, documented_name: outputName(type, name), reference: `\${deps.NAME.${name}}` }));
