/** A service as `sdk.generated.ts` hands it over: its definitions together with the parts of the SDK that they name. */
import type { ServiceDefinition, TypeDefinition } from './definition.ts';

/** What every AWS SDK client is to Muster. */
export interface AwsClient {
  destroy(): void;
}

/** The same to a reader, which sends commands that it was handed. */
export interface SendingClient extends AwsClient {
  send(command: object): Promise<object>;
}

/** An SDK client's class. What it is configured with is the session's business (`clients.ts`). */
export type ClientClass<Client> = new (config: never) => Client;

/** An SDK command's class. An instance holds the operation's schema. */
export type CommandClass = new (input: never) => object;

export interface LoadedService {
  readonly service: ServiceDefinition;
  readonly client: ClientClass<SendingClient>;
  /** By operation: the commands that the service's types name. */
  readonly commands: Readonly<Record<string, CommandClass>>;
  readonly types: readonly TypeDefinition[];
}
