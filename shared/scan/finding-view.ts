/** Findings as the API and exports show them: rows hold evidence as JSON text, so that a scan compares it quickly. */
import type { CustomerId } from '../ids.ts';
import type { FindingRow, Transition } from './model.ts';

/** The value of a row's evidence; undefined if it has none. */
export const evidenceOf = ({ evidence }: Pick<FindingRow, 'evidence'>): unknown =>
  evidence === undefined ? undefined : (JSON.parse(evidence) as unknown);

type Suppressing = NonNullable<FindingRow['suppression']>;
export type ShownSuppression = Omit<Suppressing, 'customer_id'> | { readonly by: 'operators' };

/**
 * The suppression that hides a finding, as those who read for `reader` see it. A customer learns of others' suppressions only that there is one.
 * @param reader undefined for those who run Muster
 */
export function suppressionView(
  { suppression }: Pick<FindingRow, 'suppression'>,
  reader: CustomerId | undefined,
): ShownSuppression | undefined {
  if (suppression === undefined) return undefined;
  const { customer_id, ...shown } = suppression;
  return reader === undefined || customer_id === reader ? shown : { by: 'operators' };
}

/** A transition without the person, if a customer reads it and the person is not the customer's. */
function transitionView({ customer_id, author, on_behalf_of, ...transition }: Transition, reader: CustomerId | undefined): Transition {
  if (reader !== undefined && customer_id !== reader) return transition;
  return { ...transition, ...(author !== undefined && { author }), ...(on_behalf_of !== undefined && { on_behalf_of }) };
}

type WithValue<T> = Omit<T, 'evidence'> & { readonly evidence?: unknown };

/** The row for those who read for `reader`, with the values of its evidence and of that of its history. */
export function findingView(
  row: FindingRow,
  reader: CustomerId | undefined,
): WithValue<Omit<FindingRow, 'history' | 'suppression'>> & {
  readonly history: readonly WithValue<Transition>[];
  readonly suppression: ShownSuppression | undefined;
} {
  return {
    ...row,
    suppression: suppressionView(row, reader),
    evidence: evidenceOf(row),
    history: row.history.map((transition) => ({ ...transitionView(transition, reader), evidence: evidenceOf(transition) })),
  };
}
