/**
 * The contract of managers: one suite that every manager passes against a provider in its own words, whether that is an emulator, a fake that answers in the
 * service's protocol, or a real server. A test file calls `managerContract` with the manager and with functions that make its provider's worlds.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import type { AnyManager } from '../../../shared/managed/define-manager.ts';
import type { Difference, ManagerContext, Observation } from '../../../shared/managed/manager.ts';
import type { DeletionPolicy, JsonObject } from '../../../shared/managed/model.ts';

type Seen = Extract<Observation<JsonObject>, { readonly actual: JsonObject }>;

/** A provider without resources, which the test owns. */
export interface ContractWorld {
  /**
   * The context of the managed resource of the world. Its tags are those of `managedTags` with the token.
   * @param id the provider's id, if it is known already
   */
  context(token: string, id?: string): ManagerContext;
  /** Lets the provider finish what is under way. */
  settle(): Promise<void>;
  /** How many resources there are at the provider, of any name. */
  resources(): Promise<number>;
  /** Makes a resource of the managed resource's name that bears none of Muster's marks. */
  plantForeign(): Promise<void>;
  /** How the provider answers from now on: it refuses every call, it does not answer, or (undefined) it works. */
  answers(how: 'denied' | 'silent' | undefined): void;
  /** The permissions of the calls that the manager has made; undefined where the provider does not tell. */
  permissionsUsed(): readonly string[] | undefined;
  /** Secrets that exist in the world. None may leave it. */
  secrets(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface OperationCase {
  readonly name: string;
  readonly parameters?: JsonObject;
  /** How often the provider has really done it. */
  times(world: ContractWorld): Promise<number>;
}

export interface ContractSubject<World extends ContractWorld> {
  readonly manager: AnyManager;
  open(): Promise<World>;
  /** As a user gives it. */
  readonly config: JsonObject;
  /** Whether the provider hides the token of what it is still making. Until then nobody can tell whose it is, and asking is refused as too early. */
  readonly tokenIsHiddenAtFirst?: boolean;
  /** Configurations that the manager reaches from `config` by updates, one after the other. */
  readonly changes: readonly JsonObject[];
  /** Configurations that cannot be reached by an update, with the path that prevents it. */
  readonly unreachable: readonly {
    readonly config: JsonObject;
    readonly path: string;
    readonly effect: Exclude<Difference['effect'], 'update'>;
  }[];
  readonly operations: readonly (Omit<OperationCase, 'times'> & { times(world: World): Promise<number> })[];
  /** The operations that this kind of the resource has not. Each is refused with a sentence. */
  readonly refusedOperations?: readonly Omit<OperationCase, 'times'>[];
  /** The deletion policies to try, with a check of what each has left. `retain` never reaches a manager. */
  readonly deletions: readonly {
    readonly policy: Exclude<DeletionPolicy, 'retain'>;
    /** How many snapshots whose names have the token there are; absent if the policy leaves none. */
    snapshots?(world: World, token: string): Promise<number>;
  }[];
}

export const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
export const OTHER_TOKEN = 'zyxwvutsrqponmlkjihgfedcba';
/** No provider needs more steps for one change. */
const MOST_STEPS = 40;

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
};

/** Takes steps as the engine does, without a wait: each observes, and does one thing. */
export class Steps {
  readonly #manager: AnyManager;
  readonly #world: ContractWorld;
  /** Everything that the manager has told. */
  readonly told: unknown[] = [];
  #id: string | undefined;

  constructor(manager: AnyManager, world: ContractWorld) {
    this.#manager = manager;
    this.#world = world;
  }

  get context(): ManagerContext {
    return this.#world.context(TOKEN, this.#id);
  }

  parse(config: JsonObject): JsonObject {
    return this.#manager.configSchema.parse(config);
  }

  async observe(config: JsonObject): Promise<Observation<JsonObject>> {
    const seen = await this.#manager.observe(this.context, this.parse(config), TOKEN);
    this.told.push(seen);
    if (seen.state !== 'absent') this.#id = seen.provider_resource_id;
    return seen;
  }

