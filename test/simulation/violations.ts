/** Records the first invariant that a simulation breaks. */
export class Violation extends Error {
  constructor(invariant: string, details: object) {
    super(`${invariant}\n${JSON.stringify(details, null, 2)}`);
    this.name = 'Violation';
  }
}

export class Violations {
  /** Only the first violation is kept, because later ones may be its consequences. */
  first: Violation | undefined;

  require(holds: boolean, invariant: string, details: () => object): void {
    if (!holds) this.first ??= new Violation(invariant, details());
  }
}
