/**
 * The contract of managers: one suite that every manager passes against a provider in its own words, whether that is an emulator, a fake that answers in the
 * service's protocol, or a real server. A test file calls `managerContract` with the manager and with functions that make its provider's worlds.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AnyManager } from '../../../shared/managed/define-manager.ts';
import { forbiddenChanges } from '../../../shared/managed/forbidden-changes.ts';
import type { Difference } from '../../../shared/managed/manager.ts';
import type { DeletionPolicy, JsonObject, Spec } from '../../../shared/managed/model.ts';
import { type ContractWorld, failureOf, OTHER_TOKEN, Steps, TOKEN } from './steps.ts';

export interface OperationCase {
  readonly name: string;
  readonly parameters?: JsonObject;
  /** How often the provider has really done it. */
  readonly times: (world: ContractWorld) => Promise<number>;
}

export interface ContractSubject<World extends ContractWorld> {
  readonly manager: AnyManager;
  open(): Promise<World>;
  /** As a user gives it. */
  readonly config: JsonObject;
  /** Whether the provider hides the token of what it is still making. Until then nobody can tell whose it is, and asking is refused as too early. */
  readonly tokenIsHiddenAtFirst?: boolean;
  /** Whether the provider has tags, as those of AWS do. */
  readonly hasTags?: boolean;
  /** Configurations that the manager reaches from `config` by updates, one after the other. */
  readonly changes: readonly JsonObject[];
  /** Configurations that cannot be reached by an update, with the path that prevents it. */
  readonly unreachable: readonly {
    readonly config: JsonObject;
    readonly path: string;
    readonly effect: Exclude<Difference['effect'], 'update'>;
  }[];
  readonly operations: readonly (Omit<OperationCase, 'times'> & { readonly times: (world: World) => Promise<number> })[];
  /** The operations that this kind of the resource has not. Each is refused with a sentence. */
  readonly refusedOperations?: readonly Omit<OperationCase, 'times'>[];
  /** The operations that this provider lacks, such as an emulator, though the manager has them. */
  readonly missingOperations?: readonly string[];
  /** The outputs that this provider does not tell, though the real one does. */
  readonly missingOutputs?: readonly string[];
  /** The deletion policies to try, with a check of what each has left. `retain` never reaches a manager. */
  readonly deletions: readonly {
    readonly policy: Exclude<DeletionPolicy, 'retain'>;
    /** How many snapshots whose names have the token there are; absent if the policy leaves none. */
    readonly snapshots?: (world: World, token: string) => Promise<number>;
  }[];
}

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
};

export function managerContract<World extends ContractWorld>(title: string, subject: ContractSubject<World>): void {
  const {
    manager,
    config,
    changes,
    unreachable,
    operations,
    refusedOperations = [],
    missingOperations = [],
    missingOutputs = [],
    deletions,
    tokenIsHiddenAtFirst = false,
    hasTags = false,
  } = subject;

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

    it('forbids no request that asks for what is there, and knows what each change may not do', async () => {
      const { actual } = await steps.converge(config);
      // The functions read nothing of a spec but its configuration and its deletion policy.
      const spec = (given: JsonObject) => ({ config: given, deletion_policy: 'delete' }) as Spec;
      const row = { spec: spec(config), actual_config: actual };

      expect(forbiddenChanges(manager, row, spec(config))).toEqual({ immutable: [], replaced: [] });
      for (const change of changes)
        expect(forbiddenChanges(manager, row, spec(change)).immutable.map(({ field }) => field)).toEqual(
          manager
            .diff(steps.parse(change), actual)
            .filter(({ effect }) => effect === 'immutable')
            .map(({ path }) => `config${path.replaceAll('/', '.')}`),
        );
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

    it('gives tags, changes them and takes them away, and touches no others', async () => {
      const { tags: before } = await steps.converge(config);
      const retag = manager.retag?.bind(manager);

      expect(before !== undefined).toBe(hasTags);
      if (!retag || before === undefined) return;
      await retag(steps.context, steps.parse(config), { set: { team: 'shop', 'cost/center~1': '' }, remove: [] });
      await world.settle();
      await retag(steps.context, steps.parse(config), { set: { team: 'ops' }, remove: ['cost/center~1', 'never there'] });
      await world.settle();

      const { tags: after, provider_resource_id } = await steps.converge(config);
      expect(after).toEqual({ ...before, team: 'ops' });
      expect(await world.resources()).toBe(1);
      expect((await steps.observe(config)).state).toBe('ready');
      expect(provider_resource_id).not.toBe('');
    });

    if (unreachable.length > 0)
      it.each(unreachable)('says that $path is $effect', async ({ config: other, path, effect }) => {
        const { actual } = await steps.converge(config);

        expect(manager.diff(steps.parse(other), actual)).toContainEqual(expect.objectContaining({ path, effect }));
      });

    it('tries each operation', () => {
      const tried = [...operations.map(({ name }) => name), ...refusedOperations.map(({ name }) => name), ...missingOperations];

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

      const absent = Object.entries(manager.outputs).filter(([, output]) => output(actual) === undefined);

      expect(absent.map(([name]) => name)).toEqual(missingOutputs);
    });
  });
}
