/** Every policy there is: those that come with Muster and those that the deployment's users have pushed. */
import type { CompiledPolicy } from './compile-policy.ts';
import { loadPolicy } from './load-policy.ts';
import type { PolicyProblem } from './policy-source.ts';

export interface PolicyFile {
  /** `s3.my-rule.yaml` */
  readonly file: string;
  readonly text: string;
}

/** Where users' policies are kept. */
export interface PolicyFiles {
  /** @throws Error if they cannot be read */
  all(): Promise<readonly PolicyFile[]>;
}

export interface LoadedPolicies {
  /** A user's policy takes the place of one of Muster's with the same id. */
  readonly policies: readonly CompiledPolicy[];
  /** Users' files that could not be used; the others are. */
  readonly problems: readonly PolicyProblem[];
}

export class PolicyLibrary {
  readonly #builtIn: () => readonly CompiledPolicy[];
  readonly #files: PolicyFiles;
  /** Compiled files by text: a file that has not changed is compiled once per process. */
  #compiled = new Map<string, ReturnType<typeof loadPolicy>>();

  constructor(builtIn: () => readonly CompiledPolicy[], files: PolicyFiles) {
    this.#builtIn = builtIn;
    this.#files = files;
  }

  /** @throws Error if the users' policies cannot be read */
  async load(): Promise<LoadedPolicies> {
    const policies = new Map(this.#builtIn().map((compiled) => [compiled.policy.id, compiled]));
    const problems: PolicyProblem[] = [];
    const compiled = new Map<string, ReturnType<typeof loadPolicy>>();
    for (const { file, text } of await this.#files.all()) {
      const key = `${file}\n${text}`;
      const loaded = this.#compiled.get(key) ?? loadPolicy(file, text);
      compiled.set(key, loaded);
      if ('problems' in loaded) problems.push(...loaded.problems);
      else policies.set(loaded.compiled.policy.id, loaded.compiled);
    }
    this.#compiled = compiled;
    return { policies: [...policies.values()], problems };
  }
}
