/** Gives answers the shape of the SDK's own: `Date` and bytes where the schema has them, and only the schema's members. */
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
export const shaped = (value: unknown, schema: NormalizedSchema): unknown => shaperOf(schema)(value);

type Shaper = (value: unknown) => unknown;

/** The shapers by the SDK's own schema. Each schema is read once: the SDK makes the schemas of members anew at every walk. */
const SHAPERS = new Map<unknown, Shaper>();

function shaperOf(schema: NormalizedSchema): Shaper {
  // A member's schema is a reference with traits to the schema that has the shape.
  const key = schema.isStructSchema() ? schema.getSchema() : undefined;
  const known = SHAPERS.get(key);
  if (known) return known;
  const make = makerOf(schema);
  const shaper: Shaper = (value) => (value === null || value === undefined ? undefined : make(value));
  if (key !== undefined) SHAPERS.set(key, shaper);
  return shaper;
}

function makerOf(schema: NormalizedSchema): (value: unknown) => unknown {
  if (schema.isTimestampSchema()) return (value) => new Date(value as string);
  if (schema.isBlobSchema()) return (value) => new Uint8Array(Buffer.from(value as string, 'base64'));
  if (schema.isListSchema()) {
    const element = shaperOf(schema.getValueSchema());
    return (value) => (value as readonly unknown[]).map(element);
  }
  if (schema.isMapSchema()) {
    const member = shaperOf(schema.getValueSchema());
    return (value) => Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, member(each)]));
  }
  return schema.isStructSchema() ? structureMaker(schema) : (value) => value;
}

function structureMaker(schema: NormalizedSchema): (value: unknown) => unknown {
  // Some structures contain themselves, so members are read at the first use.
  let members: readonly (readonly [name: string, shaper: Shaper])[] | undefined;
  return (value) => {
    members ??= [...schema.structIterator()].map(([name, member]) => [name, shaperOf(member)]);
    const given = value as Readonly<Record<string, unknown>>;
    const made: Record<string, unknown> = {};
    for (const [name, shaper] of members) {
      const member = shaper(given[name]);
      if (member !== undefined) made[name] = member;
    }
    return made;
  };
}
