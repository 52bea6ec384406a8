/**
 * Selects policies by `*`, by an id, by a pattern of ids (`aws.s3.*`), or by a framework, for all policies that cover its
 * controls (`cis-aws-7.0`). An id or pattern may leave the provider out (`s3.*`) if only one provider has such ids.
 */
import { InvalidRequest } from '../errors.ts';
import { ambiguous, fullForm, fullForms, withShortForms } from '../short-forms.ts';
import { enumerated, nearest } from '../validation/nearest.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { frameworks } from './frameworks.ts';

export interface PolicySelection {
  /** The full form of the selector, which means the same even after another provider gets policies of such names. */
  readonly selector: string;
  /** In the order of the policies that were given. */
  readonly policies: readonly CompiledPolicy[];
}

/**
 * The policies that a selector selects; empty only for `*` if `policies` is empty. `written`: the selector in full or without the provider.
 * @throws InvalidRequest naming `field`, with the nearest names if it selects nothing, or with the full forms if several are possible
 */
export function selectPolicies(written: string, policies: readonly CompiledPolicy[], field = 'policy'): PolicySelection {
  const selector = written === '*' ? written : fullForm(written, (name) => policiesOf(name, policies).length > 0, field);
  if (selector === undefined) throw unknown(written, policies, field);
  const selected = policiesOf(selector, policies);
  if (selector.includes('*')) refuseHidden(selector, selected, policies, field);
  return { selector, policies: selected };
}

/** The policies that a full form selects; empty if no such policies exist any more. */
export const policiesOf = (selector: string, policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] =>
  selector === '*' ? policies : policies.filter(matcher(selector));

/**
 * Refuses a pattern that selects users' policies, but would select other policies if a provider were put before it: a user's
 * policy `s3.mine` must not make `s3.*` select that policy alone.
 */
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

/** Matches each part at its earliest place, so that no pattern needs backtracking. */
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
