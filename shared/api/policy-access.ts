/** Looks up policies by id for the routes. An id may leave the provider out if only one provider has such a policy. */
import { InvalidRequest, NotFound } from '../errors.ts';
import { providerOf } from '../ids.ts';
import { builtInPolicies } from '../policies/catalog.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { POLICY_ID } from '../policies/policy.ts';
import { findingId, parseFindingId } from '../scan/finding-id.ts';
import { fullForm, withShortForms } from '../short-forms.ts';
import { suggestion } from '../validation/nearest.ts';
import type { PolicyAccess } from './api-env.ts';

/** @throws InvalidRequest naming `policy_id` @throws NotFound with the nearest ids */
export async function policyNamed(written: string, { library }: PolicyAccess): Promise<CompiledPolicy> {
  const { policies } = await library.load();
  const ids = policies.map(({ policy }) => policy.id);
  const id = fullForm(wellFormed(written), (name) => ids.includes(name), 'policy_id');
  const found = policies.find(({ policy }) => policy.id === id);
  if (!found) throw new NotFound(`There is no policy ${written}; GET /policies lists them.${suggestion(written, withShortForms(ids))}`);
  return found;
}

/**
 * The full id. Users' files that cannot be used count as policies too, by their names, and so do the ids that `others` returns.
 * @throws InvalidRequest naming `field`, with the nearest ids
 */
export async function checkPolicyId(
  written: string,
  { library }: PolicyAccess,
  field = 'policy_id',
  others: () => Promise<readonly string[]> = async () => [],
): Promise<string> {
  const id = wellFormed(written, field);
  if (isBuiltIn(id)) return id;
  const known = [...(await knownIds(library)), ...(await others())];
  const found = fullForm(id, (name) => known.includes(name), field);
  if (found !== undefined) return found;
  throw new InvalidRequest(field, `${field}: there is no policy ${id}; GET /policies lists them.${suggestion(id, withShortForms(known))}`);
}

/** The full id, or `written` if there is no such policy. @throws InvalidRequest naming `policy_id` */
export async function fullPolicyId(written: string, { library }: PolicyAccess): Promise<string> {
  const known = await knownIds(library);
  return fullForm(wellFormed(written), (name) => known.includes(name), 'policy_id') ?? written;
}

/**
 * The full id of a finding. If its policy is written without the provider, the provider is that of the finding's account.
 * @throws InvalidRequest naming `finding_id`
 */
export async function fullFindingId(written: string, { library }: PolicyAccess): Promise<string> {
  const { account_id, finding_id, policy_id, resource_uid } = parseFindingId(written);
  if (isBuiltIn(policy_id)) return finding_id;
  const known = await knownIds(library);
  const full = `${providerOf(account_id)}.${policy_id}`;
  return known.includes(policy_id) || !known.includes(full) ? finding_id : findingId(full, resource_uid);
}

/** @throws InvalidRequest naming `field` */
export function wellFormed(policyId: string, field = 'policy_id'): string {
  if (POLICY_ID.test(policyId)) return policyId;
  const shown = JSON.stringify(policyId.slice(0, 100));
  throw new InvalidRequest(field, `${field}: ${shown} is not a policy's id; write one such as aws.s3.bucket-versioning-enabled.`);
}

export const isBuiltIn = (policyId: string): boolean => builtInPolicies().some(({ policy }) => policy.id === policyId);

/** The ids of all policies, and the names of users' files that cannot be used. */
async function knownIds(library: PolicyAccess['library']): Promise<readonly string[]> {
  const { policies, problems } = await library.load();
  return [...policies.map(({ policy }) => policy.id), ...problems.map(({ file }) => file.replace(/\.ya?ml$/, ''))];
}
