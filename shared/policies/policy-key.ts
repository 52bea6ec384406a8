/** Where users' policies lie in the stack's bucket. */
export const POLICY_PREFIX = 'policies/';

export const policyKey = (id: string): string => `${POLICY_PREFIX}${id}.yaml`;
