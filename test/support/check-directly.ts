/** Checks policies without a process of its own. */
import type { PolicyCheck } from '../../shared/policies/check-apart.ts';
import { checkPolicy } from '../../shared/policies/check-policy.ts';

export const checkDirectly: PolicyCheck = async ({ file, text, policyId }) => {
  const { problems, compiled } = await checkPolicy(file, text, policyId);
  return { problems, policy: compiled?.policy };
};
