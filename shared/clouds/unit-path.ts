/** The name of an organizational unit or management group as a segment of a path, because clouds allow `/` in names: `R/D` → `R%2FD`. */
export const unitName = (name: string): string => name.replaceAll('%', '%25').replaceAll('/', '%2F');

/** The names of the units of a path, from the top: `Workloads/R%2FD` → `Workloads`, `R/D`. The root's path is empty. */
export const unitsOf = (path: string): readonly string[] =>
  path === '' ? [] : path.split('/').map((name) => name.replaceAll('%2F', '/').replaceAll('%25', '%'));
