/**
 * Selects policies by `*`, by an id, by a pattern of ids (`aws.s3.*`), or by a framework, for all policies that cover its
 * controls (`cis-aws-7.0`). An id or pattern may leave the provider out (`s3.*`) if only one provider has such ids.
 */
import { InvalidRequest } from '../errors.ts';
import { PROVIDERS } from '../ids.ts';
import { nearest } from '../validation/nearest.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { frameworks } from './frameworks.ts';

/** The selected policies, in the order of `policies`; empty only for `*` if `policies` is empty. @throws InvalidRequest naming `field`, with the nearest names, if the selector selects nothing */
export function selectPolicies(selector: string, policies: readonly CompiledPolicy[], field = 'policy'): readonly CompiledPolicy[] {
  if (selector === '*') return policies;
  const selected = policies.filter(matcher(selector));
  if (selected.length > 0) return selected;
  const byProvider = PROVIDERS.map((provider) => policies.filter(matcher(`${provider}.${selector}`))).filter(({ length }) => length > 0);
  if (byProvider.length === 1) return byProvider[0]!;
  if (byProvider.length > 1) {
    const full = byProvider.map(([first]) => `${first!.policy.id.split('.', 1)[0]!}.${selector}`);
    throw new InvalidRequest(
      field,
      `${field}: ${JSON.stringify(selector.slice(0, 100))} could be ${full.map((name) => name.slice(0, 100)).join(' or ')}; write one of them.`,
      full,
    );
  }
  const ids = policies.map(({ policy }) => policy.id);
  const patterns = new Set(ids.map((id) => `${id.slice(0, id.lastIndexOf('.'))}.*`));
  const full = [...ids, ...patterns];
  // A selector without a provider gets suggestions without a provider.
  const short = full.map((name) => name.slice(name.indexOf('.') + 1)).filter((name) => name.includes('.'));
  const known = [...full, ...short, ...frameworks().map(({ id }) => id)];
  const near = nearest(selector.slice(0, 200), known);
  throw new InvalidRequest(
    field,
    `${field}: no policy is called ${JSON.stringify(selector.slice(0, 100))}; give a policy's id, a pattern such as aws.s3.*, a framework such as cis-aws-7.0, or *.${
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
