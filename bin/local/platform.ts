/** Runs the whole platform on this machine, wired as the synthesized template says. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { APP } from '../../shared/access/door.ts';
import { pathBehindApi, SIGN_IN_FRAGMENT, UI } from '../../shared/web/addresses.ts';
import type { DemoSettings } from '../../shared/clouds/demo/settings.ts';
import type { ApiAccess } from './api-access.ts';
import { startAthena } from './athena/athena.ts';
import { createAuthorizer } from './authorizer.ts';
import { customerOf } from './customer-of.ts';
import { createDashboard, type Dashboard } from './dashboard.ts';
import { openDataFolder, type Estate } from './data-folder.ts';
import { startEmulators, type Emulators } from './emulators.ts';
import { invocationsAtOnce, startEventSource, type EventSource } from './event-source.ts';
import { createFunctions, type Functions } from './functions.ts';
import type { GrpcOptions } from './grpc.ts';
import type { GrpcServer } from './grpc-server.ts';
import { type GatewayRequest, problem } from './gateway-event.ts';
import { explainDiskFull } from './disk-full.ts';
import { callApi, callLambda, listen } from './http-server.ts';
import { migrateData } from './migrate-data.ts';
import { createIssuer, issuerUrl } from './issuer.ts';
import { startScheduler } from './scheduler.ts';
import { readStack } from './stack.ts';
import type { EventSourceModel, FunctionModel, StackModel } from './stack-model.ts';
import { createThrottle } from './throttle.ts';
import { messageOf, UserError } from './user-error.ts';

export interface PlatformOptions {
  /** Folder of the data that are kept from one start to the next. */
  readonly dataDir: string;
  /** `<assembly>/<stack>.template.json`, or a function that synthesizes it into a folder while the rest of the platform starts. */
  readonly template: string | ((outdir: string, issuer: string) => Promise<string>);
  /** 0 for any free port. */
  readonly port: number;
  /** Port of gRPC: 0 for any free port, absent for no gRPC. If it is in use and not `required`, a note says so and there is no gRPC. */
  readonly grpc?: { readonly port: number; readonly required: boolean };
  readonly fresh?: boolean;
  readonly estate?: Estate;
  /** Settings of the demo estate; the data folder has the others. */
  readonly demo?: Partial<DemoSettings>;
  /** Every call needs a token; false if absent: a call without one is that of an administrator. */
  readonly tokensOnly?: boolean;
  /** The dashboard is served; false if absent. Its files are shown by `Platform.dashboard`. */
  readonly web?: boolean;
  /** If false, the stack's schedules do not run; true if absent. */
  readonly schedules?: boolean;
  /** Environment variables of a function in addition to the template's. */
  readonly environment?: (model: FunctionModel, demo: DemoSettings) => Readonly<Record<string, string>>;
  /** Called with lines for the user, such as what was changed in data of an earlier version. */
  readonly onNote?: (line: string) => void;
  /** Called for each failed invocation and each error of the platform itself; `source` names a function, a queue or an emulator. */
  readonly onError?: (source: string, message: string) => void;
}

export interface Platform {
  /** Base URL of the API and of Lambda's Invoke: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where gRPC is served, without TLS: `localhost:50051`; absent if it is not. */
  readonly grpc?: string | undefined;
  /** Absent if it is not served. */
  readonly dashboard: Dashboard | undefined;
  /** A link that opens the dashboard and signs in as the administrator, once. */
  signInLink(): string;
  /** How the platform's own calls reach its API as an administrator. */
  readonly own: ApiAccess;
  readonly endpoints: Endpoints;
  readonly stack: StackModel;
  readonly demo: DemoSettings;
  /** Fixes the number of the demo's accounts for every later start. */
  fixAccounts(count: number): Promise<void>;
  /** Folder of the functions' logs, `<function>.log`. */
  readonly logs: string;
  /** @throws Error with Lambda's `errorType` as its name, if the function fails */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /**
   * Terminates the thread of the function's oldest running invocation, as if it had run out of memory. Resolves with false if none is
   * running or if it ended before that.
   */
  crash(functionName: string): Promise<boolean>;
  /** Rejects if the platform cannot continue; never resolves. */
  readonly failed: Promise<never>;
  /** Takes no more messages, waits up to `DRAIN_MS` for running invocations, then stops everything. */
  stop(): Promise<void>;
}

