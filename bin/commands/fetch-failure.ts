/** The reason why fetch failed: its own message is always "fetch failed", and its cause has the reason. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as { readonly message?: string; readonly cause?: { readonly code?: string; readonly message?: string } };
  return cause?.code ?? cause?.message ?? message ?? 'for an unknown reason';
}
