/** The policies that come with Muster. */
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
import { POLICIES } from './policies.generated.ts';
import type { Policy } from './policy.ts';

let all: readonly CompiledPolicy[] | undefined;

/**
 * Sorted by id, and the same objects in each call. Each is compiled when more of it is first asked for than its text: a process that only lists
 * policies compiles none, and a scan compiles those of its accounts' clouds. The fields that they read are not checked here: tests check them.
 */
export const builtInPolicies = (): readonly CompiledPolicy[] => (all ??= POLICIES.map(compiledWhenUsed));

function compiledWhenUsed(policy: Policy): CompiledPolicy {
  let made: CompiledPolicy | undefined;
  const compiled = (): CompiledPolicy => (made ??= compilePolicy(policy, { patternEngine: 'native' }));
  return {
    policy,
    get content_hash() {
      return compiled().content_hash;
    },
    get related_types() {
      return compiled().related_types;
    },
    evaluate: (subject, context) => compiled().evaluate(subject, context),
    ...(policy.evidence !== undefined && { show: (subject, context) => compiled().show?.(subject, context) ?? {} }),
  };
}
