/** Compiles users' policy files. */
import { builtInPolicies } from './catalog.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { loadPolicy } from './load-policy.ts';
import type { PolicyProblem } from './policy-source.ts';

export interface PolicyFile {
  /** The name that problems give the file: a path, or an object's key. */
  readonly file: string;
  readonly text: string;
}

export interface UserPolicies {
  /** The policies that can be used, sorted by id. */
  readonly policies: readonly CompiledPolicy[];
  /** The problems of the files that cannot be used; they do not stop the others. */
  readonly problems: readonly PolicyProblem[];
}

/** An id that a built-in policy or an earlier file has is a problem, because both policies would write the same findings. */
export async function loadUserPolicies(files: readonly PolicyFile[]): Promise<UserPolicies> {
  const policies: CompiledPolicy[] = [];
  const problems: PolicyProblem[] = [];
  const takenBy = new Map(builtInPolicies().map(({ policy }) => [policy.id, 'Muster itself']));
  for (const { file, text } of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    const loaded = await loadPolicy(file, text);
    if ('problems' in loaded) {
      problems.push(...loaded.problems);
      continue;
    }
    const { id } = loaded.compiled.policy;
    const taken = takenBy.get(id);
    if (taken === undefined) {
      takenBy.set(id, file);
      policies.push(loaded.compiled);
    } else {
      problems.push({ file, ...loaded.source.at(['id']), message: `id: ${taken} already has a policy ${id}; choose another id.` });
    }
  }
  return { policies: policies.toSorted((a, b) => (a.policy.id < b.policy.id ? -1 : 1)), problems };
}
