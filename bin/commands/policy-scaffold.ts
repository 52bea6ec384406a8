/** A policy file to start from. */
import { fieldsOf, type FieldNode } from '../../shared/policies/known-fields.ts';
import { POLICY_ID } from '../../shared/policies/policy.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { suggestion } from '../../shared/validation/nearest.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export interface Scaffold {
  readonly id: string;
  readonly type: string;
  /** Of the type's configuration, at its top; the first one if it is not said. */
  readonly field?: string | undefined;
  /** Where editors find the JSON Schema, as seen from the file. */
  readonly schema: string;
}

/** Its tests are whole, and fail until `pass` says what the comment above it says. @throws CommandError */
export function scaffold({ id, type, field, schema }: Scaffold): string {
  if (!POLICY_ID.test(id)) {
    throw new CommandError(
      `${JSON.stringify(id)} is not a policy id; write <service>.<name> in lower case, such as aws.s3.bucket-versioning-enabled.`,
      EXIT.refused,
    );
  }
  const name = chosenField(type, field);
  return `# yaml-language-server: $schema=${schema}
id: ${id}
title: What holds of a resource that passes
description: What is wrong with a resource that fails, and why it matters.
severity: medium # critical, high, medium, low or informational
resource_type: ${type}
# CEL over config, tags, resource and now. The tests below wait for one edit, such as: config.${name} != null
pass: 'false'
remediation:
  text: What to change, in a sentence or two.
  console:
    - What to do in the console, step by step.
references: []
frameworks: {}
tests:
  - name: ${name} is set
    verdict: pass
    resource: {config: {${name}: ${exampleOf(fieldsOf(type)?.members.get(name))}}}
  - name: ${name} is not set
    verdict: fail
    resource: {config: {${name}: null}}
  - name: ${name} may not be read
    verdict: unknown
    resource: {unread: {${name}: {error_code: AccessDenied}}}
`;
}

function chosenField(type: string, field: string | undefined): string {
  const types = RESOURCE_TYPES.map((each) => each.type);
  if (!types.includes(type)) throw unknown(`${JSON.stringify(type)} is not a resource type`, type, types);
  const fields = [...(fieldsOf(type)?.members.keys() ?? [])].filter((name) => /^[A-Za-z]\w*$/.test(name));
  const chosen = field ?? fields[0];
  if (chosen === undefined || !fields.includes(chosen)) throw unknown(`${type} has no field ${JSON.stringify(field)}`, field ?? '', fields);
  return chosen;
}

const unknown = (what: string, name: string, known: readonly string[]): CommandError =>
  new CommandError(`${what}; there are ${known.join(', ')}.${suggestion(name, known)}`, EXIT.refused);

function exampleOf(node: FieldNode | undefined): string {
  if (!node || node.members.size === 0) return 'something';
  return node.members.has('[]') ? '[]' : '{}';
}
