/** Keys of users' policy files in the stack's bucket. */
export const POLICY_PREFIX = 'policies/';

export const policyKey = (id: string): string => `${POLICY_PREFIX}${id}.yaml`;
