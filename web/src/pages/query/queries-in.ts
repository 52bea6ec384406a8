/** Finds the queries of a guide: each is a block of SQL below a question, below a subject. */

export interface DocumentedQuery {
  /** `All clouds at once` */
  readonly subject: string;
  /** `How many machines are there in each cloud, by size?` */
  readonly question: string;
  readonly sql: string;
}

/** @param markdown headings of the second level are subjects, those of the third are questions */
export function queriesIn(markdown: string): readonly DocumentedQuery[] {
  const found: DocumentedQuery[] = [];
  let subject = '';
  let question = '';
  let sql: string[] | undefined;
  for (const line of markdown.split('\n')) {
    if (sql) {
      if (line === '```') {
        found.push({ subject, question, sql: sql.join('\n') });
        sql = undefined;
      } else sql.push(line);
    } else if (line === '```sql') sql = [];
    else if (line.startsWith('## ')) subject = line.slice(3);
    else if (line.startsWith('### ')) question = line.slice(4);
  }
  return found;
}
