/**
 * Lists that are read part by part: for each compartment, for each parent. A part that the login may not read does not end its slice: the
 * other parts are read, and the slice then ends with an error that names the refused ones.
 */
import { escapedText } from '../../control-characters.ts';
import { CloudError, type CloudErrorDetails, isRetryable } from '../cloud-error.ts';

export interface RefusedPart {
  /** The part as people know it: a compartment's path, a parent's name. */
  readonly part: string;
  readonly details: CloudErrorDetails;
  /** The reason, which ends in a full stop. */
  readonly why: string;
}

/**
 * One list: the keys of its parts, and those that were refused by their keys. What was refused once stays refused for the session, because slices that
 * share a list end at different times: none may count as whole because another has read the part since.
 */
export interface ListParts {
  readonly parts: Set<string>;
  readonly refused: Map<string, RefusedPart>;
}

/** The lists of one session. */
export class PartsOfLists {
  readonly #lists = new Map<string, ListParts>();

  /** `list` names a list of the segment, which several slices may share. */
  of(segment: string, list: string): ListParts {
    const key = `${segment} ${list}`;
    const known = this.#lists.get(key) ?? { parts: new Set<string>(), refused: new Map<string, RefusedPart>() };
    this.#lists.set(key, known);
    return known;
  }
}

/** No message becomes longer by more names. */
const MAX_NAMED = 5;

/**
 * The error of a slice some of whose parts were refused; undefined if none was. `place` begins the message: `core in us-phoenix-1`; `nouns`
 * says what the parts are: `compartments and parents`.
 */
export function refusedParts(lists: readonly ListParts[], place: string, nouns: string): CloudError | undefined {
  // Parts are refused in the order of the cloud's answers, which differs from run to run.
  const refusals = lists
    .flatMap(({ refused }) => [...refused.values()])
    .toSorted((one, other) => (one.part === other.part ? 0 : one.part < other.part ? -1 : 1));
  // A slice that has a part which another attempt may read is tried again, whatever its other parts are refused for.
  const passing = refusals.find(({ details }) => isRetryable(details.class));
  const denied = refusals.find(({ details }) => details.class === 'denied');
  const unusable = refusals.find(({ details }) => details.class !== 'denied' && !isRetryable(details.class));
  const first = passing ?? denied ?? unusable;
  if (!first) return undefined;
  const permission = denied?.details.permission;
  const reasons = [passing, denied, unusable].flatMap((refusal) => (refusal ? [refusal.why] : []));
  const parts = lists.reduce((sum, list) => sum + list.parts.size, 0);
  // Customers choose the names of compartments and resources.
  const named = refusals.slice(0, MAX_NAMED).map(({ part }) => escapedText(part));
  const more = refusals.length > MAX_NAMED ? ` and ${refusals.length - MAX_NAMED} more` : '';
  return new CloudError(
    `${place}: of ${parts} ${nouns}, ${refusals.length} could not be read (${named.join(', ')}${more}): ${reasons.join(' ')}`,
    { ...first.details, ...(permission !== undefined && { permission }) },
  );
}
