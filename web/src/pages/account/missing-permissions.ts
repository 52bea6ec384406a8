/** Groups what Muster could not read of an account by the permission that is missing. */

export interface Gap {
  readonly segment: string;
  readonly type: string;
  readonly outcome?: string | undefined;
  readonly error?: { readonly message: string; readonly permission?: string | undefined } | undefined;
}

export interface Missing {
  readonly permission: string;
  /** The types that could not be read whole without it. */
  readonly types: readonly string[];
  /** The number of slices (a type in a segment). */
  readonly slices: number;
}

/** The permissions that would close gaps, those that close the most first. */
export function missingPermissions(gaps: readonly Gap[]): readonly Missing[] {
  const named = gaps.flatMap(({ error, type }) => (error?.permission === undefined ? [] : [{ permission: error.permission, type }]));
  return [...Map.groupBy(named, ({ permission }) => permission)]
    .map(([permission, own]) => ({ permission, types: [...new Set(own.map(({ type }) => type))].toSorted(), slices: own.length }))
    .toSorted((left, right) => right.slices - left.slices || left.permission.localeCompare(right.permission));
}
