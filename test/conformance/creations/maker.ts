/** Carries out steps with the SDK. */
import { REGION, type Step } from './step.ts';

interface Client {
  send(command: object): Promise<object>;
  destroy(): void;
}
type Package = Readonly<Record<string, new (input: object) => object>>;

/** The packages name their clients differently: `EC2Client`, `SFNClient`. Each has one class that others extend by nothing. */
const isClient = (name: string): boolean => name.endsWith('Client') && name !== '__Client';

export class Maker {
  readonly #config: object;
  readonly #clients = new Map<string, Client>();
  readonly #kept = new Map<string, string>();

  constructor(config: object) {
    this.#config = config;
  }

  /** Returns why the step failed; nothing if it did not. */
  async make({ client, operation, input, keep, region = REGION }: Step): Promise<readonly string[]> {
    const sdk = (await import(`@aws-sdk/client-${client}`)) as Package;
    const command = sdk[`${operation}Command`];
    if (!command) return [`${client} has no ${operation}`];
    try {
      const answer = await (await this.#client(client, region, sdk)).send(new command(this.#filled(input) as object));
      for (const [name, path] of Object.entries(keep)) this.#kept.set(name, String(at(answer, path)));
      return [];
    } catch (error) {
      return [`${client} ${operation}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.destroy();
  }

  async #client(name: string, region: string, sdk: Package): Promise<Client> {
    const key = `${name} ${region}`;
    const known = this.#clients.get(key);
    if (known) return known;
    const found = Object.keys(sdk).find(isClient);
    if (found === undefined) throw new Error(`@aws-sdk/client-${name} has no client`);
    const made = new sdk[found]!({ ...this.#config, region, ...(name === 's3' && { forcePathStyle: true }) }) as Client;
    this.#clients.set(key, made);
    return made;
  }

  /** The input, with what earlier steps have kept in the place of `<name>`. */
  #filled(value: unknown): unknown {
    if (typeof value === 'string') return value.replaceAll(/<([a-z0-9_]+)>/g, (whole, name: string) => this.#kept.get(name) ?? whole);
    if (Array.isArray(value)) return value.map((each) => this.#filled(each));
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#filled(each)]));
  }
}

/** The value at a path of names and places: `Images.0.ImageId`. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name], value);
}
