/** Gives answers the shape of the SDK's own: `Date` and bytes where the schema has them, and none but its members. */
import { NormalizedSchema } from '@smithy/core/schema';

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** An operation as the SDK describes it at run time: `[9, namespace, name, traits, input, output]`. */
export interface OperationShape {
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

export function operationShape(command: new (input: never) => { readonly schema?: unknown }): OperationShape {
  const schema = new command({} as never).schema as readonly unknown[];
  const at = (index: number): NormalizedSchema => {
    const of = schema[index];
    return NormalizedSchema.of((typeof of === 'function' ? (of as () => unknown)() : of) as SchemaRef);
  };
  return { input: at(4), output: at(5) };
}

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
    return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, shaped(each, member)]));
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
