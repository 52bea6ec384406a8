/**
 * An oxlint plugin with the one rule on the seams (`shared/seams.ts`) that oxlint's own rules cannot express. `.oxlintrc.json`
 * has the others: `no-restricted-globals`, `no-restricted-properties` and `no-restricted-imports`.
 */

/** The parts of an ESTree node that the rule reads. */
interface Call {
  readonly type: 'CallExpression' | 'NewExpression';
  readonly callee: { readonly type: string; readonly name?: string };
  readonly arguments: readonly unknown[];
}

interface Context {
  report(problem: { readonly node: Call; readonly message: string }): void;
}

/** `new Date()` reads the clock, and so does every call of `Date(…)` without `new`. */
const readsTheClock = ({ type, callee, arguments: given }: Call): boolean =>
  callee.type === 'Identifier' && callee.name === 'Date' && (type === 'CallExpression' || given.length === 0);

export default {
  meta: { name: 'seams' },
  rules: {
    'no-current-date': {
      create: (context: Context) => {
        const check = (node: Call): void => {
          if (readsTheClock(node))
            context.report({ node, message: 'Do not read the clock here; take a Clock by argument and call its now().' });
        };
        return { CallExpression: check, NewExpression: check };
      },
    },
  },
};
