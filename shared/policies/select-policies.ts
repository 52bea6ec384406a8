/** Which policies a selector means: `*`, an id, a pattern of ids (`aws.s3.*`), or all that a framework maps (`cis-aws-7.0`). */
import { InvalidRequest } from '../errors.ts';
import { ambiguous, fullForm, fullForms, withShortForms } from '../short-forms.ts';
import { enumerated, nearest } from '../validation/nearest.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { frameworks } from './frameworks.ts';

export interface PolicySelection {
  /** The full form of what was written: it means the same policies whatever short forms come to mean later. */
  readonly selector: string;
  /** In the order that they were given in. */
  readonly policies: readonly CompiledPolicy[];
}

/**
 * What somebody wrote, in full or without the provider. It never selects nothing, but for `*` where there is no policy.
 * @throws InvalidRequest naming `field`, with the nearest names, or with what a short form could stand for
 */
export function selectPolicies(written: string, policies: readonly CompiledPolicy[], field = 'policy'): PolicySelection {
  const selector = written === '*' ? written : fullForm(written, (name) => policiesOf(name, policies).length > 0, field);
  if (selector === undefined) throw unknown(written, policies, field);
  const selected = policiesOf(selector, policies);
  if (selector.includes('*')) refuseHidden(selector, selected, policies, field);
  return { selector, policies: selected };
}

/** The policies that a full form means; none if there are none any more. */
export const policiesOf = (selector: string, policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] =>
  selector === '*' ? policies : policies.filter(matcher(selector));

/** A user's own `s3.mine` must not make `s3.*` mean that one alone, without the policies of the service. */
function refuseHidden(pattern: string, selected: readonly CompiledPolicy[], policies: readonly CompiledPolicy[], field: string): void {
  const hidden = fullForms(pattern).filter((form) => policiesOf(form, policies).some((policy) => !selected.includes(policy)));
  if (hidden.length > 0) throw ambiguous(pattern, [enumerated(selected.map(({ policy }) => policy.id)), ...hidden], field);
}

function unknown(written: string, policies: readonly CompiledPolicy[], field: string): InvalidRequest {
  const ids = policies.map(({ policy }) => policy.id);
  const patterns = new Set(ids.map((id) => `${id.slice(0, id.lastIndexOf('.'))}.*`));
  const known = [...withShortForms([...ids, ...patterns]), ...frameworks().map(({ id }) => id)];
  const near = nearest(written.slice(0, 200), known);
  return new InvalidRequest(
    field,
    `${field}: no policy is called ${JSON.stringify(written.slice(0, 100))}; give a policy's id, a pattern such as aws.s3.*, a framework such as cis-aws-7.0, or *.${
      near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
    }`,
    near.length === 0 ? undefined : near,
  );
}

function matcher(selector: string): (compiled: CompiledPolicy) => boolean {
  if (frameworks().some(({ id }) => id === selector)) return ({ policy }) => (policy.frameworks[selector] ?? []).length > 0;
  if (!selector.includes('*')) return ({ policy }) => policy.id === selector;
  const parts = selector.split('*');
  return ({ policy }) => matchesParts(policy.id, parts);
}

/** Takes the earliest place for each part, so that no pattern needs to go back. */
function matchesParts(id: string, parts: readonly string[]): boolean {
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false;
  const end = id.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = id.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
