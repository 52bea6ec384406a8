/** Builds a resource from an item and its details, as its type's definition says. */
import { ALL_FIELDS, type FetchedResource, type Relationship, type UnreadField } from '../cloud.ts';
import { incompleteItem } from './call-failure.ts';
import { matches } from './caller.ts';
import { parseDocument } from './policy-document.ts';
import { plainUrl } from './plain-url.ts';
import type { Item, Match, Path, RelationshipPaths, Tags, Text, TypeDefinition } from '../types/definition.ts';
import { replacedAt, valueAt, valuesAt } from '../types/paths.ts';
import { toPlain } from './plain.ts';

/** Builds the text of a form that the provider's builders made; `at` gives a text of the item, such as that at a path. Null if a part is missing. */
export type FormText = (form: object, at: (text: Text) => string | null) => string | null;

/**
 * The `resource_id` that an id in a relationship stands for, where the cloud writes ids in several ways; null for the id of a resource that is
 * not of the type. Without it, an id stands for itself.
 */
export type RelatedId = (id: string, type: string) => string | null;

export interface ParseContext {
  readonly type: TypeDefinition;
  readonly formText: FormText;
  readonly relatedId?: RelatedId | undefined;
}

/** @throws CloudError if the item has no id: it could not be distinguished from others */
export function parseResource(answered: Item, refused: Readonly<Record<string, UnreadField>>, context: ParseContext): FetchedResource {
  const { type } = context;
  const { raw, unread } = withoutFailures(answered, refused, type);
  const config = stored(raw, type);
  const texts = new Texts(config, context);
  const resource_id = texts.get(type.id);
  if (resource_id === null) throw incompleteItem(`The service sent an item of ${type.type} without its id.`);
  return {
    resource_id,
    native_id: type.nativeId === undefined ? null : texts.get(type.nativeId),
    name: type.name === undefined ? null : texts.get(type.name),
    ...(type.region !== undefined && { region: texts.get(type.region) }),
    tags: tagsOf(config, type.tags, unread),
    config,
    unread,
    relationships: relationshipsOf(texts, config, resource_id, context),
  };
}

/**
 * The item as plain JSON: dropped members and elements of `keepOnly` lists that do not match are left out, values of `keysOnly` maps are null, URLs
 * have no secret, documents are data.
 */
function stored(raw: Item, { keepOnly = {}, drop = [], keysOnly = [], urls = [], documents = [] }: TypeDefinition): Item {
  let config = toPlain(raw);
  for (const [path, match] of Object.entries(keepOnly)) config = replacedAt(config, path, (found) => matchingElements(found, match));
  for (const path of drop) config = replacedAt(config, path, () => undefined);
  for (const path of keysOnly) config = replacedAt(config, path, withoutValues);
  for (const path of urls) config = replacedAt(config, path, (found) => (typeof found === 'string' ? plainUrl(found) : found));
  for (const path of documents) config = replacedAt(config, path, (found) => (typeof found === 'string' ? parseDocument(found) : found));
  return config as Item;
}

/** Takes the errors that the answer itself holds out of it, and the values in whose place they stand. */
function withoutFailures(
  answered: Item,
  refused: Readonly<Record<string, UnreadField>>,
  { failures = [] }: TypeDefinition,
): { readonly raw: Item; readonly unread: Readonly<Record<string, UnreadField>> } {
  let raw: unknown = answered;
  const unread = { ...refused };
  for (const { error, code = 'ErrorCode', field, permission } of failures) {
    const found = valueAt(raw, error);
    if (found === undefined || found === null) continue;
    const told = valueAt(found, code);
    const error_code = typeof told === 'string' ? told : 'Unknown';
    unread[field] = DENIAL.test(error_code) ? { permission, error_code } : { error_code };
    for (const path of [error, field]) raw = replacedAt(raw, path, () => undefined);
  }
  return { raw: raw as Item, unread };
}

/** Codes by which a service says inside an answer that the caller may not read a part of it. */
const DENIAL = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/;

// The lists that a definition filters hold maps.
const matchingElements = (list: unknown, match: Match): unknown =>
  Array.isArray(list) ? (list as readonly Item[]).filter((element) => matches(element, match)) : list;

const withoutValues = (map: unknown): unknown =>
  map === null || typeof map !== 'object' ? map : Object.fromEntries(Object.keys(map).map((key) => [key, null]));

const BRACES = /\{([^}]+)\}/g;

