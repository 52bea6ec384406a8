/** The schemas of the input and the output of an operation, which every SDK command carries. */
import { NormalizedSchema } from '@smithy/core/schema';
import type { TokenMembers } from './definition.ts';
import type { CommandClass } from './loaded-service.ts';

export interface OperationSchemas {
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

/** Returns the same object at every call. @throws TypeError if the class is no SDK command */
export function schemasOf(command: CommandClass): OperationSchemas {
  const known = SCHEMAS.get(command) ?? readSchemas(command);
  SCHEMAS.set(command, known);
  return known;
}
const SCHEMAS = new WeakMap<CommandClass, OperationSchemas>();

function readSchemas(command: CommandClass): OperationSchemas {
  const { schema } = new command({} as never) as { readonly schema?: readonly unknown[] };
  if (schema?.[0] !== OPERATION) throw new TypeError(`${command.name} is no command of the AWS SDK: it has no operation schema.`);
  return { input: NormalizedSchema.of(schema[4] as never), output: NormalizedSchema.of(schema[5] as never) };
}

/** How the SDK marks an operation's schema: `[9, namespace, name, traits, input, output]`. */
const OPERATION = 9;

/** The usual names of page tokens: the input member, and the output members that may hold its next value. */
const TOKENS: readonly (readonly [input: string, outputs: readonly string[]])[] = [
  ['NextToken', ['NextToken']],
  ['nextToken', ['nextToken']],
  ['Marker', ['NextMarker', 'Marker']],
  ['marker', ['nextMarker', 'marker']],
  ['ContinuationToken', ['NextContinuationToken', 'ContinuationToken']],
  ['ExclusiveStartTableName', ['LastEvaluatedTableName']],
  ['ExclusiveStartKey', ['LastEvaluatedKey']],
  ['PaginationToken', ['PaginationToken']],
  ['PageToken', ['NextPageToken', 'PageToken']],
  ['pageToken', ['nextPageToken']],
  ['position', ['position']],
];

/** Undefined if the operation has no members that look like page tokens. */
export function tokensOf({ input, output }: OperationSchemas): TokenMembers | undefined {
  const inputs = memberNames(input);
  const outputs = memberNames(output);
  for (const [taken, given] of TOKENS) {
    const token = given.find((name) => outputs.includes(name));
    if (inputs.includes(taken) && token !== undefined) return [taken, token];
  }
  return undefined;
}

export function memberNames(schema: NormalizedSchema): readonly string[] {
  const known = NAMES.get(schema) ?? (schema.isStructSchema() ? Object.keys(schema.getMemberSchemas()) : []);
  NAMES.set(schema, known);
  return known;
}
/** A cache: to list the names of members, the SDK builds all their schemas at each call. */
const NAMES = new WeakMap<NormalizedSchema, readonly string[]>();
