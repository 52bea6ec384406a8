/** The content of a forge, whichever API shows it: repositories with their settings over real bare repositories, users, organizations and runs of workflows. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Protection } from '../../../shared/managed/git/provider.ts';
import { BareRepository } from './bare-repository.ts';

export const TOKEN = 'forge-token-7c1e5a90b4d2';
/** The user whose token it is. */
export const LOGIN = 'shopkeeper';

export interface WorkflowRun {
  readonly id: number;
  readonly workflow: string;
  readonly title: string;
  readonly event: string;
  readonly branch: string;
  readonly sha: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  readonly created_at: string;
}

export interface ForgeRepository {
  readonly id: number;
  readonly owner: string;
  name: string;
  description: string;
  private: boolean;
  default_branch: string;
  archived: boolean;
  topics: readonly string[];
  readonly protections: Map<string, Protection>;
  /** Teams with the forge's own word for their permission. */
  readonly teams: Map<string, string>;
  readonly runs: WorkflowRun[];
  /** GitLab keeps a deleted project. */
  marked: boolean;
  readonly git: BareRepository;
}

/** How the forge answers from now on. */
export interface Faults {
  /** Every request: refused for lack of rights, cut off, or answered with a status. */
  all?: 'denied' | 'silent' | number;
  /** Requests that protect branches are refused, as on a free plan. */
  protections?: 'plan' | 'rights';
  /** Requests for approvals, of GitLab alone. */
  approvals?: 'plan';
  /** The next creation is made, and its answer is lost. */
  loseCreation?: boolean;
  /** That many requests from now one is done, and its answer is lost. */
  loseAnswerAfter?: number;
  /** How long each answer takes. */
  delayMs?: number;
}

export class ForgeWorld {
  readonly folder: string;
  readonly repositories = new Map<number, ForgeRepository>();
  /** Organizations whose owner the user is; every other is one of strangers. */
  readonly organizations = new Set(['acme']);
  /** Organizations of GitHub of which the user is a member, and no owner. */
  readonly memberships = new Set<string>();
  /** Teams (GitLab: groups) and the permission that Gitea gives them. */
  readonly teams = new Map([
    ['platform', 'write'],
    ['security', 'read'],
  ]);
  faults: Faults = {};
  /** Scopes of the token, as GitHub tells them. */
  scopes = 'repo, read:org, delete_repo, workflow';
  #last = 1_000;

  constructor(folder: string) {
    this.folder = folder;
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  byName(owner: string, name: string): ForgeRepository | undefined {
    return [...this.repositories.values()].find(
      (each) => each.owner.toLowerCase() === owner.toLowerCase() && each.name.toLowerCase() === name.toLowerCase(),
    );
  }

  /** A repository with one commit. */
  async add(given: {
    readonly owner: string;
    readonly name: string;
    readonly description?: string;
    readonly private?: boolean;
    readonly branch?: string;
  }): Promise<ForgeRepository> {
    const id = this.next();
    const branch = given.branch ?? 'main';
    const folder = join(this.folder, `${id}.git`);
    await mkdir(folder, { recursive: true });
    const git = await BareRepository.create(folder, branch);
    await git.write(branch, 'README.md', `# ${given.name}\n`, 'Initial commit');
    const made: ForgeRepository = {
      id,
      owner: given.owner,
      name: given.name,
      description: given.description ?? '',
      private: given.private ?? true,
      default_branch: branch,
      archived: false,
      topics: [],
      protections: new Map(),
      teams: new Map(),
      runs: [],
      marked: false,
      git,
    };
    this.repositories.set(id, made);
    return made;
  }

  async remove({ id, git }: ForgeRepository): Promise<void> {
    this.repositories.delete(id);
    await rm(git.folder, { recursive: true, force: true });
  }

  /** Begins a run, as a push or a request does. */
  async begin(repository: ForgeRepository, run: Pick<WorkflowRun, 'workflow' | 'title' | 'event' | 'branch'>): Promise<WorkflowRun> {
    const begun: WorkflowRun = {
      ...run,
      id: this.next(),
      sha: (await repository.git.head(run.branch)) ?? '0'.repeat(40),
      status: 'in_progress',
      conclusion: null,
      created_at: new Date().toISOString(),
    };
    repository.runs.unshift(begun);
    return begun;
  }
}

export const isProtected = ({ protections }: ForgeRepository, branch: string): boolean => protections.has(branch);
