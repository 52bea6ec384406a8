/** Sends the calls of definitions by the AWS SDK: the command of the operation, by the client of the call's API. */
import { OwnFault } from '../cloud-error.ts';
import { CallFailure } from '../reader/call-failure.ts';
import type { Transport } from '../reader/calls.ts';
import type { Call, Item, TokenMembers } from './types/definition.ts';
import type { LoadedService, SendingClient } from './types/loaded-service.ts';
import { schemasOf, tokensOf } from './types/operation-schemas.ts';
import { commandName, permissionOf } from './types/permission-of.ts';

/** Error codes for a page token that has expired or become invalid. */
const STALE_TOKEN = /^((Expired|Invalid)(Marker|(Next|Page|Pagination|Continuation)Token)|PaginationTokenExpired)(Exception)?$/;

export class SdkTransport implements Transport {
  readonly #loaded: LoadedService;
  readonly #client: (api: string | undefined) => SendingClient;

  /** `client` answers the client of one of the service's other APIs, or that of the service itself. */
  constructor(loaded: LoadedService, client: (api: string | undefined) => SendingClient) {
    this.#loaded = loaded;
    this.#client = client;
  }

  async send(call: Call, input: Item): Promise<object> {
    const command = new (this.#command(call))(input as never);
    const client = this.#client(call.api);
    try {
      return await client.send(command);
    } catch (error) {
      if (error instanceof OwnFault) throw error.cause;
      throw new CallFailure(error, permissionOf(this.#loaded.service, call));
    }
  }

  /** @throws TypeError if the operation has none; `check-type.ts` rules that out */
  tokensOf(call: Call): TokenMembers {
    const tokens = tokensOf(schemasOf(this.#command(call)));
    if (!tokens) throw new TypeError(`${call.operation} has no page tokens.`);
    return tokens;
  }

  isStaleToken(code: string): boolean {
    return STALE_TOKEN.test(code);
  }

  #command(call: Call): LoadedService['commands'][string] {
    const command = this.#loaded.commands[commandName(call)];
    if (!command)
      throw new TypeError(`The operation ${call.operation} is not among those of ${this.#loaded.service.id}; run npm run generate.`);
    return command;
  }
}
