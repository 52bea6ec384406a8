/** All policies: those that come with Muster and those that users have added. */
import { contentHash } from '../canonical-json.ts';
import { builtInPolicies } from './catalog.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import type { PolicyProblem } from './policy-source.ts';
import type { Screen } from './screen-apart.ts';
import { selectPolicies } from './select-policies.ts';
import { loadUserPolicies, type PolicyFile as ReadableFile, type UserPolicies } from './user-policies.ts';

/** A user's policy file. One that cannot be read as a policy has a problem, a sentence, instead of its text. */
export type PolicyFile = ReadableFile | { readonly file: string; readonly problem: string };

/** Reads users' policy files, from a bucket or a folder. */
export interface PolicyFiles {
  /** Every file. @throws Error if the files cannot be read */
  all(): Promise<readonly PolicyFile[]>;
}

export interface LoadedPolicies {
  /** Sorted by id. */
  readonly policies: readonly CompiledPolicy[];
  /** The problems of users' files that cannot be used; the other files are used. */
  readonly problems: readonly PolicyProblem[];
}

export class PolicyLibrary {
  readonly #files: PolicyFiles;
  readonly #screen: Screen;
  /** The compiled policies of users, and the hash of the files that they were compiled from: unchanged files are not compiled again. */
  #users: { readonly hash: string; readonly loaded: Promise<UserPolicies> } | undefined;

  /** `screen` finds the files that can be loaded here; without it, all are loaded. */
  constructor(files: PolicyFiles, screen: Screen = allPass) {
    this.#files = files;
    this.#screen = screen;
  }

  /** @throws Error if users' policy files cannot be read */
  async load(): Promise<LoadedPolicies> {
    const files = await this.#files.all();
    const hash = contentHash(files);
    if (this.#users?.hash !== hash) this.#users = { hash, loaded: loaded(files, this.#screen) };
    const { policies, problems } = await this.#users.loaded;
    return { policies: [...builtInPolicies(), ...policies].toSorted((a, b) => (a.policy.id < b.policy.id ? -1 : 1)), problems };
  }

  /** The full form of a selector as people write it. @throws InvalidRequest naming `field` if it selects nothing, or is ambiguous */
  async fullSelector(written: string, field: string): Promise<string> {
    return selectPolicies(written, (await this.load()).policies, field).selector;
  }
}

const allPass: Screen = async (files) => ({ files, problems: [] });

async function loaded(files: readonly PolicyFile[], screen: Screen): Promise<UserPolicies> {
  const texts = files.filter((file) => 'text' in file);
  const screened = texts.length === 0 ? { files: [], problems: [] } : await screen(texts);
  const { policies, problems } = await loadUserPolicies(screened.files);
  const unusable = files.flatMap((file) => ('problem' in file ? [{ file: file.file, line: 1, column: 1, message: file.problem }] : []));
  return { policies, problems: [...unusable, ...screened.problems, ...problems] };
}
