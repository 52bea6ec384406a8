/** The errors of slices, as coverage and jobs show them. */
import type { CloudError } from '../clouds/cloud-error.ts';
import type { SliceError, SliceKey } from './model.ts';

export const sliceErrorOf = (error: CloudError): SliceError => ({ ...error.details, message: error.message });

/** The log has the error itself, whose message may quote what a customer keeps secret. */
export const faultErrorOf = ({ type, segment }: SliceKey, error: unknown): SliceError => ({
  class: 'fault',
  error_code: error instanceof Error ? error.name : 'Unknown',
  message: `${type} in ${segment} was not read whole because of an error in Muster; see the log.`,
});

export const unstorableErrorOf = (ids: readonly string[]): SliceError => ({
  class: 'too_large',
  error_code: 'ItemTooLarge',
  message: `${ids.length} resources cannot be stored (over 400 KB after compression or 1.2 MB before it, nested thousands of levels deep, or with an id that is no Unicode or has more than about 900 bytes): ${ids.slice(0, MAX_NAMED).map(shown).join(', ')}.`,
});

export const cappedErrorOf = ({ type, segment }: SliceKey, most: number): SliceError => ({
  class: 'capped',
  error_code: 'ResourceLimit',
  message: `${type} in ${segment} has more than ${most} resources, the most that are read of a slice; the others were not seen. Raise max-resources-per-slice to read them.`,
});

const MAX_NAMED = 3;
const MAX_SHOWN = 200;

/** The beginning of the id, without what no text of a row can hold. */
const shown = (id: string): string => (id.length > MAX_SHOWN ? `${id.slice(0, MAX_SHOWN)}…` : id).toWellFormed();
