/** The name of an organizational unit or management group as a segment of a path, because clouds allow `/` in names: `R/D` → `R%2FD`. */
export const unitName = (name: string): string => name.replaceAll('%', '%25').replaceAll('/', '%2F');
