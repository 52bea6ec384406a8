/** Makes an export stoppable while its content is read, whatever the content's source is. */
import type { ExportContent } from './write-export.ts';

/** The number of records between two calls of `goOn`. */
const ASK_EVERY = 1000;

/** The same content. If `goOn` throws, reading it ends with that error. */
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
    ...(content.managed && { managed: guarded(content.managed) }),
  };
}
