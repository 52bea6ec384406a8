/**
 * The JSON Schemas (2020-12) by which configs of registered resources are checked. People give them, so they are bounded: they refer to nothing outside of
 * themselves, not to themselves in a circle, and a check of the largest config takes a second at most, whatever the schema is.
 */
import type { FuncKeywordDefinition, Options, ValidateFunction } from 'ajv';
import { canonicalJson } from '../canonical-json.ts';
import { InvalidRequest } from '../errors.ts';
import { numberText } from '../number-text.ts';
import { loadPatternEngine, matcherOf, patternSize } from '../policies/cel/regular-expressions.ts';
import { isDeeper } from './body.ts';
import { MULTIPLE_OF } from './multiple-of.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export const MAX_SCHEMA_BYTES = 64 * 1024;
const MAX_SCHEMA_DEPTH = 32;
/** Schemas and values of `enum`, counted as often as references lead to them: each may be tried on every member of a config. */
const MAX_PARTS = 1000;
/** Instructions of all patterns together, counted as above. */
const MAX_INSTRUCTIONS = 500;

/** All errors of a config are told if the schema's parts, times the config's values, are no more: each pair may be an error. Otherwise the first one is. */
const MAX_CHECKS = 100_000;
/** The most errors that are told in words. */
const MAX_TOLD = 10;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const FORMATS = ['date', 'time', 'date-time', 'uuid', 'ipv4', 'ipv6', 'email', 'hostname', 'uri'] as const;
/** Keywords by which a schema names parts of itself or of others in ways that cannot be bounded by looking at it. */
const REFUSED = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$recursiveAnchor', '$vocabulary', '$async'];

/** A checker of configs. @throws InvalidRequest naming the member of the config that is wrong */
export type ConfigCheck = (config: unknown) => void;

/** @throws InvalidRequest naming `schema` if it is no schema, or one that is not allowed */
export async function compileSchema(schema: JsonSchema): Promise<ConfigCheck> {
  await loadPatternEngine();
  const parts = checkSchema(schema);
  const [{ default: loaded }, { default: formats }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  // A bundle gives a CommonJS module that is imported like this as `default` only; checked with the dashboard, `default` has the
  // type of the class, here that of the module.
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- it is needed where the dashboard's compiler reads this file
  const { Ajv2020 } = loaded as unknown as typeof import('ajv/dist/2020.js');
  const options: Options = {
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    logger: false,
    ownProperties: true,
    // Ajv takes two patterns of the same text for one, so each says which it is.
    code: { regExp: Object.assign((pattern: string) => ({ ...matcherOf(pattern, 'linear'), toString: () => pattern }), { code: 're2' }) },
  };
  // Both are CommonJS modules, whose default export Node gives as a member.
  const addFormats = (formats as unknown as { default?: typeof formats }).default ?? formats;
  const compiled = (allErrors: boolean): ValidateFunction => {
    const ajv = new Ajv2020({ ...options, allErrors });
    // The type of `addFormats` is that of its module, which cannot be called.
    (addFormats as unknown as (to: object, options: object) => void)(ajv, { mode: 'fast', formats: FORMATS });
    // Ajv's own compares each element with each other one.
    ajv.removeKeyword('uniqueItems').addKeyword(UNIQUE_ITEMS);
    ajv.removeKeyword('multipleOf').addKeyword(MULTIPLE_OF);
    return ajv.compile({ ...schema });
  };
  let validate: ValidateFunction;
  try {
    validate = compiled(false);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
  let validateAll: ValidateFunction | undefined;
  return (config) => {
    if (validate(config)) return;
    const [first] = validate.errors ?? [];
    if (parts * sizeOf(config) > MAX_CHECKS) throw mismatch(first ? [first] : []);
    validateAll ??= compiled(true);
    validateAll(config);
    throw mismatch(validateAll.errors ?? []);
  };
}

const UNIQUE_ITEMS: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (isOn: boolean, list: readonly unknown[]) => !isOn || new Set(list.map((each) => canonicalJson(each))).size === list.length,
  error: { message: 'must not have the same element twice' },
};

/** The number of values in a config. */
function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, each) => sum + sizeOf(each), 1) : 1;
}

type SchemaError = NonNullable<ValidateFunction['errors']>[number];

/** Names the member of the first error, and tells of all of them, the first ones in words. */
function mismatch(errors: readonly SchemaError[]): InvalidRequest {
  const fieldOf = ({ instancePath }: SchemaError): string => `config${pathOf(instancePath)}`;
  const told = [...new Set(errors.map((error) => `${fieldOf(error)}: ${shortened(messageOf(error))}`))];
  const more = told.length > MAX_TOLD ? `; and ${told.length - MAX_TOLD} more` : '';
  const [first] = errors;
  return new InvalidRequest(
    first ? fieldOf(first) : 'config',
    `${told.slice(0, MAX_TOLD).join('; ')}${more}; the schema of the type asks for that.`,
  );
}

