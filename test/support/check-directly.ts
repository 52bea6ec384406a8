/** Checks and tries policies without a process of its own. */
import type { PolicyCheck } from '../../shared/policies/check-apart.ts';
import { checkedText } from '../../shared/policies/check-policy.ts';
import { triedPolicy } from '../../shared/policies/trial.ts';
import type { PolicyTrial } from '../../shared/policies/trial-apart.ts';

export const checkDirectly: PolicyCheck = async (request) => await checkedText(request);

export const tryDirectly: PolicyTrial = async (request) => ({ trial: await triedPolicy(request) });
