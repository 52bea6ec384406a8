/**
 * A plugin of oxlint, with the one rule on the seams (`shared/seams.ts`) that oxlint's own rules cannot say. The others are
 * in `.oxlintrc.json`: `no-restricted-globals`, `no-restricted-properties` and `no-restricted-imports`.
 */

/** What the rule uses of ESTree and of oxlint's context. */
interface Call {
  readonly type: 'CallExpression' | 'NewExpression';
  readonly callee: { readonly type: string; readonly name?: string };
  readonly arguments: readonly unknown[];
}

interface Context {
  report(problem: { readonly node: Call; readonly message: string }): void;
}

/** `new Date()` is the time of that moment, and so is every `Date(…)` that is called without `new`. */
const readsTheClock = ({ type, callee, arguments: given }: Call): boolean =>
  callee.type === 'Identifier' && callee.name === 'Date' && (type === 'CallExpression' || given.length === 0);

export default {
  meta: { name: 'seams' },
  rules: {
    'no-current-date': {
      create: (context: Context) => {
        const check = (node: Call): void => {
          if (readsTheClock(node)) context.report({ node, message: 'The time comes by argument: Clock.now.' });
        };
        return { CallExpression: check, NewExpression: check };
      },
    },
  },
};
