/** Writes the text of a new policy file, for its author to edit. */
import { InvalidRequest } from '../errors.ts';
import { registeredType } from '../clouds/registered-type.ts';
import { RESOURCE_TYPES, typeNamed } from '../registry.ts';
import { enumerated, suggestion } from '../validation/nearest.ts';
import { stepsOf } from './field-steps.ts';
import { ANYTHING, type FieldKind, type FieldNode, loadFields } from './known-fields.ts';
import { POLICY_ID } from './policy.ts';

export interface Scaffold {
  readonly id: string;
  readonly type: string;
  /**
   * A field of the type's configuration, also one within another: `VersioningConfiguration.Status`. Of a path into a list, the list is taken. A name
   * that is no word stands in brackets: `Variables["A-B"]`. If
   * undefined, the first field that every inventory reads; `owner` for a type of registered resources.
   */
  readonly field?: string | undefined;
  /** The tag that the policy is about, instead of a field. */
  readonly tag?: string | undefined;
  /** Path of the JSON Schema relative to the policy file, if editors can read it from there. */
  readonly schema?: string;
}

/** The policy's YAML. Its tests pass before it is edited. @throws InvalidRequest if the id, the type, the field or the tag is not valid */
export async function scaffold({ id, type, field, tag, schema }: Scaffold): Promise<string> {
  if (!POLICY_ID.test(id))
    throw new InvalidRequest(
      'id',
      `${JSON.stringify(id)} is not a policy id; write <service>.<name> in lower case, such as aws.s3.bucket-versioning-enabled.`,
    );
  if (tag !== undefined && field !== undefined)
    throw new InvalidRequest('tag', 'A draft is about one field or one tag; leave out "field" or "tag".');
  const { subject, key, pass, orNull, set, unset, unread } = tag === undefined ? await aboutField(type, field) : aboutTag(type, tag);
  return `${schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`}id: ${id}
title: Resources should meet a rule that you write here, such as "S3 buckets should have tags"
description: Say what is wrong with a resource that fails, and why it matters.
severity: medium # critical, high, medium, low or informational
resource_type: ${type}
# CEL over config, tags, resource and now. Where the provider leaves ${key} out if it is not set: ${orNull} != null
pass: ${scalar(pass)}
# CEL too: the values to show of a resource that fails, so that people see why
evidence: ${inQuotes(`{${quoted(key)}: ${orNull}}`)}
remediation:
  text: Say what to change, in a sentence or two.
  console:
    - Say what to do in the console, step by step.
references: []
frameworks: {}
tests:
  - name: ${scalar(`${subject} is set`)}
    verdict: pass
    resource: ${set}
  - name: ${scalar(`${subject} is not set`)}
    verdict: fail
    resource: ${unset}
  - name: ${scalar(`${subject} may not be read`)}
    verdict: unknown
    resource: ${unread}
