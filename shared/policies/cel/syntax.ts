/** Reads an expression's syntax tree. */
import type { ASTNode } from '@marcbachmann/cel-js';

/** Macros that evaluate their last argument once for each element. */
export const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/** Functions that look up other resources, with the position of the argument that names their type. */
export const TYPE_ARGUMENT: Readonly<Record<string, number>> = { resources_of: 0, related: 1, referrers: 1, resource_by_id: 0 };

/** The text of a string literal; undefined for anything else. */
export const literalText = (node: ASTNode | undefined): string | undefined =>
  node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined;

/** The name of the member that a select, or an index with a literal, reads; undefined for any other node. */
export function memberName(node: ASTNode): string | undefined {
  if (node.op === '.' || node.op === '.?') return node.args[1];
  return node.op === '[]' || node.op === '[?]' ? literalText(node.args[1]) : undefined;
}

/** The node's children, in the order in which they are written. */
export function children(node: ASTNode): readonly ASTNode[] {
  if (node.op === 'value' || node.op === 'id') return [];
  if (node.op === '.' || node.op === '.?') return [node.args[0]];
  if (node.op === 'call') return node.args[1];
  if (node.op === 'rcall') return [node.args[1], ...node.args[2]];
  if (node.op === 'map') return node.args.flat();
  if (node.op === '!_' || node.op === '-_') return [node.args];
  return node.args;
}

/** The node and everything below it. */
export function* walk(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of children(node)) yield* walk(child);
}
