/** One `npm start`: starts the platform, registers the accounts of an estate, and runs an inventory and then a scan of them, and an export behind their summary. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { APP } from '../../shared/access/door.ts';
import { DEFAULT_API } from '../commands/api-client.ts';
import { DEMO_CONNECTIONS, demoAccounts } from '../demo-estate.ts';
import type { JobId } from '../../shared/ids.ts';
import type { JobRequest } from '../../shared/jobs/job-request.ts';
import { isEnded, type JobRow } from '../../shared/jobs/model.ts';
import { redactText } from '../../shared/redact.ts';
import type { Seeded } from '../seed/seed.ts';
import { ApiClient } from './api-client.ts';
import { DEFAULT_GRPC_PORT, type LocalOptions } from './options.ts';
import { startPlatform, type Platform } from './platform.ts';
import { createProgress, type Progress } from './progress.ts';
import { jobSummary } from './summary.ts';
import { synthesizeLocally } from './synthesize.ts';
import { callersAccount, checkVariables, targetEnvironment } from './target.ts';
import { buildAndShow, showBuilt, type WebBuild } from './web-build.ts';

const POLL_MS = 200;
/** The number of errors that are shown for each source; the others are only in the log. */
const SHOWN_ERRORS = 3;

/**
 * Resolves with the exit code, once interrupted or done.
 * @throws UserError
 */
export async function runSession(options: LocalOptions, interrupted: Promise<unknown>): Promise<number> {
  checkVariables(process.env);
  const progress = createProgress(process.stderr);
  const pushPolicies = await readPolicies(options.policies);
  const home = options.aws ? await callersAccount() : undefined;
  progress.note(`Starting the platform; its data are in ${options.data}.`);
  const platform = await startPlatform({
    dataDir: options.data,
    template: async (outdir, issuer) => await synthesizeLocally(outdir, issuer, options.manage),
    port: options.port,
    ...(!options.once && { grpc: { port: options.grpcPort ?? DEFAULT_GRPC_PORT, required: options.grpcPort !== undefined } }),
    tokensOnly: options.auth,
    web: options.web && !options.once,
    fresh: options.fresh,
    estate: options.aws ? 'aws' : 'demo',
    demo: {
      ...(options.accounts === undefined ? {} : { accounts: options.accounts }),
      ...(options.day === undefined ? {} : { day: options.day }),
    },
    environment: (model, demo) => targetEnvironment(model, { ...options, ...demo }, home, process.env),
    onNote: (line) => progress.note(line),
    onError: errorNotes(progress),
  });
  const { dashboard } = platform;
  let building: WebBuild | undefined;
  const work = async (): Promise<readonly JobRow[]> => {
    const unbuilt = dashboard && !(await showBuilt(dashboard)) ? dashboard : undefined;
    if (dashboard) progress.note(`The dashboard: ${platform.signInLink()}`);
    for (const line of await pushPolicies(platform)) progress.note(line);
    if (options.job) await registerAccounts(options, home, platform, progress);
    if (options.seed) progress.note(await seedLine(platform, options));
    const buildWeb = (): void => {
      building = unbuilt && buildAndShow(unbuilt, join(platform.logs, 'web-build.log'), (line) => progress.note(line));
    };
    if (options.job) return await firstJobs(firstRequest(options), platform, progress, buildWeb);
    buildWeb();
    return [];
  };
  try {
    const outcome = await Promise.race([work(), interrupted.then(() => 'interrupted' as const), platform.failed]);
    progress.stop();
    if (outcome === 'interrupted') return options.once ? 1 : 0;
    for (const job of outcome) console.log(jobSummary(job));
    if (options.once) {
      for (const job of outcome) console.log(JSON.stringify(job));
      return outcome.every(isCompleted) ? 0 : 1;
    }
    console.log(serving(platform, options.auth));
    await Promise.race([interrupted, platform.failed]);
    return 0;
  } finally {
    progress.stop();
    building?.stop();
    await platform.stop();
  }
}

/** A job whose follow-up could not be started is not completed. */
const isCompleted = ({ status, then_error }: JobRow): boolean =>
  (status === 'completed' || status === 'completed_with_errors') && then_error === undefined;

/** Reads the policy files, and returns a function that pushes them once the platform runs and returns lines to show to the user. */
async function readPolicies(path: string | undefined): Promise<(platform: Platform) => Promise<readonly string[]>> {
  if (path === undefined) return () => Promise.resolve([]);
  // Loaded only when needed, because it compiles every policy.
  const { pushPolicies, readPolicyFolder } = await import('./policy-folder.ts');
  const folder = await readPolicyFolder(path);
  return (platform) => pushPolicies(folder, platform);
}

/** Registers what `muster seed` does; in the demo estate, a customer also gets an account. Returns a line that says so. */
async function seedLine(platform: Platform, { aws }: LocalOptions): Promise<string> {
  const { seed, summaryOf } = await import('../seed/seed.ts');
  const api = new ApiClient(platform.own);
  const [account] = demoAccounts(platform.demo.accounts);
  const seeded: Seeded[] = [];
  for await (const each of seed(api, aws || !account ? {} : { account: account.account_id })) seeded.push(each);
  return summaryOf(seeded);
}

