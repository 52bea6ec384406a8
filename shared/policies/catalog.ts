/** The policies that come with Muster. */
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
import { POLICIES } from './policies.generated.ts';

let compiled: readonly CompiledPolicy[] | undefined;

/** Sorted by id; compiled at the first call, once per process. The fields that they read are not checked here: tests check them. */
export const builtInPolicies = (): readonly CompiledPolicy[] =>
  (compiled ??= POLICIES.map((policy) => compilePolicy(policy, { patternEngine: 'native' })));
