/** Pipelines of GitHub Actions: one file in a repository. The resource's id is `<number of the repository>:<branch>`; the file has the resource's name. */
import { CloudError } from '../../clouds/cloud-error.ts';
import { GitHubWorkflows, type WorkflowFile, type WorkflowRun } from '../git/github-workflows.ts';
import type { Repository } from '../git/provider.ts';
import { NAME_TAKEN } from '../faults.ts';
import { CLIENT_TOKEN, type ManagerContext, type Observation } from '../manager.ts';
import type { LastRun, PipelineKind, RunStatus } from './kind.ts';
import type { ActionsActual } from './actions-difference.ts';
import type { ActionsConfig } from './pipeline-config.ts';
import { otherBranches, readWorkflow, RUN_INPUT, runTitleHas, tokenOf, workflowText } from './workflow-text.ts';

const fileName = (name: string): string => `${name}.yml`;
const pathOf = (name: string): string => `.github/workflows/${fileName(name)}`;

/** Where the file of the resource is, or would be. */
interface Place {
  readonly workflows: GitHubWorkflows;
  readonly repository: Repository;
  readonly branch: string;
}

function ownerAndName({ repository }: ActionsConfig): { readonly owner: string; readonly name: string } {
  const [owner, name, ...rest] = repository?.split('/') ?? [];
  if (owner !== undefined && name !== undefined && rest.length === 0) return { owner, name };
  throw new CloudError('repository: write owner/name of a repository at GitHub, or depend on a git_repository, which gives it.', {
    class: 'invalid',
    error_code: 'NoRepository',
  });
}

/** Undefined if the repository is gone. */
async function placeOf(context: ManagerContext, config: ActionsConfig): Promise<Place | undefined> {
  const workflows = await GitHubWorkflows.open(context, config);
  const { owner, name } = ownerAndName(config);
  const [, id, branch] = /^(\d+):(.+)$/.exec(context.provider_resource_id ?? '') ?? [];
  const repository = await workflows.repository(id === undefined ? { owner, name } : { owner, id });
  return repository && { workflows, repository, branch: branch ?? config.branch };
}

async function fileAt({ workflows, repository, branch }: Place, name: string): Promise<WorkflowFile | undefined> {
  return await workflows.read(repository, branch, pathOf(name));
}

const idOf = ({ repository, branch }: Place): string => `${repository.id}:${branch}`;

/** GitHub's conclusions in the words of both kinds of pipelines. */
function statusOf({ status, conclusion }: WorkflowRun): RunStatus {
  if (status !== 'completed') return 'running';
  if (conclusion === 'success') return 'succeeded';
  if (conclusion === 'cancelled') return 'stopped';
  return conclusion === null || conclusion === 'skipped' || conclusion === 'neutral' ? 'unknown' : 'failed';
}

const lastRunOf = (run: WorkflowRun): LastRun => ({
  id: String(run.id),
  status: statusOf(run),
  url: run.html_url,
  started_at: run.created_at,
});

async function observe(context: ManagerContext, config: ActionsConfig, token: string): Promise<Observation<ActionsActual>> {
  const place = await placeOf(context, config);
  const file = place && (await fileAt(place, context.name));
  if (!place || !file) return { state: 'absent' };
  // Once the resource is known by its id, somebody may take the mark out of the file: that is a change by hand.
  if (context.provider_resource_id === undefined && tokenOf(file.content) !== token) return { state: 'absent' };
  const { workflows, repository, branch } = place;
  const { owner, name } = ownerAndName(config);
  const isConfigured = (await workflows.idOf(owner, name)) === repository.id;
  const [newest] = await workflows.runs(repository, fileName(context.name));
  const workflow = readWorkflow(file.content, config.environment);
  return {
    state: 'ready',
    provider_resource_id: idOf(place),
    actual: {
      kind: 'github_actions',
      ...(config.base_url !== undefined && { base_url: config.base_url }),
      repository: isConfigured ? `${owner}/${name}` : repository.full_name,
      branch,
      url: `${repository.url}/actions/workflows/${encodeURIComponent(fileName(context.name))}`,
      status: newest ? statusOf(newest) : 'never_run',
      last_run: newest ? lastRunOf(newest) : null,
      workflow: workflow ? { ...workflow, other_branches: otherBranches(file.content, branch) } : null,
    },
  };
}

