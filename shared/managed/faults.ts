/** The meaning of a provider's refusal for a resource: the reason of a condition, and a sentence for the user. */
import { CloudError, type CloudErrorClass } from '../clouds/cloud-error.ts';
import { MusterError } from '../errors.ts';
import { LASTING } from './phase.ts';

export interface Fault {
  /** PascalCase. */
  readonly reason: string;
  readonly message: string;
  readonly error: unknown;
}

/** The error code by which a manager says that another resource has the name. */
export const NAME_TAKEN = 'NameTaken';

const REASONS: Readonly<Record<CloudErrorClass, string>> = {
  denied: LASTING.denied,
  invalid: LASTING.refused,
  unsupported: LASTING.unsupported,
  throttled: 'Throttled',
  transient: 'ProviderError',
};

/** Longer messages are cut: they go into rows, events and lists. */
const MOST_CHARACTERS = 500;

export function faultOf(error: unknown): Fault {
  const message = error instanceof MusterError ? error.message.slice(0, MOST_CHARACTERS) : UNEXPECTED;
  if (!(error instanceof CloudError)) return { reason: 'InternalError', message, error };
  const { class: errorClass, error_code } = error.details;
  return { reason: error_code === NAME_TAKEN ? LASTING.nameTaken : REASONS[errorClass], message, error };
}

/** An error that no manager means to throw may hold anything, also what is secret: it is in the log, and not here. */
const UNEXPECTED = 'Muster failed at this step; the log of the manage worker says how. It is tried again.';

/** The result of a call, or what it failed with. */
export async function attempted<T>(call: () => Promise<T>): Promise<{ readonly value: T } | { readonly fault: Fault }> {
  try {
    return { value: await call() };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}
