/** The policies that come with Muster. */
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
import { BUILT_IN } from './policies.generated.ts';
import type { BuiltInPolicy } from './policy.ts';

let all: readonly CompiledPolicy[] | undefined;

/**
 * Sorted by id, and the same objects in each call. Each is compiled when a first resource is judged by it. The fields that they read are not
 * checked here: tests check them.
 */
export const builtInPolicies = (): readonly CompiledPolicy[] => (all ??= BUILT_IN.map(compiledWhenUsed));

function compiledWhenUsed(builtIn: BuiltInPolicy): CompiledPolicy {
  const { policy } = builtIn;
  let made: CompiledPolicy | undefined;
  const compiled = (): CompiledPolicy => (made ??= compilePolicy(policy, { patternEngine: 'native' }));
  return {
    ...builtIn,
    evaluate: (subject, context) => compiled().evaluate(subject, context),
    ...(policy.evidence !== undefined && { show: (subject, context) => compiled().show?.(subject, context) ?? {} }),
  };
}
