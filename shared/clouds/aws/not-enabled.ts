/** Tells a service that an account has not turned on, or that is for another account alone, from a missing permission. */
import { CloudError, isRetryable } from '../cloud-error.ts';
import { CallFailure } from '../reader/call-failure.ts';
import { callsOf } from '../types/calls-of.ts';
import { valueAt } from '../types/paths.ts';
import { classifyError, type FailedCall } from './classify-error.ts';
import type { Item, NotEnabled, NotEnabledElsewhere, SingleCall } from './types/definition.ts';
import type { LoadedService } from './types/loaded-service.ts';
import { permissionOf } from './types/permission-of.ts';

export interface RefusedCall extends Omit<FailedCall, 'regionEnabled'> {
  /** 12 digits. */
  readonly account: string;
  /** Reads the one item by which an entry of `notEnabled` looks further. @throws CallFailure */
  readonly ask: (call: SingleCall) => Promise<Item>;
}

/** The `unsupported` that an entry of `notEnabled` makes of the error, or the retryable error of the call that it had to ask; undefined for all other errors. */
export async function notEnabledError(error: unknown, loaded: LoadedService, call: RefusedCall): Promise<CloudError | undefined> {
  if (!(error instanceof Error)) return undefined;
  const entry = loaded.service.notEnabled?.find((each) => matchesError(each, error));
  if (entry === undefined) return undefined;
  const isElsewhere = typeof entry === 'object' && 'onlyIn' in entry;
  if (isElsewhere && followsAnswer(loaded, call)) return undefined;
  const why = isElsewhere ? await whyElsewhere(entry, call) : 'the account has not enabled it';
  if (why === undefined || why instanceof CloudError) return why;
  const message = `${call.service} in ${call.region}: ${why} (${error.name}).`;
  return new CloudError(message, { class: 'unsupported', error_code: error.name }, { cause: error });
}

/**
 * Whether the refused call asks about what the service has listed. An account that got such an answer is one that may call, and lacks the permission
 * for a part: AWS Organizations delegates single actions, and policies of single types.
 */
const followsAnswer = ({ service, types }: LoadedService, { permission }: RefusedCall): boolean =>
  types.flatMap(callsOf).some((each) => each.from !== undefined && permissionOf(service, each) === permission);

/** Undefined if the account is the one that may call, or if that cannot be found out: the refusal is then taken for a missing permission. */
async function whyElsewhere({ onlyIn }: NotEnabledElsewhere, call: RefusedCall): Promise<string | CloudError | undefined> {
  try {
    const owner = valueAt(await call.ask(onlyIn.call), onlyIn.account);
    if (typeof owner !== 'string' || owner === call.account) return undefined;
    return `only ${onlyIn.who} may call it, which is ${owner}, and the accounts that it delegates this to`;
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const classed = classifyError(error.cause, { ...call, permission: error.permission, regionEnabled: true });
    return isRetryable(classed.details.class) ? classed : undefined;
  }
}

const matchesError = (entry: NotEnabled, { name, message }: Error): boolean =>
  typeof entry === 'string' ? entry === name : entry.code === name && new RegExp(entry.text).test(message);