/** Environment variables that every function gets in addition to the template's. */
export interface Endpoints extends Readonly<Record<string, string>> {
  readonly MUSTER_DYNAMODB_ENDPOINT: string;
  readonly MUSTER_SQS_ENDPOINT: string;
  readonly MUSTER_SNS_ENDPOINT: string;
  readonly MUSTER_S3_ENDPOINT: string;
  readonly MUSTER_LAMBDA_ENDPOINT: string;
  readonly MUSTER_ATHENA_ENDPOINT: string;
}

type Report = (source: string, message: string) => void;

const SWEEP_INTERVAL_MS = 60 * 60_000;
const DRAIN_MS = 10_000;
const LEAST_CONCURRENCY = 2;
const MOST_WARMED = 8;

/** @throws UserError if the user can correct the cause */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  try {
    return await start(options);
  } catch (error) {
    throw explainDiskFull(error, options.dataDir);
  }
}

async function start(options: PlatformOptions): Promise<Platform> {
  const report: Report = options.onError ?? (() => undefined);
  await using starting = new AsyncDisposableStack();

  const server = await listen(options.port);
  starting.defer(() => server.stop());
  const folder = await openDataFolder(resolve(options.dataDir), {
    fresh: options.fresh ?? false,
    estate: options.estate ?? 'demo',
    demo: options.demo ?? {},
  });
  starting.defer(() => folder.release());
  const { template: given } = options;
  const issuing = createIssuer({ origin: server.url, customerOf: async (email) => await customerOf(own, email) });
  issuing.catch(() => undefined);
  const [template, emulators] = await both(
    typeof given === 'string' ? given : given(folder.assembly, issuerUrl(server.url)),
    startEmulators(folder),
  );
  starting.defer(() => emulators.stop());
  const lambda = await listen(0);
  starting.defer(() => lambda.stop());

  const stack = await readStack(template, { sqs: emulators.sqs, api: server.url, id: folder.id });
  const athena = await startAthena({ s3: emulators.s3, folder: folder.queries, stack });
  starting.defer(() => athena.stop());
  const endpoints: Endpoints = {
    MUSTER_DYNAMODB_ENDPOINT: emulators.dynamodb,
    MUSTER_SQS_ENDPOINT: emulators.sqs,
    MUSTER_SNS_ENDPOINT: emulators.sns,
    MUSTER_S3_ENDPOINT: emulators.s3,
    MUSTER_LAMBDA_ENDPOINT: lambda.url,
    MUSTER_ATHENA_ENDPOINT: athena.url,
  };
  const functions = createFunctions(stack, {
    logs: folder.logs,
    variables: (model) => ({ ...endpoints, ...options.environment?.(model, folder.demo) }),
    onError: report,
    onDeadEvent: (queue, payload) => sendTo(stack, emulators, queue, payload, report),
  });
  starting.defer(() => functions.stop());
  const migrated = emulators.provision(stack).then(async () => await migrateData(emulators.dynamodb, stack));
  await Promise.all([migrated, warmUp(stack, functions)]);
  for (const line of await migrated) options.onNote?.(line);

  lambda.serve(async (request) => (await callLambda(functions, request)) ?? problem(404, 'This port serves only Lambda Invoke requests.'));
  const sources = stack.eventSources.filter(({ enabled }) => enabled).map((source) => connect(source, stack, functions, emulators, report));
  starting.defer(() => withinDrainTime(sources.map((source) => source.stop())));
  const scheduler = startScheduler(options.schedules === false ? [] : stack.schedules, (name, payload) => functions.start(name, payload));
  starting.defer(() => scheduler.stop());
  const sweep = setInterval(() => {
    emulators.sweep(stack).catch((error: unknown) => report('DynamoDB', messageOf(error)));
  }, SWEEP_INTERVAL_MS);
  starting.defer(() => clearInterval(sweep));
  const { api } = stack;
  const throttle = api?.throttle && createThrottle(api.throttle);
  const tokensOnly = options.tokensOnly ?? false;
  const authorize = createAuthorizer({ tokensOnly });
  const issuer = await issuing;
  const own: ApiAccess = tokensOnly
    ? { url: `${server.url}${APP}`, headers: { authorization: `Bearer ${await issuer.ownToken()}` } }
    : { url: server.url, headers: {} };
  const dashboard = options.web === true ? createDashboard(server.url) : undefined;
  server.serve(
    async (sent) => {
      const request = behindApi(sent);
      const invoked = tokensOnly ? undefined : await callLambda(functions, request);
      return invoked ?? (api ? await callApi(api, functions, throttle, authorize, request) : problem(404, 'The stack has no API.'));
    },
    (request, response) => issuer.handle(request, response) || (dashboard?.handle(request, response) ?? false),
  );

  const grpc = await serveGrpc(options, { stack, dynamodb: emulators.dynamodb, tokensOnly, onError: report });
  starting.defer(() => grpc?.stop());

  const failed = Promise.race([emulators.failed, functions.failed]).catch((error: unknown) => {
    throw explainDiskFull(error, options.dataDir);
  });
  failed.catch(() => undefined);
  const started = starting.move();
  return {
    url: server.url,
    grpc: grpc && `localhost:${grpc.port}`,
    dashboard,
    signInLink: () => `${server.url}${UI}/#${SIGN_IN_FRAGMENT}=${issuer.oneTimeToken()}`,
    own,
    endpoints,
    stack,
    demo: folder.demo,
    fixAccounts: (count) => folder.fixAccounts(count),
    logs: folder.logs,
    failed,
    crash: (name) => functions.crash(name),
    stop: () => started.disposeAsync(),
    invoke: (name, event) => invoke(functions, name, event),
  };
}

