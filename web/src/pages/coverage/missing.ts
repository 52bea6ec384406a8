/** The permissions that slices lacked, by provider. Pure. */
interface Lacking {
  readonly account_id: string;
  readonly error?: { readonly permission?: string | undefined } | undefined;
}

export interface Missing {
  readonly provider: string;
  /** Sorted. */
  readonly accounts: readonly string[];
  readonly permissions: readonly string[];
}

export function missingByProvider(slices: readonly Lacking[]): readonly Missing[] {
  const lacking = slices.flatMap(({ account_id, error }) =>
    error?.permission === undefined ? [] : [{ account_id, permission: error.permission }],
  );
  const byProvider = Map.groupBy(lacking, ({ account_id }) => account_id.split(':', 1)[0] ?? '');
  return [...byProvider].map(([provider, group]) => ({
    provider,
    accounts: [...new Set(group.map(({ account_id }) => account_id))].toSorted(),
    permissions: [...new Set(group.map(({ permission }) => permission))].toSorted(),
  }));
}
