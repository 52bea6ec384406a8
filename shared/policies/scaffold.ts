/** Writes the text of a new policy file, for its author to edit. */
import { InvalidRequest } from '../errors.ts';
import { registeredType } from '../clouds/registered-type.ts';
import { RESOURCE_TYPES, typeNamed } from '../registry.ts';
import { enumerated, suggestion } from '../validation/nearest.ts';
import { type FieldKind, type FieldNode, loadFields } from './known-fields.ts';
import { POLICY_ID } from './policy.ts';

export interface Scaffold {
  readonly id: string;
  readonly type: string;
  /**
   * A field of the type's configuration, also one within another: `VersioningConfiguration.Status`. Of a path into a list, the list is taken. If
   * undefined, the first field that every inventory reads; `owner` for a type of registered resources.
   */
  readonly field?: string | undefined;
  /** Path of the JSON Schema relative to the policy file, if editors can read it from there. */
  readonly schema?: string;
}

/** The policy's YAML. Its tests pass before it is edited. @throws InvalidRequest if the id, the type or the field is not valid */
export async function scaffold({ id, type, field, schema }: Scaffold): Promise<string> {
  if (!POLICY_ID.test(id))
    throw new InvalidRequest(
      'id',
      `${JSON.stringify(id)} is not a policy id; write <service>.<name> in lower case, such as aws.s3.bucket-versioning-enabled.`,
    );
  const { names, node } = await chosenField(type, field);
  const [first = ''] = names;
  const name = names.join('.');
  const value = `config${names.map((each) => (isWord(each) ? `.${each}` : `["${each}"]`)).join('')}`;
  const orNull = `config${names.map((each) => (isWord(each) ? `.?${each}` : `[?"${each}"]`)).join('')}.orValue(null)`;
  const example = name === typeNamed(type)?.owner ? OWNER : exampleOf(node);
  return `${schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`}id: ${id}
title: Resources should meet a rule that you write here, such as "S3 buckets should have tags"
description: Say what is wrong with a resource that fails, and why it matters.
severity: medium # critical, high, medium, low or informational
resource_type: ${type}
# CEL over config, tags, resource and now. Where the provider leaves ${name} out if it is not set: ${orNull} != null
pass: ${value} != null
# CEL too: the values to show of a resource that fails, so that people see why
evidence: '{"${name}": ${orNull}}'
remediation:
  text: Say what to change, in a sentence or two.
  console:
    - Say what to do in the console, step by step.
references: []
frameworks: {}
tests:
  - name: the field ${name} is set
    verdict: pass
    resource: {config: ${within(names, example)}}
  - name: the field ${name} is not set
    verdict: fail
    resource: {config: ${within(names, 'null')}}
  - name: the field ${name} may not be read
    verdict: unknown
    resource: {unread: ${within([first], '{error_code: AccessDenied}')}}
`;
}

/** Tells whether the name may follow a dot in CEL: words of the language may not. */
const isWord = (name: string): boolean => /^(?!(?:in|true|false|null)$)[A-Za-z_]\w*$/.test(name);

/** The value below these names, as YAML: `{A: {B: 1}}`. */
const within = (names: readonly string[], value: string): string =>
  names.reduceRight((inner, name) => `{${isWord(name) ? name : `'${name}'`}: ${inner}}`, value);

interface ChosenField {
  /** The names from the configuration to the field. */
  readonly names: readonly string[];
  readonly node: FieldNode;
}

async function chosenField(type: string, field: string | undefined): Promise<ChosenField> {
  if (registeredType(type)) return registeredField(field);
  const types = RESOURCE_TYPES.map((each) => each.type);
  if (!types.includes(type)) throw unknown('type', `${JSON.stringify(type)} is not a resource type`, type, types);
  const root = (await loadFields([type]))(type);
  const all = namesIn(root);
  const optional = typeNamed(type)?.optional ?? [];
  const usual = all.find((name) => !optional.includes(name)) ?? all[0];
  const written = field ?? usual ?? '';
  const path = beforeList(written);
  const names = member(root, path) ? [path] : path.split('.');
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

/** A path that is copied from a resource may lead into a list: `Tags[0].Key` → `Tags`. */
const beforeList = (path: string): string => path.split('[', 1)[0] ?? '';

/** People decide which fields a registered resource has, so any name may be one. */
function registeredField(field = 'owner'): ChosenField {
  const names = beforeList(field).split('.');
  if (!names.every((name) => /^[\w-]+$/.test(name)))
    throw new InvalidRequest(
      'field',
      `${JSON.stringify(field.slice(0, 100))} is not the path of a field; write names of letters, digits, "_" and "-" with dots between them, such as location.rack.`,
    );
  return { names, node: { members: new Map(), kind: 'text' } };
}

/** If the service answers with a map, such as the attributes of a queue, any name may be a field. */
const member = (node: FieldNode | undefined, name: string): FieldNode | undefined =>
  node?.members.get(name) ?? (/^\w+$/.test(name) ? node?.members.get('*') : undefined);

const namesIn = (node: FieldNode | undefined): readonly string[] =>
  [...(node?.members.keys() ?? [])].filter((name) => name !== '*' && name !== '[]');

const unknown = (field: string, what: string, name: string, known: readonly string[]): InvalidRequest =>
  new InvalidRequest(field, `${what}; there are ${enumerated(known)}.${suggestion(name, known)}`);

function exampleOf({ members, kind }: FieldNode): string {
  return kind === undefined ? (members.has('[]') ? '[]' : '{}') : EXAMPLES[kind];
}

/** The account that a policy's tests are about: a resource of another one is judged there, and not here. */
const OWNER = "'111122223333'";

const EXAMPLES: Readonly<Record<FieldKind, string>> = { text: 'something', number: '1', boolean: 'true', time: "'2026-01-01T00:00:00Z'" };
