/** Who makes a call, as the door through which it came has found out. */
import { createContextKey, type HandlerContext } from '@connectrpc/connect';
import type { Inbox } from '../notifications/inbox.ts';

export interface RpcCaller {
  /** The notifications that exist for the caller. */
  readonly inbox: Inbox;
  /** Id of the call, for the log and the answer. */
  readonly requestId: string;
}

export const CALLER = createContextKey<RpcCaller | undefined>(undefined, { description: 'the caller' });

/** @throws TypeError if a door did not say who calls */
export function callerOf({ values }: Pick<HandlerContext, 'values'>): RpcCaller {
  const caller = values.get(CALLER);
  if (!caller) throw new TypeError('A call reached a service without a caller.');
  return caller;
}
