/** Files of a repository at GitHub, and runs of its workflows. */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { forgeToken } from './forge-token.ts';
import { gitHub } from './github.ts';
import { type GitHubApi, gitHubApi } from './github-api.ts';
import { type ForgeConfig, type ForgeContext, forgeOf } from './open-provider.ts';
import { ifFound } from './parse-answer.ts';
import type { Repository } from './provider.ts';

const fileSchema = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string(), sha: z.string() });
const repositorySchema = z.object({ id: z.number() });
const runsSchema = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.number(),
      display_title: z.string(),
      status: z.string().nullable(),
      conclusion: z.string().nullable(),
      html_url: z.string(),
      created_at: z.string(),
    }),
  ),
});
const dispatchedSchema = z.object({ workflow_run_id: z.number(), html_url: z.string() });

const NEWEST = 50;

export interface WorkflowFile {
  readonly content: string;
  /** The version of the file that is changed, which GitHub wants to be told so that no change of another is lost. */
  readonly sha: string;
}

export type WorkflowRun = z.infer<typeof runsSchema>['workflow_runs'][number];

export class GitHubWorkflows {
  readonly #api: GitHubApi;

  private constructor(api: GitHubApi) {
    this.#api = api;
  }

  static async open(context: ForgeContext, config: Pick<ForgeConfig, 'base_url' | 'token'>): Promise<GitHubWorkflows> {
    const forge = forgeOf(context, { ...config, provider: 'github' });
    return new GitHubWorkflows(await gitHubApi(forge, await forgeToken(context, config, forge.root)));
  }

  /** Undefined only if it is sure that there is none. */
  async repository(
    where: { readonly owner: string } & ({ readonly id: string } | { readonly name: string }),
  ): Promise<Repository | undefined> {
    return await gitHub(this.#api).find(where);
  }

  /** The number of the repository that bears this name, or bore it until it was renamed. */
  async idOf(owner: string, repo: string): Promise<string | undefined> {
    const found = await ifFound(this.#api.ask(repositorySchema, 'GET /repos/{owner}/{repo}', { owner, repo }));
    return found && String(found.id);
  }

  async read(repository: Repository, branch: string, path: string): Promise<WorkflowFile | undefined> {
    const file = await ifFound(
      this.#api.ask(fileSchema, 'GET /repos/{owner}/{repo}/contents/{path}', { ...at(repository), path, ref: branch }),
    );
    return file && { content: Buffer.from(file.content, 'base64').toString(), sha: file.sha };
  }

  /** @param replaced the file that is there now */
  async write(
    repository: Repository,
    branch: string,
    path: string,
    given: { readonly content: string; readonly message: string; readonly replaced: WorkflowFile | undefined },
  ): Promise<void> {
    const { content, message, replaced } = given;
    await this.#api.request('PUT /repos/{owner}/{repo}/contents/{path}', {
      ...at(repository),
      path,
      branch,
      message,
      content: Buffer.from(content).toString('base64'),
      ...(replaced && { sha: replaced.sha }),
    });
  }

  async remove(
    repository: Repository,
    branch: string,
    path: string,
    given: { readonly message: string; readonly sha: string },
  ): Promise<void> {
    await this.#api.request('DELETE /repos/{owner}/{repo}/contents/{path}', { ...at(repository), path, branch, ...given });
  }

  /** The newest runs of the workflow, the newest first. @param file the file's name, without its folder */
  async runs(repository: Repository, file: string): Promise<readonly WorkflowRun[]> {
    const asked = this.#api.ask(runsSchema, 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
      ...at(repository),
      workflow_id: file,
      per_page: NEWEST,
    });
    // GitHub knows a new workflow some moments after its file.
    return (await ifFound(asked))?.workflow_runs ?? [];
  }

  /** Asks for a run. @returns its address, where the version of GitHub tells it */
  async dispatch(
    repository: Repository,
    file: string,
    branch: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<string | undefined> {
    const { data } = await this.#api.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      ...at(repository),
      workflow_id: file,
      ref: branch,
      inputs,
      return_run_details: true,
    });
    const told = dispatchedSchema.safeParse(data);
    return told.success ? told.data.html_url : undefined;
  }

  /** Nothing happens to a run that has ended. */
  async cancel(repository: Repository, run_id: number): Promise<void> {
    try {
      await this.#api.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { ...at(repository), run_id });
    } catch (error) {
      if (error instanceof CloudError && error.details.error_code === 'Refused') return;
      throw error;
    }
  }
}

const at = ({ owner, name }: Repository): { readonly owner: string; readonly repo: string } => ({ owner, repo: name });