`;
}

interface Parts {
  /** `the field Status` */
  readonly subject: string;
  /** The name of the value among the evidence. */
  readonly key: string;
  readonly pass: string;
  /** The value, or null where it is absent. */
  readonly orNull: string;
  /** The resources of the tests, as YAML. */
  readonly set: string;
  readonly unset: string;
  readonly unread: string;
}

async function aboutField(type: string, field: string | undefined): Promise<Parts> {
  const { names, node } = await chosenField(type, field);
  const [first = ''] = names;
  const path = names.map((name) => (isWord(name) ? `.${name}` : `[${quoted(name)}]`)).join('');
  const key = names.every(isWord) ? names.join('.') : `config${path}`;
  const example = key === typeNamed(type)?.owner ? OWNER : exampleOf(node);
  return {
    subject: `the field ${key}`,
    key,
    pass: `config${path} != null`,
    orNull: `config${optionalPath(names)}.orValue(null)`,
    set: `{config: ${within(names, example)}}`,
    unset: `{config: ${within(names, 'null')}}`,
    unread: `{unread: ${within([first], '{error_code: AccessDenied}')}}`,
  };
}

function aboutTag(type: string, tag: string): Parts {
  checkType(type);
  const key = isWord(tag) ? tag : `tags[${quoted(tag)}]`;
  const orNull = `tags${optionalPath([tag])}.orValue(null)`;
  return {
    subject: `the tag ${key}`,
    key,
    pass: `${orNull} != null`,
    orNull,
    set: `{tags: ${within([tag], 'something')}}`,
    unset: '{tags: {}}',
    unread: '{tags: null, unread: {Tags: {error_code: AccessDenied}}}',
  };
}

/** Tells whether the name may follow a dot in CEL: words of the language may not. */
const isWord = (name: string): boolean => /^(?!(?:in|true|false|null)$)[A-Za-z_]\w*$/.test(name);

/** Steps of CEL that give no error where a name is absent. */
const optionalPath = (names: readonly string[]): string =>
  names.map((name) => (isWord(name) ? `.?${name}` : `[?${quoted(name)}]`)).join('');

/** A text as CEL and YAML write it, whose characters that cannot be seen are escapes. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );

/** A text as YAML in single quotes, within which no character but these is special. */
const inQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A text as YAML; in quotes if it holds more than words, dots and comparisons. */
const scalar = (text: string): string => (/^\w[\w .?()!=]*$/.test(text) ? text : inQuotes(text));

/** Names that YAML takes for other than text. */
const NO_TEXT = /^(?:true|false|null)$/i;

/** The value below these names, as YAML: `{A: {B: 1}}`. */
const within = (names: readonly string[], value: string): string =>
  names.reduceRight((inner, name) => `{${isWord(name) && !NO_TEXT.test(name) ? name : quoted(name)}: ${inner}}`, value);

interface ChosenField {
  /** The names from the configuration to the field. */
  readonly names: readonly string[];
  readonly node: FieldNode;
}

async function chosenField(type: string, field: string | undefined): Promise<ChosenField> {
  if (registeredType(type)) return registeredField(field);
  checkType(type);
  const root = (await loadFields([type]))(type);
  const all = namesIn(root);
  const optional = typeNamed(type)?.optional ?? [];
  const usual = all.find((name) => !optional.includes(name)) ?? all[0];
  const written = field ?? usual ?? '';
  const names = root?.members.has(written) ? [written] : namesOf(written);
  let node = root;
  for (const [depth, name] of names.entries()) {
    const next = member(node, name);
    if (!next) {
      const where = [type, ...names.slice(0, depth)].join('.');
      throw unknown('field', `${where} has no field ${JSON.stringify(depth === 0 ? written : name)}`, name, namesIn(node));
    }
    node = next;
  }
  // A type of which no field is known has none to choose.
  if (!node) throw unknown('field', `${type} has no field ${JSON.stringify(written)}`, written, all);
  return { names, node };
}

/** @throws InvalidRequest unless it is a type of a provider or of registered resources */
function checkType(type: string): void {
  const types = RESOURCE_TYPES.map((each) => each.type);
  if (!registeredType(type) && !types.includes(type)) throw unknown('type', `${JSON.stringify(type)} is not a resource type`, type, types);
}

/** The names before the first place in a list, because a path that is copied from a resource may lead into one: `Tags[0].Key` → `Tags`. */
function namesOf(path: string): readonly string[] {
  const steps = stepsOf(path) ?? [];
  const place = steps.findIndex((step) => typeof step === 'number');
  const names = (place === -1 ? steps : steps.slice(0, place)).map(String);
  // A text that is no path, and one that begins with a place in a list, count as the name of a field, which no type has.
  return names.length === 0 ? [path] : names;
}

/** People decide which fields a registered resource has, so any name may be one. */
function registeredField(field = 'owner'): ChosenField {
  const names = namesOf(field);
  if (!names.every((name) => /^[\w-]+$/.test(name)))
    throw new InvalidRequest(
      'field',
      `${JSON.stringify(field.slice(0, 100))} is not the path of a field; write names of letters, digits, "_" and "-" with dots between them, such as location.rack.`,
    );
  return { names, node: { members: new Map(), kind: 'text' } };
}

/** If the service answers with a map, such as the attributes of a queue, any name may be a field; and below a policy document, whose form nobody knows. */
const member = (node: FieldNode | undefined, name: string): FieldNode | undefined =>
  node?.members.get(name) ?? node?.members.get('*') ?? (node?.members.has(ANYTHING) ? node : undefined);

const namesIn = (node: FieldNode | undefined): readonly string[] =>
  [...(node?.members.keys() ?? [])].filter((name) => name !== '*' && name !== '[]' && name !== ANYTHING);

const unknown = (field: string, what: string, name: string, known: readonly string[]): InvalidRequest =>
  new InvalidRequest(field, `${what}; there are ${enumerated(known)}.${suggestion(name, known)}`);

function exampleOf({ members, kind }: FieldNode): string {
  return kind === undefined ? (members.has('[]') ? '[]' : '{}') : EXAMPLES[kind];
}

/** The account that a policy's tests are about: a resource of another one is judged there, and not here. */
const OWNER = "'111122223333'";

const EXAMPLES: Readonly<Record<FieldKind, string>> = { text: 'something', number: '1', boolean: 'true', time: "'2026-01-01T00:00:00Z'" };
