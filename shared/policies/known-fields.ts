/** Which fields the resources of a type have, told from the fields that its provider's schema names. */
import { type ConfigFields, FIELD_CODES, type FieldCodes } from '../clouds/config-fields.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import { typeNamed } from '../registry.ts';

/** What a path may go on with. `**`: anything, as in a policy document. */
export const ANYTHING = '**';

export type FieldKind = 'text' | 'number' | 'boolean' | 'time';

export interface FieldNode {
  /** By segment: a field's name, `[]` (any element of a list), `*` (any key of a map) or `**`. */
  readonly members: ReadonlyMap<string, FieldNode>;
  /** Absent for objects, lists and maps, and where anything may be. */
  readonly kind?: FieldKind;
}

/** The root of a type's fields; undefined if there is no such type. */
export type FieldsOf = (type: string) => FieldNode | undefined;

/** Loads what is known of these types; each service's fields are loaded once in a process. */
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

/** Made when a path goes through it: what refers to itself has no end. */
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
  if (!kind) throw new TypeError(`The generated fields have a code ${JSON.stringify(code)}, which means nothing; run npm run generate.`);
  return { members: new Map(), kind };
}

/** `['Acl', 'Grants', '[]', 'Grantee']` → `Acl.Grants[].Grantee` */
export const pathText = (segments: readonly string[]): string =>
  segments.reduce((text, segment) => (segment === '[]' ? `${text}[]` : text === '' ? segment : `${text}.${segment}`), '');

/** The other way round. */
export const segmentsOf = (path: string): readonly string[] =>
  path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((segment) => segment !== '');
