/** The slices to which the view of a cloud's own index leads. */
import { GLOBAL_SEGMENT } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { Survey } from '../clouds/survey.ts';

/** The name of a slice, by which hints are kept. */
export const sliceName = (type: string, segment: string): string => `${type} ${segment}`;

/** The slices of `types` that the index tells to have resources. A type of the whole account is listed in one slice, wherever its resources are. */
export function hintsOf({ types: surveyed }: Survey, types: readonly ResourceType[]): ReadonlySet<string> {
  const scopes = new Map(types.map(({ type, scope }) => [type, scope]));
  return new Set(
    surveyed.flatMap(({ known, segment }) =>
      known.map((type) => sliceName(type, scopes.get(type) === 'global' ? GLOBAL_SEGMENT : segment)),
    ),
  );
}
