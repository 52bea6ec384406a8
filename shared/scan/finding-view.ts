/** Findings as the API and exports show them: rows hold evidence as JSON text, so that a scan compares it quickly. */
import type { FindingRow, Transition } from './model.ts';

/** The value of a row's evidence; undefined if it has none. */
export const evidenceOf = ({ evidence }: Pick<FindingRow, 'evidence'>): unknown =>
  evidence === undefined ? undefined : (JSON.parse(evidence) as unknown);

type WithValue<T> = Omit<T, 'evidence'> & { readonly evidence?: unknown };

/** The row with the values of its evidence and of that of its history. */
export function findingView({ history, ...row }: FindingRow): WithValue<Omit<FindingRow, 'history'>> & {
  readonly history: readonly WithValue<Transition>[];
} {
  return { ...row, evidence: evidenceOf(row), history: history.map((transition) => ({ ...transition, evidence: evidenceOf(transition) })) };
}
