/** An export's content that can be stopped at any of its records, whatever it is read from. */
import type { ExportContent } from './write-export.ts';

/** Records between two questions. */
const ASK_EVERY = 1000;

/** What `goOn` throws ends the export. */
export function guardedContent(content: ExportContent, goOn: () => Promise<void>): ExportContent {
  let records = 0;
  async function* guarded<R>(source: Iterable<R> | AsyncIterable<R>): AsyncGenerator<R> {
    for await (const record of source) {
      records += 1;
      if (records % ASK_EVERY === 0) await goOn();
      yield record;
    }
  }
  return {
    resources: guarded(content.resources),
    ...(content.findings && { findings: guarded(content.findings) }),
    ...(content.changes && { changes: guarded(content.changes) }),
    coverage: guarded(content.coverage),
    accounts: guarded(content.accounts),
  };
}