async function registerAccounts(
  { aws, accounts }: LocalOptions,
  home: string | undefined,
  platform: Platform,
  progress: Progress,
): Promise<void> {
  const api = new ApiClient(platform.own);
  if (await api.hasAccounts()) {
    const note = accountsNote(accounts, platform.demo.accounts);
    if (note !== undefined) progress.note(note);
  } else {
    if (aws) await api.addAccounts(home === undefined ? [] : [{ account_id: home, name: home }]);
    else await registerDemo(platform, api);
  }
}

/** Why the number of accounts that was asked for is not used; undefined if it is the number of the estate, or if none was asked for. */
export const accountsNote = (asked: number | undefined, registered: number): string | undefined =>
  asked === undefined || asked === registered
    ? undefined
    : `--accounts ${asked} has no effect: the estate was registered with ${registered}. Start afresh with --fresh for another estate.`;

/** The first jobs. A platform that stays gets the export without which searches are slow and queries have no tables; one that ends after the scan would cut it off. */
export const firstRequest = ({ once }: Pick<LocalOptions, 'once'>): JobRequest => ({
  operation: 'inventory',
  then: once ? { operation: 'scan', policy: '*' } : { operation: 'scan', policy: '*', then: { operation: 'export' } },
});

/**
 * Runs an inventory and a scan, and waits for no more.
 * @param onStarted is called once the first job has started, so that nothing goes before it
 */
async function firstJobs(request: JobRequest, platform: Platform, progress: Progress, onStarted: () => void): Promise<readonly JobRow[]> {
  const api = new ApiClient(platform.own);
  const { job_id } = await api.startJob(request);
  onStarted();
  const inventory = await ended(job_id, api, progress);
  if (inventory.then_error !== undefined) progress.note(`The scan could not be started: ${redactText(inventory.then_error)}`);
  if (inventory.then_job_id === undefined) return [inventory];
  const scan = await ended(inventory.then_job_id, api, progress);
  if (scan.then_error !== undefined) progress.note(`The export could not be started: ${redactText(scan.then_error)}`);
  return [inventory, scan];
}

async function registerDemo(platform: Platform, api: ApiClient): Promise<void> {
  const { accounts } = platform.demo;
  await platform.fixAccounts(accounts);
  for (const connection of DEMO_CONNECTIONS) await api.addConnection(connection);
  await api.addAccounts(demoAccounts(accounts));
  // Their tags, and the account that is suspended.
  await api.syncAccounts({ tags: true });
}

async function ended(jobId: JobId, api: ApiClient, progress: Progress): Promise<JobRow> {
  for (;;) {
    const row = await api.job(jobId);
    progress.update(row);
    if (isEnded(row.status)) return row;
    await sleep(POLL_MS);
  }
}

function errorNotes(progress: Progress): (source: string, message: string) => void {
  const shown = new Map<string, number>();
  return (source, message) => {
    const count = (shown.get(source) ?? 0) + 1;
    shown.set(source, count);
    const more = count === SHOWN_ERRORS ? ' (further ones are only in the log)' : '';
    if (count <= SHOWN_ERRORS) progress.note(`${source}: ${redactText(message)}${more}`);
  };
}

/** The text that is printed once everything is up and stays up. */
export function serving(
  { url, grpc, logs, stack, dashboard, signInLink }: Pick<Platform, 'url' | 'grpc' | 'logs' | 'stack' | 'dashboard' | 'signInLink'>,
  tokensOnly: boolean,
): string {
  const handler = stack.functions.find(({ environment }) => 'JOB_DEADLINE_HOURS' in environment)?.name;
  const grpcLine = grpc === undefined ? [] : [`gRPC serves notifications on ${grpc}: try grpcurl -plaintext ${grpc} list`];
  const webLine = dashboard === undefined ? [] : [`The dashboard: ${signInLink()}`];
  if (tokensOnly)
    return [
      ...webLine,
      `The API serves on ${url}${APP} until Ctrl-C, and every call needs a token. Log in as one of the users of this machine:`,
      `  ${loginAt(url)}`,
      ...grpcLine,
      `Logs of the functions: ${logs}`,
    ].join('\n');
  return [
    ...webLine,
    `The API serves on ${url} until Ctrl-C: try ${url}/resources?limit=5 or ${url}/findings?limit=5`,
    `Its reference for reading: ${url}/docs`,
    `Calls without a token are the administrator's; to be somebody else: ${loginAt(url)}`,
    ...grpcLine,
    `The job handler takes the same requests directly:`,
    `  curl ${url}/2015-03-31/functions/${handler}/invocations -d '{"operation":"inventory","service":"s3"}'`,
    `Logs of the functions: ${logs}`,
  ].join('\n');
}

const loginAt = (url: string): string => `npm run muster -- login${url === DEFAULT_API ? '' : ` --api ${url}`}`;
