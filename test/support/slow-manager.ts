/**
 * A manager over a provider of its own that is slow and can fail: what it is asked to make, change or delete takes time, and a test decides which call fails,
 * before or after it has had its effect. The provider remembers all that was ever made.
 */
import { z } from 'zod';
import { CloudError, type CloudErrorClass } from '../../shared/clouds/cloud-error.ts';
import { defineManager } from '../../shared/managed/define-manager.ts';
import { NAME_TAKEN } from '../../shared/managed/faults.ts';
import type { Difference, Effect, ManagerContext, Observation, Shortfall } from '../../shared/managed/manager.ts';
import type { DeletionPolicy } from '../../shared/managed/model.ts';
import type { Clock } from '../../shared/seams.ts';

const configSchema = z.strictObject({
  /** Is changed in place. */
  size: z.enum(['small', 'medium', 'large']).default('small'),
  /** Is changed by a new resource. */
  engine: z.enum(['one', 'two']).default('one'),
  /** Cannot be changed. */
  zone: z.enum(['a', 'b']).default('a'),
  /** Is filled by the endpoint of another. */
  upstream: z.string().nullable().default(null),
});
type Config = z.output<typeof configSchema>;
type Actual = Config & { readonly endpoint: string };

const EFFECTS: Readonly<Record<keyof Config, Effect>> = { size: 'update', engine: 'replace', zone: 'immutable', upstream: 'update' };

export type ProviderCall = 'create' | 'observe' | 'update' | 'delete' | 'operation';

/** A resource as the provider knows it. It is kept after its deletion. */
export interface SlowResource {
  readonly id: string;
  readonly managed_id: string;
  readonly name: string;
  readonly token: string;
  readonly madeAt: number;
  config: Config;
  tags: Readonly<Record<string, string>>;
  state: 'creating' | 'ready' | 'updating' | 'deleting' | 'failed' | 'gone';
  /** When the state ends by itself. */
  until: number;
  deletedWith: DeletionPolicy | undefined;
}

export class SlowProvider {
  readonly resources: SlowResource[] = [];
  /** The tokens of operations, with how often each was begun. */
  readonly operations = new Map<string, number>();
  readonly snapshots: string[] = [];
  readonly calls: ProviderCall[] = [];
  /** How long it takes for what it is asked. */
  takesMs: (call: ProviderCall) => number = () => 20_000;
  /** Is called before and after each call has its effect; it may throw. */
  gate: (call: ProviderCall, when: 'before' | 'after', id: string) => void | Promise<void> = () => undefined;
  /** Fields that it does not change, though it is asked to. */
  readonly shortOf = new Set<keyof Config>();
  /** Whether it tells tags now. */
  tellsTags = true;
  /** Takes changes and does not show them. */
  ignoresUpdates = false;
  /** The resources that it makes fail. */
  makesBroken = false;
  /** Is called when a resource is made, and when one is to be deleted, with the token of the deletion. */
  onCreate: (resource: SlowResource) => void = () => undefined;
  onDelete: (resource: SlowResource, policy: DeletionPolicy, token: string) => void = () => undefined;
  /** Whether a resource is refused whose name another one has. */
  refusesTakenNames = true;
  /** Whether the name of a resource is its id. */
  hasUniqueNames = false;
  /** How long lists do not show what was made. */
  lagsMs = 0;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** The resources that are there, with those that are being made or deleted. */
  get live(): readonly SlowResource[] {
    for (const each of this.resources) this.#settle(each);
    return this.resources.filter(({ state }) => state !== 'gone');
  }

  /** Lists find a resource by its token; they lag behind. */
  find(
    { provider_resource_id, managed_id }: Pick<ManagerContext, 'provider_resource_id' | 'managed_id'>,
    token: string,
  ): SlowResource | undefined {
    const shown = this.#clock.now() - this.lagsMs;
    return this.live.find(({ id, madeAt, ...each }) =>
      provider_resource_id === undefined
        ? each.managed_id === managed_id && each.token === token && madeAt <= shown
        : id === provider_resource_id,
    );
  }

  start(resource: SlowResource, call: ProviderCall, state: SlowResource['state']): void {
    resource.state = state;
    resource.until = this.#clock.now() + this.takesMs(call);
  }

  async call<T>(call: ProviderCall, managedId: string, effect: () => T): Promise<T> {
    this.calls.push(call);
    await this.gate(call, 'before', managedId);
    const answer = effect();
    await this.gate(call, 'after', managedId);
    return answer;
  }

  #settle(resource: SlowResource): void {
    if (this.#clock.now() < resource.until) return;
    if (resource.state === 'creating') resource.state = this.makesBroken ? 'failed' : 'ready';
    if (resource.state === 'updating') resource.state = 'ready';
    if (resource.state === 'deleting') resource.state = 'gone';
  }
}

