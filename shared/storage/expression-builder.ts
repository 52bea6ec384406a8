/** Writes conditions, updates and projections in DynamoDB's expression language, with placeholders for every name and value. */
import type { Condition, Query, Update } from './store.ts';

/** Whether the text of the condition has an OR outside of all parentheses. */
const isDisjunction = (condition: Condition): boolean =>
  'any' in condition && (condition.any.length > 1 || condition.any.some(isDisjunction));

export class ExpressionBuilder {
  readonly #names = new Map<string, string>();
  readonly #values: Record<string, unknown> = {};
  #nextValue = 0;

  /** Writes parentheses only where AND would otherwise bind before OR: the parser of dynalite takes twice as long for each further level of them. */
  condition(condition: Condition): string {
    if ('all' in condition) return condition.all.map((part) => this.#operandOfAnd(part)).join(' AND ');
    if ('any' in condition) return condition.any.map((part) => this.condition(part)).join(' OR ');
    switch (condition.op) {
      case 'exists':
        return `attribute_exists(${this.#name(condition.field)})`;
      case 'absent':
        return `attribute_not_exists(${this.#name(condition.field)})`;
      case '=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return `${this.#name(condition.field)} ${condition.op} ${this.#value(condition.value)}`;
    }
  }

  #operandOfAnd(condition: Condition): string {
    const text = this.condition(condition);
    return isDisjunction(condition) ? `(${text})` : text;
  }

  update(update: Update): string {
    const clauses = [
      ['SET', Object.entries(update.set ?? {}).map(([field, value]) => `${this.#name(field)} = ${this.#value(value)}`)],
      ['REMOVE', (update.remove ?? []).map((field) => this.#name(field))],
      ['ADD', Object.entries(update.add ?? {}).map(([field, value]) => `${this.#name(field)} ${this.#value(value)}`)],
    ] as const;
    return clauses
      .filter(([, parts]) => parts.length > 0)
      .map(([word, parts]) => `${word} ${parts.join(', ')}`)
      .join(' ');
  }

  keyCondition(partition: string, sort: string | undefined, query: Query): string {
    const parts = [`${this.#name(partition)} = ${this.#value(query.partition)}`];
    if (sort && query.range) parts.push(this.#range(this.#name(sort), query.range));
    return parts.join(' AND ');
  }

  projection(fields: readonly string[]): string {
    return fields.map((field) => this.#name(field)).join(', ');
  }

  /** The names and values of the placeholders. Call it last, after every expression has been written. */
  attributes(): { ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Record<string, unknown> } {
    return {
      ...(this.#names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...this.#names].map(([field, placeholder]) => [placeholder, field])),
      }),
      ...(this.#nextValue > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }

  #range(sort: string, range: NonNullable<Query['range']>): string {
    if ('prefix' in range) return `begins_with(${sort}, ${this.#value(range.prefix)})`;
    if (range.from !== undefined && range.to !== undefined)
      return `${sort} BETWEEN ${this.#value(range.from)} AND ${this.#value(range.to)}`;
    return range.from === undefined ? `${sort} <= ${this.#value(range.to)}` : `${sort} >= ${this.#value(range.from)}`;
  }

  #name(field: string): string {
    const known = this.#names.get(field);
    if (known) return known;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(field, placeholder);
    return placeholder;
  }

  #value(value: unknown): string {
    const placeholder = `:v${this.#nextValue++}`;
    this.#values[placeholder] = value;
    return placeholder;
  }
}
