/** The disk of a function that exports: it holds files in memory, all as JSON Lines. */
import { hash } from 'node:crypto';
import type { AccountFiles, MadeFiles } from '../../shared/exports/account-files.ts';
import { fileName } from '../../shared/exports/datasets.ts';
import { NotWritten } from '../../shared/exports/errors.ts';
import { type ManifestFile, SCHEMA_VERSION } from '../../shared/exports/manifest.ts';
import { compareRecords } from '../../shared/exports/order.ts';
import type { CoverageRecord, DatasetName, Records } from '../../shared/exports/records.ts';
import { SlicesSeen } from '../../shared/exports/slices-seen.ts';
import type { ExportContent, ExportOptions } from '../../shared/exports/write-export.ts';
import type { Invocation, Surroundings } from './invocation.ts';

export class SimFiles implements AccountFiles {
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;
  readonly #files = new Map<string, Buffer>();
  #folders = 0;

  constructor(invocation: Invocation, surroundings: Surroundings) {
    this.#invocation = invocation;
    this.#surroundings = surroundings;
  }

  async inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    this.#folders += 1;
    return await work(`/simulated/${this.#folders}`);
  }

  async write(folder: string, content: ExportContent, { formats, collected_at, source, scope }: ExportOptions): Promise<MadeFiles> {
    const seen = new SlicesSeen();
    const files: ManifestFile[] = [];
    const pathOf = (name: string): string => `${folder}/${name}`;
    const write = async <N extends DatasetName>(dataset: N, records: Iterable<Records[N]> | AsyncIterable<Records[N]>): Promise<void> => {
      const lines = await linesOf(dataset, records);
      for (const format of formats) {
        const text = lines.map((line) => `${line}\n`).join('');
        const name = fileName(dataset, format);
        this.#files.set(pathOf(name), Buffer.from(text));
        files.push({ name, dataset, format, rows: lines.length, bytes: Buffer.byteLength(text), sha256: hash('sha256', text) });
      }
    };
    await write('resources', content.resources);
    if (content.findings) await write('findings', content.findings);
    if (content.changes) await write('changes', content.changes);
    const coverage: CoverageRecord[] = [];
    for await (const slice of content.coverage) coverage.push(slice);
    for (const slice of coverage.toSorted(compareRecords('coverage'))) seen.add(slice);
    await write('coverage', coverage);
    await write('accounts', content.accounts);
    if (this.#surroundings.faults.hits('disk_full')) {
      this.#invocation.disturbed = true;
      throw new NotWritten('The disk is full.');
    }
    return { manifest: { schema_version: SCHEMA_VERSION, collected_at, source, scope, files, ...seen.told() }, pathOf };
  }

  read(path: string): Buffer {
    const content = this.#files.get(path);
    if (!content) throw new Error(`There is no file ${path}.`);
    return content;
  }
}

async function linesOf<N extends DatasetName>(
  dataset: N,
  records: Iterable<Records[N]> | AsyncIterable<Records[N]>,
): Promise<readonly string[]> {
  const compare = compareRecords(dataset);
  const found: Records[N][] = [];
  for await (const record of records) found.push(record);
  found.sort(compare);
  const twice = found.find((record, place) => place > 0 && compare(found[place - 1] ?? record, record) === 0);
  if (twice) throw new Error(`The ${dataset} of an export hold a record twice.`);
  return found.map((record) => JSON.stringify(record));
}
