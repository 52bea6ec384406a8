/** Adds each of `numbers` to the count of the same name in `into`; a missing one counts as 0. */
export function addNumbers<K extends string>(into: Partial<Record<K, number>>, numbers: Readonly<Partial<Record<K, number>>>): void {
  for (const [name, value] of Object.entries(numbers) as [K, number][]) into[name] = (into[name] ?? 0) + value;
}

/** The sum of two records of counts. */
export function sumOf<T extends object>(a: T, b: T): T {
  const sum = { ...a };
  addNumbers(sum as Partial<Record<string, number>>, b as Readonly<Partial<Record<string, number>>>);
  return sum;
}
