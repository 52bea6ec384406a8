/** Where broken invariants are noted. */
export class Violation extends Error {
  constructor(invariant: string, details: object) {
    super(`${invariant}\n${JSON.stringify(details, null, 2)}`);
    this.name = 'Violation';
  }
}

export class Violations {
  /** The first one: what comes after it may be its consequence. */
  first: Violation | undefined;

  require(holds: boolean, invariant: string, details: () => object): void {
    if (!holds) this.first ??= new Violation(invariant, details());
  }
}
