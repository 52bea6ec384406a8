/** What coverage says of the types that Muster has no definition of. */
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import { type Survey, type SurveyGap, UNCOUNTED } from '../clouds/survey.ts';
import type { NotRead } from './model.ts';

/** `at`: the time of the run that made the survey. The segment `global` is always among them, because it says that, and how far, types were counted. */
export function notReadBySegment({ types, gap }: Survey, at: string): ReadonlyMap<string, NotRead> {
  const unknown = types.filter(({ known }) => known.length === 0);
  const bySegment = Map.groupBy(unknown, ({ segment }) => segment);
  const rows = new Map<string, NotRead>([[GLOBAL_SEGMENT, { at, counts: {}, ...(gap && { gap }) }]]);
  for (const [segment, inSegment] of bySegment) {
    const counts = Object.fromEntries(inSegment.map(({ name, count }) => [name, count] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    rows.set(segment, { ...rows.get(segment), at, counts });
  }
  return rows;
}

/** What coverage lists of a type that is not read. `counted` is null, and `error` says why, where not even the number of resources could be told. */
export interface NotReadType {
  readonly type: string;
  readonly outcome: 'not_read';
  readonly at: string;
  readonly counted: number | null;
  readonly error?: SurveyGap;
}

export const notReadOf = ({ at, counts, gap }: NotRead): readonly NotReadType[] => [
  ...Object.entries(counts).map(([type, counted]) => ({ type, outcome: 'not_read', at, counted }) as const),
  ...(gap ? [{ type: UNCOUNTED, outcome: 'not_read', at, counted: null, error: gap } as const] : []),
];
