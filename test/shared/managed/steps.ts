/** Steps on a managed resource, one after the other, as the engine takes them. */
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import type { AnyManager } from '../../../shared/managed/define-manager.ts';
import type { ManagerContext, Observation } from '../../../shared/managed/manager.ts';
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

export const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
export const OTHER_TOKEN = 'zyxwvutsrqponmlkjihgfedcba';
/** No provider needs more steps for one change. */
const MOST_STEPS = 40;

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
        const unreachable = differences.filter(({ effect }) => effect !== 'update').map(({ path, effect }) => `${path} (${effect})`);
        if (unreachable.length > 0) throw new Error(`No update changes ${unreachable.join(', ')}.`);
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
      if (!/^[A-Z].*\.$/.test(message)) throw new Error(`This is no sentence: ${message}`);
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

/** The refusal of what is refused. */
export async function failureOf(work: Promise<unknown>): Promise<CloudError> {
  const thrown: unknown = await work.then(
    (value) => new Error(`It was answered: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (thrown instanceof CloudError) return thrown;
  throw thrown;
}
