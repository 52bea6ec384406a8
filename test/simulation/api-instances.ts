/**
 * The API's function. As on Lambda, an instance serves one request at a time, is reused, and is dropped when it dies during a request.
 * Simulations share instances, because building one costs more than all requests of a simulation.
 */
import { checkDirectly, tryDirectly } from '../support/check-directly.ts';
import { PROVIDER_FACTS } from '../../shared/provider-facts.ts';
import { createApi } from '../../shared/api/create-api.ts';
import { cancelJob } from '../../shared/jobs/cancel-job.ts';
import type { JobStarter } from '../../shared/jobs/job-api.ts';
import { retryJob } from '../../shared/jobs/retry-job.ts';
import type { Queues } from '../../shared/jobs/model.ts';
import { OPERATIONS } from '../../shared/operations.ts';
import { PolicyLibrary } from '../../shared/policies/policy-library.ts';
import type { Metrics } from '../../shared/observability/metrics.ts';
import type { Clock, Log, Random } from '../../shared/seams.ts';
import type { Store } from '../../shared/storage/store.ts';
import { DEPLOYMENT } from '../support/deployment.ts';
import { MemoryObjects } from '../support/memory-objects.ts';
import { MemoryPolicyFiles } from '../support/memory-policy-files.ts';
import { SIM_REGIONS, SIM_TYPES } from './sim-cloud.ts';
import { type Outbox } from '../../shared/events/outbox.ts';

const POLICY_FILES = new MemoryPolicyFiles();

export interface ApiConnections {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly queues: Queues;
  readonly starter: JobStarter;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
}

const LOGIN = { provider: 'aws', settings: { role_name: 'MusterReadRole', external_id: 'simulated' } } as const;
const CANCEL_FOR_MS = 20_000;
const idle: ApiInstance[] = [];

export async function answerApi(request: ApiRequest, connections: ApiConnections) {
  const instance = idle.pop() ?? new ApiInstance();
  const answered = await instance.answer(request, connections);
  idle.push(instance);
  return answered;
}

class ApiInstance {
  #current: ApiConnections | undefined;
  readonly #api = createApi({
    store: this.#through('store'),
    deployment: DEPLOYMENT,
    outbox: this.#through('outbox'),
    clock: this.#through('clock'),
    random: this.#through('random'),
    log: this.#through('log'),
    jobs: {
      start: async (request) => await this.#connections.starter.start(request),
      cancel: async (id) =>
        await cancelJob(id, { operations: OPERATIONS, ...this.#connections, until: this.#connections.clock.now() + CANCEL_FOR_MS }),
      retry: async (id) => await retryJob(id, { operations: OPERATIONS, ...this.#connections }),
    },
    fullSelector: (written) => Promise.resolve(written),
    policies: {
      library: new PolicyLibrary(POLICY_FILES),
      files: POLICY_FILES,
      check: checkDirectly,
      trial: tryDirectly,
      texts: () => Promise.resolve({}),
    },
    exports: new MemoryObjects(),
    sqlEngine: () => Promise.reject(new Error('No query runs in a simulation.')),
    types: SIM_TYPES,
    providers: PROVIDER_FACTS,
    regions: SIM_REGIONS,
    management: { isOn: false, managers: new Map(), wake: async () => undefined },
    allowed: { roleNames: undefined, secrets: undefined, variables: false },
    search: () => Promise.resolve(undefined),
    connectionCheck: () => Promise.reject(new Error('No connection is checked in a simulation.')),
    accountSync: () => Promise.reject(new Error('No accounts are synced in a simulation.')),
    migrations: {
      status: () => Promise.reject(new Error('No migration runs in a simulation.')),
      run: () => Promise.reject(new Error('No migration runs in a simulation.')),
      plan: () => Promise.reject(new Error('No migration runs in a simulation.')),
    },
    login: LOGIN,
    rpc: () => Promise.reject(new Error('The simulation calls no service.')),
    redoc: () => Promise.reject(new Error('The simulation opens no page.')),
  });

  async answer({ method, path, body }: ApiRequest, connections: ApiConnections) {
    this.#current = connections;
    const init = body ? { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : { method };
    const response = await this.#api.request(path, init);
    return { status: response.status, body: await response.json() };
  }

  get #connections(): ApiConnections {
    if (!this.#current) throw new Error('The instance serves no request.');
    return this.#current;
  }

  /** The connection of the request that the instance is serving. */
  #through<K extends keyof ApiConnections>(name: K): ApiConnections[K] {
    return new Proxy({} as ApiConnections[K], {
      get: (_target, member) => {
        const connection = this.#connections[name];
        const value = connection[member as keyof ApiConnections[K]];
        return typeof value === 'function' ? (value.bind(connection) as unknown) : value;
      },
    });
  }
}
