/**
 * Finds out which permissions a login has by calls that need them. OCI does not tell a login's permissions, because policies are statements about
 * groups that any compartment may add to; so each list is asked for its first item in the root compartment, and each detail for that item.
 */
import { CallFailure } from '../reader/call-failure.ts';
import type { Transport } from '../reader/calls.ts';
import type { Call, Item, TokenMembers } from '../types/definition.ts';
import { classOf } from './access/oci-failure.ts';

/** The permissions that the calls of one trial have shown. A permission that no call needed is in neither set. */
export class PermissionTrial {
  readonly #granted = new Set<string>();
  readonly #refused = new Set<string>();

  /** The transport, with every list cut to its first item. */
  over(transport: Transport): Transport {
    return {
      send: async (call, input) => await this.#send(transport, call, input),
      tokensOf: (call): TokenMembers => transport.tokensOf(call),
      isStaleToken: (code) => transport.isStaleToken(code),
    };
  }

  /** The permissions that were refused, sorted. */
  get missing(): readonly string[] {
    return [...this.#refused].toSorted();
  }

  /** Those of the permissions that no call has shown to be granted or refused, sorted. */
  unknownOf(permissions: readonly string[]): readonly string[] {
    const unknown = permissions.filter((permission) => !this.#granted.has(permission) && !this.#refused.has(permission));
    return [...new Set(unknown)].toSorted();
  }

  async #send(transport: Transport, call: TriedCall, input: Item): Promise<object> {
    const { permission, absent = [] } = call;
    try {
      const answer = await transport.send(call, input);
      if (permission !== undefined) this.#granted.add(permission);
      return call.kind === 'list' ? firstOf(answer) : answer;
    } catch (error) {
      const isRefusal = error instanceof CallFailure && classOf(error.cause) === 'denied' && !absent.includes(error.code);
      if (isRefusal && permission !== undefined) this.#refused.add(permission);
      throw error;
    }
  }
}

type TriedCall = Call & { readonly kind?: string; readonly absent?: readonly string[] };

/** The answer to a list with its first item only, as if it were the last page. */
function firstOf(answer: { readonly body?: unknown }): object {
  const { body } = answer;
  return { body: Array.isArray(body) ? body.slice(0, 1) : withFirst(body), next: undefined, nextIndex: undefined };
}

/** Lists stand in the answer itself, or in one member of it. */
const withFirst = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, 1) : value]))
    : body;
