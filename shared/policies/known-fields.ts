/** The fields that resources of a type can have, from the provider's generated schemas. */
import { type ConfigFields, FIELD_CODES, type FieldCodes } from '../clouds/config-fields.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import { typeNamed } from '../registry.ts';

/** Segment below which every field is allowed, as in a policy document. */
export const ANYTHING = '**';

export type FieldKind = 'text' | 'number' | 'boolean' | 'time';

export interface FieldNode {
  /** Child nodes by segment: a field's name, `[]` (any element of a list), `*` (any key of a map) or `**` (anything). */
  readonly members: ReadonlyMap<string, FieldNode>;
  /** Absent for objects, lists and maps, and where anything is allowed. */
  readonly kind?: FieldKind;
}

/** Returns the root of a type's fields; undefined if the fields of the type are not known. */
export type FieldsOf = (type: string) => FieldNode | undefined;

/** Loads the fields of these types. Each service's fields are loaded once per process. */
export async function loadFields(types: readonly string[]): Promise<FieldsOf> {
  const roots = new Map<string, FieldNode>();
  await Promise.all(
    types.map(async (name) => {
      const type = typeNamed(name);
      const provider = PROVIDER_FACTS.find(({ id }) => id === type?.provider);
      if (!type || !provider) return;
      const fields = await provider.fields(type.service);
      const codes = fields.types[name];
      if (codes) roots.set(name, new ObjectNode(codes, fields));
    }),
  );
  return (type) => roots.get(type);
}

/** An object whose members are built when a path first reads them, because a schema that refers to itself has no end. */
class ObjectNode implements FieldNode {
  readonly #codes: FieldCodes;
  readonly #fields: ConfigFields;
  #members: ReadonlyMap<string, FieldNode> | undefined;

  constructor(codes: FieldCodes, fields: ConfigFields) {
    this.#codes = codes;
    this.#fields = fields;
  }

  get members(): ReadonlyMap<string, FieldNode> {
    return (this.#members ??= new Map(Object.entries(this.#codes).map(([name, code]) => [name, nodeOf(code, this.#fields)])));
  }
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  [FIELD_CODES.text]: 'text',
  [FIELD_CODES.number]: 'number',
  [FIELD_CODES.boolean]: 'boolean',
  [FIELD_CODES.time]: 'time',
};

/** @throws TypeError if the code, or the shape that it names, does not exist */
function nodeOf(code: string, fields: ConfigFields): FieldNode {
  if (code.startsWith(FIELD_CODES.list)) return { members: new Map([['[]', nodeOf(code.slice(FIELD_CODES.list.length), fields)]]) };
  if (code.startsWith(FIELD_CODES.map)) return { members: new Map([['*', nodeOf(code.slice(FIELD_CODES.map.length), fields)]]) };
  if (code === FIELD_CODES.anything) return { members: new Map([[ANYTHING, { members: new Map() }]]) };
  const shape = code.startsWith(FIELD_CODES.shape) ? fields.shapes[code.slice(FIELD_CODES.shape.length)] : undefined;
  if (shape) return new ObjectNode(shape, fields);
  const kind = KINDS[code];
  if (!kind) throw new TypeError(`The generated fields have the unknown code ${JSON.stringify(code)}; run npm run generate.`);
  return { members: new Map(), kind };
}

/** `['Acl', 'Grants', '[]', 'Grantee']` → `Acl.Grants[].Grantee` */
export const pathText = (segments: readonly string[]): string =>
  segments.reduce((text, segment) => (segment === '[]' ? `${text}[]` : text === '' ? segment : `${text}.${segment}`), '');

/** `Acl.Grants[].Grantee` → `['Acl', 'Grants', '[]', 'Grantee']` */
export const segmentsOf = (path: string): readonly string[] =>
  path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((segment) => segment !== '');
