/** The policies that Muster brings. */
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
import { POLICIES } from './policies.generated.ts';

let compiled: readonly CompiledPolicy[] | undefined;

/** Sorted by id; compiled when first asked for, once in a process. Tests have checked the fields that they read. */
export const builtInPolicies = (): readonly CompiledPolicy[] => (compiled ??= POLICIES.map((policy) => compilePolicy(policy)));