async function create(context: ManagerContext, config: ActionsConfig, token: string): Promise<{ readonly provider_resource_id: string }> {
  const unnumbered = { ...context, provider_resource_id: undefined };
  const place = await placeOf(unnumbered, config);
  if (!place)
    throw new CloudError(`There is no repository ${config.repository ?? ''}; create it first, or correct repository.`, {
      class: 'invalid',
      error_code: 'NoRepository',
    });
  const path = pathOf(context.name);
  const stands = await fileAt(place, context.name);
  if (stands && tokenOf(stands.content) !== token)
    throw new CloudError(
      `${place.repository.full_name} has a file ${path} that was not made for this resource; choose another name, or delete the file.`,
      {
        class: 'invalid',
        error_code: NAME_TAKEN,
      },
    );
  if (!stands) await writeFile(place, context.name, config, { token, replaced: undefined });
  return { provider_resource_id: idOf(place) };
}

async function writeFile(
  { workflows, repository, branch }: Place,
  name: string,
  config: ActionsConfig,
  { token, replaced }: { readonly token: string; readonly replaced: WorkflowFile | undefined },
): Promise<void> {
  const content = workflowText({ ...config, branch }, name, token);
  const message = `${replaced ? 'Change' : 'Add'} the pipeline ${name}`;
  await workflows.write(repository, branch, pathOf(name), { content, message, replaced });
}

export const actionsPipeline: PipelineKind<ActionsConfig, ActionsActual> = {
  observe,
  create,
  async update(context, config) {
    const place = await placeOf(context, config);
    const replaced = place && (await fileAt(place, context.name));
    // The next observation tells that it has vanished.
    if (!place || !replaced) return [];
    const token = context.tags[CLIENT_TOKEN] ?? tokenOf(replaced.content) ?? '';
    await writeFile(place, context.name, config, { token, replaced });
    return [];
  },
  async delete(context, config) {
    const place = await placeOf(context, config);
    const file = place && (await fileAt(place, context.name));
    if (!place || !file) return;
    // Without an id, only the mark says that the file is the resource's.
    if (context.provider_resource_id === undefined && tokenOf(file.content) !== context.tags[CLIENT_TOKEN]) return;
    await place.workflows.remove(place.repository, place.branch, pathOf(context.name), {
      message: `Remove the pipeline ${context.name}`,
      sha: file.sha,
    });
  },
  async run(context, config, token) {
    if (!config.triggers.manual)
      throw new CloudError('The pipeline takes no requests; set triggers.manual.', { class: 'invalid', error_code: 'NotManual' });
    const place = await placeOf(context, config);
    if (!place) throw new CloudError('The repository of the pipeline is gone.', { class: 'transient', error_code: 'Vanished' });
    const { workflows, repository, branch } = place;
    const file = fileName(context.name);
    const begun = (await workflows.runs(repository, file)).find(({ display_title: title }) => runTitleHas(title, token));
    const url = begun?.html_url ?? (await workflows.dispatch(repository, file, branch, { [RUN_INPUT]: token }));
    // A version of GitHub that does not tell the run at once shows it in the list at the next call.
    return url === undefined ? { done: false, message: 'The run was asked for.' } : { done: true, message: `The run ${url} has begun.` };
  },
  async stop(context, config) {
    const place = await placeOf(context, config);
    const runs = place ? await place.workflows.runs(place.repository, fileName(context.name)) : [];
    const going = runs.filter((run) => statusOf(run) === 'running');
    for (const run of going) if (place) await place.workflows.cancel(place.repository, run.id);
    return {
      done: true,
      message: going.length === 0 ? 'Nothing was running.' : `GitHub was asked to stop ${going.map(({ id }) => id).join(', ')}.`,
    };
  },
};
