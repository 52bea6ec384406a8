/**
 * Adds macros that only prepared expressions can call, because they exist in a separate environment. A macro gets its
 * arguments unevaluated; a function would cost the library a search for its overload at each call.
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';

/** The object that the library passes to a macro's `evaluate`; the library exports no type for it. */
export interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}
/** The object that the library passes to a macro's `typeCheck`. */
interface Checker {
  check(node: ASTNode, context: unknown): unknown;
  getType(name: string): unknown;
}

export type Evaluate = (evaluator: Evaluator, context: unknown) => unknown;

export interface Macro {
  readonly name: string;
  readonly parameters: number;
  /** The type of the result, or the position of the argument that has the type of the result. */
  readonly type: 'bool' | 'dyn' | 'map' | 'string' | number;
  /** Runs once for each place in an expression where the macro stands. */
  readonly prepare: (args: readonly ASTNode[]) => Evaluate;
}

export function addMacro(environment: Environment, { name, parameters, type, prepare }: Macro): void {
  const signature = `${name}(${Array.from({ length: parameters }, () => 'ast').join(', ')}): dyn`;
  environment.registerFunction(signature, ({ args }: { args: readonly ASTNode[] }) => {
    const prepared = prepare(args);
    return {
      async: false,
      typeCheck(checker: Checker, _macro: unknown, context: unknown) {
        const types = args.map((argument) => checker.check(argument, context));
        return typeof type === 'number' ? types[type] : checker.getType(type);
      },
      evaluate: (evaluator: Evaluator, _macro: unknown, context: unknown) => prepared(evaluator, context),
    };
  });
}
