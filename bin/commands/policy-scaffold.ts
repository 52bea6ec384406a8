/** Writes the text of a new policy file, for its author to edit. */
import { type FieldKind, type FieldNode, loadFields } from '../../shared/policies/known-fields.ts';
import { POLICY_ID } from '../../shared/policies/policy.ts';
import { RESOURCE_TYPES, typeNamed } from '../../shared/registry.ts';
import { enumerated, suggestion } from '../../shared/validation/nearest.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export interface Scaffold {
  readonly id: string;
  readonly type: string;
  /** A top-level field of the type's configuration; if undefined, the first one that every inventory reads. */
  readonly field?: string | undefined;
  /** Path of the JSON Schema relative to the policy file: editors read it from there. */
  readonly schema: string;
}

/** The policy's YAML. Its tests pass before it is edited. @throws CommandError if the id, the type or the field is not valid */
export async function scaffold({ id, type, field, schema }: Scaffold): Promise<string> {
  if (!POLICY_ID.test(id)) {
    throw new CommandError(
      `${JSON.stringify(id)} is not a policy id; write <service>.<name> in lower case, such as aws.s3.bucket-versioning-enabled.`,
      EXIT.refused,
    );
  }
  const [name, node] = await chosenField(type, field);
  const isWord = /^[A-Za-z_]\w*$/.test(name);
  const value = isWord ? `config.${name}` : `config["${name}"]`;
  const orNull = isWord ? `config.?${name}.orValue(null)` : `config[?"${name}"].orValue(null)`;
  const key = isWord ? name : `'${name}'`;
  return `# yaml-language-server: $schema=${schema}
id: ${id}
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
    resource: {config: {${key}: ${name === typeNamed(type)?.owner ? OWNER : exampleOf(node)}}}
  - name: the field ${name} is not set
    verdict: fail
    resource: {config: {${key}: null}}
  - name: the field ${name} may not be read
    verdict: unknown
    resource: {unread: {${key}: {error_code: AccessDenied}}}
`;
}

async function chosenField(type: string, field: string | undefined): Promise<readonly [string, FieldNode]> {
  const types = RESOURCE_TYPES.map((each) => each.type);
  if (!types.includes(type)) throw unknown(`${JSON.stringify(type)} is not a resource type`, type, types);
  const members = (await loadFields([type]))(type)?.members;
  const fields = [...(members ?? [])].filter(([name]) => name !== '*');
  // If the service answers with a map, such as the attributes of a queue, any name may be a field.
  const any = members?.get('*');
  const mapField = any && /^\w+$/.test(field ?? '') ? ([field ?? '', any] as const) : undefined;
  const optional = typeNamed(type)?.optional ?? [];
  const usual = fields.find(([name]) => !optional.includes(name)) ?? fields[0];
  const chosen = field === undefined ? usual : (fields.find(([name]) => name === field) ?? mapField);
  if (!chosen) {
    const names = fields.map(([name]) => name);
    throw unknown(`${type} has no field ${JSON.stringify(field)}`, field ?? '', names);
  }
  return chosen;
}

const unknown = (what: string, name: string, known: readonly string[]): CommandError =>
  new CommandError(`${what}; there are ${enumerated(known)}.${suggestion(name, known)}`, EXIT.refused);

function exampleOf({ members, kind }: FieldNode): string {
  return kind === undefined ? (members.has('[]') ? '[]' : '{}') : EXAMPLES[kind];
}

/** The account that a policy's tests are about: a resource of another one is judged there, and not here. */
const OWNER = "'111122223333'";

const EXAMPLES: Readonly<Record<FieldKind, string>> = { text: 'something', number: '1', boolean: 'true', time: "'2026-01-01T00:00:00Z'" };
