/** Which policies judge the resources of an account: those on types that accounts of its kind hold. */
import { isHeldBy } from '../clouds/resource-type.ts';
import type { AccountId } from '../ids.ts';
import { typeNamed } from '../registry.ts';
import type { CompiledPolicy } from './compile-policy.ts';

/** In the order that is given. A policy on what only other accounts hold (another cloud's, or a tenant's directory) is left out. */
export const policiesForAccount = (policies: readonly CompiledPolicy[], accountId: AccountId): readonly CompiledPolicy[] =>
  policies.filter(({ policy }) => {
    const type = typeNamed(policy.resource_type);
    return type !== undefined && isHeldBy(type, accountId);
  });