/** The error with which a provider answers instead of doing what it is asked. */
export const providerError = (errorClass: CloudErrorClass, error_code = 'Refused'): CloudError =>
  new CloudError(`The slow provider answers ${error_code}.`, { class: errorClass, error_code });

/** @param call how the manager's calls reach the provider */
export const slowManager = (provider: SlowProvider, call: SlowProvider['call'] = async (...args) => await provider.call(...args)) =>
  defineManager<Config, Actual>({
    type: 'slow',
    title: 'Slow',
    description: 'A resource of a provider that is slow and can fail.',
    holdsData: true,
    deletionPolicies: ['retain', 'delete', 'snapshot'],
    provider: 'aws',
    configSchema,
    outputs: { endpoint: ({ endpoint }) => endpoint },
    inputs: { slow_endpoint: '/upstream' },
    permissions: ['slow:*'],
    operations: {
      snapshot: {
        description: 'Takes a snapshot, which takes two calls.',
        parameters: z.strictObject({ label: z.string().exactOptional() }),
        run: async (context, { token }) =>
          await call('operation', context.managed_id, () => {
            const begun = provider.operations.get(token) ?? 0;
            provider.operations.set(token, begun + 1);
            return begun === 0
              ? { done: false, message: 'It is being taken.' }
              : { done: true, message: `The snapshot ${token} was taken.` };
          }),
      },
    },
    inventoried: (_context, { endpoint }) => ({ type: 'Slow::Thing', resource_id: endpoint }),
    observe: async (context, _config, token) =>
      await call('observe', context.managed_id, (): Observation<Actual> => {
        const resource = provider.find(context, token);
        if (!resource || resource.state === 'gone') return { state: 'absent' };
        const { id, config, state, tags } = resource;
        return {
          state,
          provider_resource_id: id,
          actual: { ...config, endpoint: `${id}.example.com` },
          ...(provider.tellsTags && { tags }),
          ...(state === 'failed' && { message: 'no room' }),
        };
      }),
    create: async (context, config, token) =>
      await call('create', context.managed_id, () => {
        const known = provider.live.find((each) => each.token === token);
        if (known) return { provider_resource_id: known.id };
        const isTaken = provider.live.some(({ name }) => name === context.name);
        if (isTaken && provider.refusesTakenNames) throw providerError('invalid', NAME_TAKEN);
        const id = provider.hasUniqueNames ? context.name : `slow-${provider.resources.length + 1}`;
        const resource: SlowResource = {
          id,
          managed_id: context.managed_id,
          name: context.name,
          token,
          madeAt: provider.now(),
          config,
          tags: context.tags,
          state: 'creating',
          until: 0,
          deletedWith: undefined,
        };
        provider.start(resource, 'create', 'creating');
        provider.resources.push(resource);
        provider.onCreate(resource);
        return { provider_resource_id: id };
      }),
    update: async (context, config, _actual, differences) =>
      await call('update', context.managed_id, (): readonly Shortfall[] => {
        const resource = provider.find(context, '');
        if (!resource) throw providerError('invalid', 'NotFound');
        const names = differences.map(({ path }) => path.slice(1) as keyof Config);
        const short = names.filter((name) => provider.shortOf.has(name));
        const changed = Object.fromEntries(names.filter((name) => !short.includes(name)).map((name) => [name, config[name]]));
        if (!provider.ignoresUpdates) resource.config = { ...resource.config, ...changed };
        provider.start(resource, 'update', 'updating');
        return short.map((name) => ({ reason: 'FieldRefused', message: `${name} cannot be set.` }));
      }),
    retag: async (context, _config, { set, remove }) =>
      await call('update', context.managed_id, () => {
        const resource = provider.find(context, '');
        if (!resource) throw providerError('invalid', 'NotFound');
        const kept = Object.entries(resource.tags).filter(([key]) => !remove.includes(key));
        if (!provider.ignoresUpdates) resource.tags = { ...Object.fromEntries(kept), ...set };
        provider.start(resource, 'update', 'updating');
      }),
    delete: async (context, _config, policy, token) =>
      await call('delete', context.managed_id, () => {
        const resource = provider.find(context, '');
        if (!resource) return;
        provider.onDelete(resource, policy, token);
        if (policy === 'snapshot' && !provider.snapshots.includes(token)) provider.snapshots.push(token);
        resource.deletedWith = policy;
        provider.start(resource, 'delete', 'deleting');
      }),
    diff: (config, actual): readonly Difference[] =>
      // The keys of a constant are its own names.
      (Object.keys(EFFECTS) as (keyof Config)[])
        .filter((name) => config[name] !== actual[name])
        .map((name) => ({ path: `/${name}`, now: actual[name], then: config[name], effect: EFFECTS[name] })),
  });

/** The manager's operation, as a row has it that was asked for it. */
export const ASKED_SNAPSHOT = {
  operation_id: 'abcdefghijklmnopqrstuvwxyz',
  name: 'snapshot',
  parameters: {},
  state: 'pending',
  requested_at: '',
  requested_by: 'tester',
} as const;
