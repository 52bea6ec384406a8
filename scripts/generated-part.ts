/** The part of a Markdown document that `npm run generate` writes: it stands between two comments. */

/** The document with `part` between its comments `<!-- name -->` and `<!-- end of name -->`. @throws Error if it has no such place */
export function withPart(document: string, name: string, part: string): string {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The document has no place for the ${name}: ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${part}\n\n${document.slice(to)}`;
}
