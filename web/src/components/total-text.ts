/** A number of things that is exact or says that it is not: `42`, `at least 1,000`. */
export const totalText = ({ count, exact }: { readonly count: number; readonly exact: boolean }): string =>
  `${exact ? '' : 'at least '}${count.toLocaleString('en')}`;