  /** @returns the resource when it is ready and nothing differs */
  async converge(config: JsonObject): Promise<Seen> {
    const parsed = this.parse(config);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const seen = await this.observe(config);
      if (seen.state === 'absent') {
        const made = await this.#manager.create(this.context, parsed, TOKEN);
        this.told.push(made);
        this.#id = made.provider_resource_id;
      } else if (seen.state === 'ready') {
        const differences = this.#manager.diff(parsed, seen.actual);
        if (differences.length === 0) return seen;
        expect(differences.filter(({ effect }) => effect !== 'update')).toEqual([]);
        this.told.push(await this.#manager.update(this.context, parsed, seen.actual, differences));
      } else if (seen.state === 'failed') throw new Error(`The provider failed: ${seen.message ?? ''}`);
      await this.#world.settle();
    }
    throw new Error(`Nothing converged in ${MOST_STEPS} steps: ${JSON.stringify(this.told.at(-1))}`);
  }

  /** Calls the operation until it is done. @returns its last message */
  async operate(name: string, parameters: JsonObject, config: JsonObject, token: string): Promise<string> {
    const operation = this.#manager.operations[name];
    if (!operation) throw new Error(`There is no operation ${name}.`);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const seen = await this.observe(config);
      if (seen.state === 'absent') throw new Error('The resource is gone.');
      if (seen.state !== 'ready') {
        await this.#world.settle();
        continue;
      }
      const given = { config: this.parse(config), actual: seen.actual, parameters: operation.parameters.parse(parameters), token };
      const { done, message } = await operation.run(this.context, given);
      this.told.push(message);
      expect(message).toMatch(/^[A-Z].*\.$/);
      if (done) return message;
      await this.#world.settle();
    }
    throw new Error(`${name} was not done in ${MOST_STEPS} steps.`);
  }

  async delete(config: JsonObject, policy: Exclude<DeletionPolicy, 'retain'>, token: string): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if ((await this.observe(config)).state === 'absent') return;
      await this.#manager.delete(this.context, this.parse(config), policy, token);
      await this.#world.settle();
    }
    throw new Error(`Nothing was deleted in ${MOST_STEPS} steps.`);
  }
}