/** Reads the texts of one item. */
export class Texts {
  readonly #item: Item;
  readonly #context: ParseContext;

  constructor(item: Item, context: ParseContext) {
    this.#item = item;
    this.#context = context;
  }

  /** Null if the item has no such text, or an empty one. */
  get(text: Text): string | null {
    if (typeof text === 'string') return this.#at(text);
    if ('word' in text) return text.word;
    if ('lastPartOf' in text) return this.#at(text.lastPartOf)?.split(text.separator).at(-1) || null;
    if ('tag' in text) return tagsOf(this.#item, this.#context.type.tags, {})?.[text.tag] || null;
    if ('template' in text) return this.#filled(text.template);
    if ('form' in text) return this.#context.formText(text.form, (part) => this.get(part));
    for (const choice of text.first) {
      const found = this.get(choice);
      if (found !== null) return found;
    }
    return null;
  }

  #filled(template: string): string | null {
    const parts = new Map([...template.matchAll(BRACES)].map(([braces, path = '']) => [braces, this.#at(path)]));
    return [...parts.values()].includes(null) ? null : template.replaceAll(BRACES, (braces) => parts.get(braces) ?? '');
  }

  /**
   * The text or number at a path, as text; null if there is none. Of several, the smallest, because the order of a list means nothing: the
   * cloud may send it in another order tomorrow.
   */
  #at(path: Path): string | null {
    const texts = valuesAt(this.#item, path).flatMap((value) => {
      if (typeof value === 'number') return String(value);
      return typeof value === 'string' && value !== '' ? value : [];
    });
    const isOrdered = this.#context.type.ordered?.some((list) => path.startsWith(`${list}[]`)) ?? false;
    return (isOrdered ? texts : texts.toSorted())[0] ?? null;
  }
}

/** Null if the tags were not read. */
function tagsOf(
  config: Item,
  tags: TypeDefinition['tags'],
  unread: Readonly<Record<string, UnreadField>>,
): Readonly<Record<string, string>> | null {
  if (tags === undefined) return {};
  if (tags === false) return null;
  const { path, key = 'Key', value = 'Value' }: Tags = typeof tags === 'string' ? { path: tags } : tags;
  const [field = ''] = path.split('.');
  if (field in unread || (ALL_FIELDS in unread && !(field in config))) return null;
  const found = valueAt(config, path);
  if (found === null || typeof found !== 'object') return {};
  if (!Array.isArray(found)) return found as Readonly<Record<string, string>>;
  return Object.fromEntries(
    (found as readonly Readonly<Record<string, string | undefined>>[]).flatMap((each) =>
      each[key] === undefined ? [] : [[each[key], each[value] ?? '']],
    ),
  );
}

/** Each relationship once, in the order of the definition, without those of a resource with itself. */
function relationshipsOf(
  texts: Texts,
  config: Item,
  resourceId: string,
  { type: { type, relationships = [] }, relatedId = (id) => id }: ParseContext,
): readonly Relationship[] {
  const found = relationships.flatMap((paths) =>
    targetsOf(texts, config, paths, relatedId).map((id): Relationship => ({ relation: paths.relation, type: targetType(id, paths), id })),
  );
  return found.filter((relationship) => relationship.type !== type || relationship.id !== resourceId);
}

function targetType(id: string, { type, byPrefix = {} }: RelationshipPaths): string {
  const name = id.startsWith('arn:') ? id.split(':').slice(5).join(':') : id;
  return Object.entries(byPrefix).find(([prefix]) => name.startsWith(prefix))?.[1] ?? type;
}

function targetsOf(
  texts: Texts,
  config: Item,
  { type, paths, texts: forms = [], arns }: RelationshipPaths,
  relatedId: RelatedId,
): readonly string[] {
  const found = [...paths.flatMap((path) => valuesAt(config, path)), ...forms.map((text) => texts.get(text))];
  const ids = found.filter((id) => typeof id === 'string').filter((id) => id.trim() !== '' && (arns === undefined || isArnOf(id, arns)));
  return [...new Set(ids.flatMap((id) => relatedId(id, type) ?? []))];
}

/** Whether the id is an ARN whose service and resource begin with `start`: `lambda:function:`. */
function isArnOf(id: string, start: string): boolean {
  const [scheme, , service = '', , , ...resource] = id.split(':');
  return scheme === 'arn' && `${service}:${resource.join(':')}`.startsWith(start);
}
