/** Policies by name, for routes. */
import { InvalidRequest, NotFound } from '../errors.ts';
import { builtInPolicies } from '../policies/catalog.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { POLICY_ID } from '../policies/policy.ts';
import { suggestion } from '../validation/nearest.ts';
import type { PolicyAccess } from './api-env.ts';

/** @throws InvalidRequest naming `policy_id` @throws NotFound with the nearest ids */
export async function policyNamed(policyId: string, { library }: PolicyAccess): Promise<CompiledPolicy> {
  const id = wellFormed(policyId);
  const { policies } = await library.load();
  const found = policies.find(({ policy }) => policy.id === id);
  if (!found) throw new NotFound(`There is no policy ${id}; GET /policies lists them.${suggestion(id, idsOf(policies))}`);
  return found;
}

/** A user's file that cannot be used has its name still. @throws InvalidRequest naming `field`, with the nearest ids */
export async function checkPolicyId(policyId: string, { library }: PolicyAccess, field = 'policy_id'): Promise<void> {
  const id = wellFormed(policyId, field);
  if (isBuiltIn(id)) return;
  const { policies, problems } = await library.load();
  const known = [...idsOf(policies), ...problems.map(({ file }) => file.replace(/\.ya?ml$/, ''))];
  if (known.includes(id)) return;
  throw new InvalidRequest(field, `${field}: there is no policy ${id}; GET /policies lists them.${suggestion(id, known)}`);
}

/** @throws InvalidRequest naming `field` */
export function wellFormed(policyId: string, field = 'policy_id'): string {
  if (POLICY_ID.test(policyId)) return policyId;
  const shown = JSON.stringify(policyId.slice(0, 100));
  throw new InvalidRequest(field, `${field}: ${shown} is not a policy's id; write one such as aws.s3.bucket-versioning-enabled.`);
}

export const isBuiltIn = (policyId: string): boolean => builtInPolicies().some(({ policy }) => policy.id === policyId);

const idsOf = (policies: readonly CompiledPolicy[]): readonly string[] => policies.map(({ policy }) => policy.id);
