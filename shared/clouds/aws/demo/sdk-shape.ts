/** Gives answers the shape of the SDK's own: `Date` and bytes where the schema has them, and none but its members. */
import { NormalizedSchema } from '@smithy/core/schema';
import type { CloudCall } from '../answerer.ts';
import type { OperationSchemas } from '../types/operation-schemas.ts';

/** The schemas of a call's input and output. @throws TypeError for a call that no client of the SDK made */
export function schemasIn({ schema, operation }: Pick<CloudCall, 'schema' | 'operation'>): OperationSchemas {
  if (!Array.isArray(schema))
    throw new TypeError(`The call ${operation} comes without a schema: it is answered for clients of the SDK alone.`);
  const known = SCHEMAS.get(schema) ?? { input: NormalizedSchema.of(schema[4]), output: NormalizedSchema.of(schema[5]) };
  SCHEMAS.set(schema, known);
  return known;
}
const SCHEMAS = new WeakMap<object, OperationSchemas>();

/** Members that are null or undefined are left out, as are those that the schema does not know. */
export function shaped(value: unknown, schema: NormalizedSchema): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isTimestampSchema()) return new Date(value as string);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(value as string, 'base64'));
  if (schema.isListSchema()) {
    const element = schema.getValueSchema();
    return (value as readonly unknown[]).map((each) => shaped(each, element));
  }
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shaped(each, member)]));
  }
  if (!schema.isStructSchema()) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const members: [string, unknown][] = [];
  for (const [name, member] of membersOf(schema)) {
    const made = shaped(given[name], member);
    if (made !== undefined) members.push([name, made]);
  }
  return Object.fromEntries(members);
}

/** The SDK makes the schemas of members anew at every walk; here they are kept. */
const MEMBERS = new WeakMap<object, readonly (readonly [string, NormalizedSchema])[]>();

function membersOf(schema: NormalizedSchema): readonly (readonly [string, NormalizedSchema])[] {
  const key = schema.getSchema() as object;
  const known = MEMBERS.get(key) ?? [...schema.structIterator()];
  MEMBERS.set(key, known);
  return known;
}
