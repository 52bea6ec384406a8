/** A service as `sdk.generated.ts` exports it: its definitions together with the parts of the SDK that they name. */
import type { ServiceDefinition, TypeDefinition } from './definition.ts';

/** The part of an AWS SDK client that every user needs. */
export interface AwsClient {
  readonly config: object;
  destroy(): void;
}

/** The part of an AWS SDK client that a reader needs: it sends commands. */
export interface SendingClient extends AwsClient {
  send(command: object): Promise<object>;
}

/** An SDK client's class. The session configures it (`clients.ts`). */
export type ClientClass<Client> = new (config: never) => Client;

/** An SDK command's class. An instance holds the operation's schema. */
export type CommandClass = new (input: never) => object;

export interface LoadedService {
  readonly service: ServiceDefinition;
  readonly client: ClientClass<SendingClient>;
  /** The clients of the service's other APIs, by the API's id. */
  readonly apis?: Readonly<Record<string, ClientClass<SendingClient>>>;
  /** The commands that the service's types name, by `commandName`. */
  readonly commands: Readonly<Record<string, CommandClass>>;
  readonly types: readonly TypeDefinition[];
}