async function failureOf(work: Promise<unknown>): Promise<CloudError> {
  const thrown: unknown = await work.then(
    (value) => new Error(`It was answered: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (thrown instanceof CloudError) return thrown;
  throw thrown;
}

export function managerContract<World extends ContractWorld>(title: string, subject: ContractSubject<World>): void {
  const { manager, config, changes, unreachable, operations, refusedOperations = [], deletions, tokenIsHiddenAtFirst = false } = subject;

  describe(`the contract of managers: ${title}`, () => {
    let world: World;
    let steps: Steps;
    beforeEach(async () => {
      world = await subject.open();
      steps = new Steps(manager, world);
    });
    afterEach(async () => {
      world.answers(undefined);
      const told = JSON.stringify(steps.told);
      const secrets = await world.secrets();
      const used = world.permissionsUsed() ?? [];
      await world.close();
      expect(secrets.filter((secret) => secret !== '' && told.includes(secret))).toEqual([]);
      expect(used.filter((permission) => !manager.permissions.includes(permission))).toEqual([]);
    });

    it('sees nothing in an empty world', async () => {
      expect(await steps.observe(config)).toEqual({ state: 'absent' });
    });

    it('creates one resource, however often it is asked with one token', async () => {
      const first = await manager.create(steps.context, steps.parse(config), TOKEN);
      if (tokenIsHiddenAtFirst) {
        const refusal = await failureOf(manager.create(steps.context, steps.parse(config), TOKEN));
        expect(refusal.details.class).toBe('transient');
        for (let step = 0; step < 2; step += 1) await world.settle();
      }
      const second = await manager.create(steps.context, steps.parse(config), TOKEN);
      await world.settle();
      const third = await manager.create(steps.context, steps.parse(config), TOKEN);

      expect([second, third]).toEqual([first, first]);
      expect(await world.resources()).toBe(1);
    });

    it('finds a resource by its token if the answer to its creation was lost', async () => {
      await manager.create(steps.context, steps.parse(config), TOKEN);
      if (tokenIsHiddenAtFirst) {
        expect((await failureOf(manager.observe(world.context(TOKEN), steps.parse(config), TOKEN))).details.class).toBe('transient');
        for (let step = 0; step < 2; step += 1) await world.settle();
      }

      expect((await manager.observe(world.context(TOKEN), steps.parse(config), TOKEN)).state).not.toBe('absent');
      expect(await manager.observe(world.context(OTHER_TOKEN), steps.parse(config), OTHER_TOKEN)).toEqual({ state: 'absent' });
    });

    it('takes a resource that somebody else has made for none of its own, and says that the name is taken', async () => {
      await world.plantForeign();
      await world.settle();

      expect(await steps.observe(config)).toEqual({ state: 'absent' });
      const refusal = await failureOf(manager.create(steps.context, steps.parse(config), TOKEN));
      expect(refusal.details).toMatchObject({ class: 'invalid', error_code: 'NameTaken' });
      expect(refusal.message).toMatch(/^[^\n]+\.$/);
      expect(await world.resources()).toBe(1);
    });

    it('deletes nothing that somebody else has made', async () => {
      await world.plantForeign();
      await world.settle();
      await manager.delete(steps.context, steps.parse(config), 'delete', TOKEN);
      await world.settle();

      expect(await world.resources()).toBe(1);
    });

    it.each([
      ['denied', ['denied']],
      ['silent', ['transient', 'throttled']],
    ] as const)('never says absent while the provider is %s', async (how, classes) => {
      world.answers(how);
      const before = await failureOf(steps.observe(config));
      world.answers(undefined);
      await steps.converge(config);
      world.answers(how);
      const after = await failureOf(steps.observe(config));
      steps.told.push(before.message, after.message);

      expect(classes).toContain(before.details.class);
      expect(classes).toContain(after.details.class);
      for (const call of [
        async () => await manager.create(steps.context, steps.parse(config), TOKEN),
        async () => {
          await manager.delete(steps.context, steps.parse(config), 'delete', OTHER_TOKEN);
        },
      ])
        expect(classes).toContain((await failureOf(call())).details.class);
    });

    it('compares without a change of what it compares, and sees no difference once the resource is as specified', async () => {
      const { actual } = await steps.converge(config);
      const [wanted, there] = [frozen(steps.parse(config)), frozen(structuredClone(actual))];

      expect(manager.diff(wanted, there)).toEqual([]);
      for (const change of changes)
        expect(manager.diff(frozen(steps.parse(change)), there)).toEqual(manager.diff(steps.parse(change), actual));
    });

    it('makes each change and then sees no difference', async () => {
      const { provider_resource_id } = await steps.converge(config);
      for (const change of changes) {
        const seen = await steps.observe(config);
        if (seen.state === 'absent') throw new Error('The resource is gone.');
        expect(manager.diff(steps.parse(change), seen.actual)).not.toEqual([]);
        const changed = await steps.converge(change);
        expect(changed.provider_resource_id).toBe(provider_resource_id);
      }
      expect(await world.resources()).toBe(1);
    });

    if (unreachable.length > 0)
      it.each(unreachable)('says that $path is $effect', async ({ config: other, path, effect }) => {
        const { actual } = await steps.converge(config);

        expect(manager.diff(steps.parse(other), actual)).toContainEqual(expect.objectContaining({ path, effect }));
      });

    it('tries each operation', () => {
      const tried = [...operations.map(({ name }) => name), ...refusedOperations.map(({ name }) => name)];

      expect(tried.toSorted()).toEqual(Object.keys(manager.operations).toSorted());
    });

    if (refusedOperations.length > 0)
      it.each(refusedOperations)('refuses $name', async ({ name, parameters = {} }) => {
        await steps.converge(config);

        const refusal = await failureOf(steps.operate(name, parameters, config, OTHER_TOKEN));
        expect(refusal.details.class).toBe('invalid');
        expect(refusal.message).toMatch(/^[^\n]+\.$/);
      });

    if (operations.length > 0)
      it.each(operations)('does $name once for each token', async ({ name, parameters = {}, times }) => {
        await steps.converge(config);
        const before = await times(world);

        await steps.operate(name, parameters, config, TOKEN.replace('a', 'b'));
        await steps.operate(name, parameters, config, TOKEN.replace('a', 'b'));
        expect((await times(world)) - before).toBe(1);
      });

    it.each(deletions)('deletes until nothing is there, and once more ($policy)', async ({ policy, snapshots }) => {
      await steps.converge(config);
      await steps.delete(config, policy, OTHER_TOKEN);
      await manager.delete(steps.context, steps.parse(config), policy, OTHER_TOKEN);

      expect(await steps.observe(config)).toEqual({ state: 'absent' });
      expect(await world.resources()).toBe(0);
      if (snapshots) expect(await snapshots(world, OTHER_TOKEN)).toBe(1);
    });

    it('gives its outputs once it is ready', async () => {
      const { actual } = await steps.converge(config);

      for (const [name, output] of Object.entries(manager.outputs)) expect([name, output(actual)]).not.toEqual([name, undefined]);
    });
  });
}