function messageOf({ keyword, params, message = 'is not valid' }: SchemaError): string {
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return `must not have the member ${JSON.stringify(params['additionalProperty'] ?? params['unevaluatedProperty'])}`;
  if (keyword === 'enum') return `must be one of ${JSON.stringify(params['allowedValues'])}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params['allowedValue'])}`;
  return message;
}

/** `/disks/0/size` → `.disks[0].size` */
const pathOf = (pointer: string): string =>
  tokensOf(pointer)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('')
    .slice(0, 200);

const tokensOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The number of the schema's parts, with what its references lead to. @throws InvalidRequest naming `schema` */
function checkSchema(schema: JsonSchema): number {
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes > MAX_SCHEMA_BYTES) throw refused(`it has ${Math.ceil(bytes / 1024)} KiB; at most ${MAX_SCHEMA_BYTES / 1024} KiB are allowed`);
  if (isDeeper(schema, MAX_SCHEMA_DEPTH)) throw refused(`it nests lists and maps more than ${MAX_SCHEMA_DEPTH} deep; make it flatter`);
  const dialect = schema['$schema'] ?? DIALECT;
  if (dialect !== DIALECT) throw refused(`$schema is not ${DIALECT}; write the schema in this dialect, or leave $schema out`);
  const cost = new Cost(schema);
  cost.add(schema, []);
  return cost.parts;
}

/** Keywords whose members have names of people's own, and keywords whose value is no schema. */
const NAMES: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const DATA: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples', 'dependentRequired', 'required']);

/** Sums up what a schema costs, with what its references lead to. */
class Cost {
  readonly #root: JsonSchema;
  #instructions = 0;
  parts = 0;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /**
   * Adds a value of the schema. All members count, but those below a schema's `$defs` only where a reference leads to them.
   * @param through the references that have led here
   * @param is `names`: a map from names of people's own to schemas; `data`: what is compared and no schema, whatever it looks like
   */
  add(value: unknown, through: readonly string[], is: 'schema' | 'names' | 'data' = 'schema'): void {
    if (++this.parts > MAX_PARTS)
      throw refused(`it has more than ${numberText(MAX_PARTS)} parts, with those that its references lead to; make it smaller`);
    if (typeof value === 'string') return;
    if (Array.isArray(value)) {
      for (const each of value) this.add(each, through, is);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (is !== 'schema') {
      for (const member of Object.values(value)) this.add(member, through, is === 'names' ? 'schema' : 'data');
      return;
    }
    for (const [keyword, member] of Object.entries(value)) {
      if (REFUSED.includes(keyword)) throw refused(`${keyword} is not allowed; define parts under $defs, and refer to them by "#/$defs/…"`);
      if (keyword === '$ref') this.#follow(member, through);
      else if (keyword === 'pattern' && typeof member === 'string') this.#addPattern(member);
      else if (keyword === 'patternProperties' && typeof member === 'object' && member !== null)
        for (const pattern of Object.keys(member)) this.#addPattern(pattern);
      if (keyword !== '$defs' && keyword !== 'definitions')
        this.add(member, through, NAMES.has(keyword) ? 'names' : DATA.has(keyword) ? 'data' : 'schema');
    }
  }

  #follow(reference: unknown, through: readonly string[]): void {
    if (typeof reference !== 'string' || !(reference === '#' || reference.startsWith('#/')))
      throw refused(`$ref ${shortened(JSON.stringify(reference))} leads out of the schema; refer to a part of it, such as "#/$defs/disk"`);
    if (through.includes(reference))
      throw refused(`$ref ${shortened(reference)} leads back to itself, which cannot be bounded; write out how deep it goes`);
    this.add(this.#at(reference), [...through, reference]);
  }

  #at(reference: string): unknown {
    let pointer: string;
    try {
      pointer = decodeURIComponent(reference.slice(1));
    } catch {
      throw refused(`$ref ${shortened(reference)} is no JSON Pointer`);
    }
    return tokensOf(pointer).reduce<unknown>((at, token) => {
      const member =
        typeof at === 'object' && at !== null && Object.hasOwn(at, token) ? (at as Readonly<Record<string, unknown>>)[token] : undefined;
      if (member === undefined) throw refused(`$ref ${shortened(reference)} leads nowhere`);
      return member;
    }, this.#root);
  }

  #addPattern(pattern: string): void {
    const size = patternSize(pattern);
    if (typeof size !== 'number') throw refused(`the pattern ${shortened(JSON.stringify(pattern))} ${size.problem.replace(/\.$/, '')}`);
    this.#instructions += size;
    if (this.#instructions > MAX_INSTRUCTIONS)
      throw refused(
        `its patterns are too large: with ${shortened(JSON.stringify(pattern))} they have ${numberText(this.#instructions)} steps to match; at most ${numberText(MAX_INSTRUCTIONS)} are allowed`,
      );
  }
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

const refused = (why: string): InvalidRequest => new InvalidRequest('schema', `schema: ${shortened(why)}.`);