/** The pages of the dashboard ask the API at their own origin below `/api`, as they do behind CloudFront. */
function behindApi(request: GatewayRequest): GatewayRequest {
  const [path = '', ...query] = request.url.split(/(?=\?)/);
  const behind = pathBehindApi(path);
  return behind === undefined ? request : { ...request, url: `${behind}${query.join('')}` };
}

async function serveGrpc({ grpc, onNote }: PlatformOptions, rest: Omit<GrpcOptions, 'port'>): Promise<GrpcServer | undefined> {
  if (grpc === undefined) return undefined;
  // Loaded only when needed, because the tests start many platforms without it.
  const { startGrpc } = await import('./grpc.ts');
  try {
    return await startGrpc({ port: grpc.port, ...rest });
  } catch (error) {
    if (grpc.required || !(error instanceof UserError)) throw error;
    onNote?.(`There is no gRPC. ${error.message}`);
    return undefined;
  }
}

/** Waits for both even if the template cannot be synthesized, so that the emulators are then stopped. */
async function both(template: string | Promise<string>, starting: Promise<Emulators>): Promise<[string, Emulators]> {
  const [synthesized, started] = await Promise.allSettled([template, starting]);
  if (started.status === 'rejected') throw started.reason;
  if (synthesized.status === 'rejected') {
    await started.value.stop();
    throw synthesized.reason;
  }
  return [synthesized.value, started.value];
}

/**
 * Starts the execution environments for which the first request and the first messages would otherwise wait. Event sources with
 * the least concurrency that AWS allows are left out, because they get few messages.
 */
async function warmUp({ eventSources, api }: StackModel, functions: Functions): Promise<void> {
  const served = new Set(api?.routes.map((route) => route.function));
  const busy = eventSources.filter(({ maximumConcurrency = 0 }) => maximumConcurrency > LEAST_CONCURRENCY);
  await Promise.all([
    ...[...served].map((name) => functions.warm(name, 1)),
    ...busy.map((source) => functions.warm(source.function, MOST_WARMED)),
  ]);
}

function connect(source: EventSourceModel, stack: StackModel, functions: Functions, emulators: Emulators, report: Report): EventSource {
  const queue = stack.queues.find(({ name }) => name === source.queueName);
  if (!queue) throw new UserError(`The event source of ${source.function} is not a queue of the template: ${source.queueArn}.`);
  return startEventSource(source, {
    sqs: emulators.sqsClient,
    queueUrl: queue.url,
    concurrency: invocationsAtOnce(source, functions.concurrency(source.function), availableParallelism()),
    invoke: (payload) => functions.invoke(source.function, payload),
    onError: (message, error) => report(source.queueName, `${message}: ${messageOf(error)}`),
  });
}

function sendTo({ queues }: StackModel, { sqsClient }: Emulators, name: string, payload: string, report: Report): void {
  const queue = queues.find((candidate) => candidate.name === name);
  sqsClient
    .send(new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: payload }))
    .catch((error: unknown) => report(name, messageOf(error)));
}

async function withinDrainTime(work: readonly Promise<void>[]): Promise<void> {
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(timeout.resolve, DRAIN_MS, undefined);
  await Promise.race([Promise.all(work), timeout.promise]);
  clearTimeout(timer);
}

async function invoke(functions: Functions, name: string, event: unknown): Promise<unknown> {
  if (!functions.names.includes(name))
    throw new UserError(`There is no function ${name}. The functions are ${functions.names.join(', ')}.`);
  const result = await functions.invoke(name, JSON.stringify(event));
  if (result.error) throw Object.assign(new Error(result.error.errorMessage), { name: result.error.errorType });
  return JSON.parse(result.payload);
}
