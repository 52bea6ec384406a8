/** The schema of a value in an answer of an API, wherever it was read from. Members are functions because a schema may contain itself. */
export type Schema =
  | { readonly kind: 'scalar'; readonly code: 't' | 'n' | 'b' | 'd' }
  | { readonly kind: 'anything' }
  | { readonly kind: 'list'; readonly element: () => Schema }
  | { readonly kind: 'map'; readonly value: () => Schema }
  | ObjectSchema;

export interface ObjectSchema {
  readonly kind: 'object';
  /** Unique among the objects of all packages. */
  readonly name: string;
  readonly members: () => ReadonlyMap<string, Schema>;
  /** The values of further members, whose names the user chooses; undefined if there are none. */
  readonly others?: () => Schema;
}

export const ANYTHING: Schema = { kind: 'anything' };

/** The schema at a path (`value`, `properties.state`, `@`). @throws TypeError if the path does not exist */
export function schemaAt(schema: Schema, path: string): Schema {
  let at = schema;
  for (const step of path === '@' ? [] : path.split('.')) {
    if (at.kind === 'anything') return at;
    const member = at.kind === 'object' ? at.members().get(step) : undefined;
    if (!member) throw new TypeError(`the answer has no ${path}`);
    at = member;
  }
  return at;
}

/** An object with the members of both; where both have a member, with those of both again. */
export function merged(one: Schema, other: Schema): Schema {
  if (one.kind !== 'object' || other.kind !== 'object') return other;
  const others = other.others ?? one.others;
  return {
    kind: 'object',
    name: `${one.name} and ${other.name}`,
    members: () => {
      const members = new Map(one.members());
      for (const [name, schema] of other.members()) {
        const known = members.get(name);
        members.set(name, known && known !== schema ? merged(known, schema) : schema);
      }
      return members;
    },
    ...(others && { others }),
  };
}
