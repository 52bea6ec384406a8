/** Reads an export from a folder, line by line, and checks everything against the manifest. */
import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { utf8Of } from '../validation/utf8.ts';
import { DATASETS, fileName } from './datasets.ts';
import { BadExport, isSystemError } from './errors.ts';
import { lineChunks, LineTooLong } from './lines.ts';
import { type Manifest, MANIFEST_FILE, type ManifestFile, manifestSchema, SCHEMA_VERSION } from './manifest.ts';
import { isPartial } from './unfinished.ts';
import type { DatasetName, Records } from './records.ts';

export interface Export {
  readonly folder: string;
  readonly manifest: Manifest;
  /** True if the export has a JSON Lines file of the dataset. */
  has(dataset: DatasetName): boolean;
  /** In the file's order. @throws BadExport at a line that is no record, and at the end if rows or SHA-256 differ from the manifest */
  records<N extends DatasetName>(dataset: N): AsyncGenerator<Records[N]>;
  /** Reads each dataset's file once, to its end. @throws BadExport if a file differs from what the manifest says */
  verify(...datasets: readonly DatasetName[]): Promise<void>;
}

/**
 * `path`: an export's folder, or its inventory.jsonl.
 * @throws BadExport (one sentence: what is wrong, what to do)
 */
export async function openExport(path: string): Promise<Export> {
  const folder = await folderOf(resolve(path));
  if (isPartial(folder)) throw new BadExport(`${folder} was not finished: it is what a killed run left; export again.`);
  const manifest = await readManifest(folder);
  for (const file of manifest.files) await checkSize(folder, file);
  return new ExportFolder(folder, manifest);
}

class ExportFolder implements Export {
  readonly folder: string;
  readonly manifest: Manifest;

  constructor(folder: string, manifest: Manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  has(dataset: DatasetName): boolean {
    return this.#file(dataset) !== undefined;
  }

  async *records<N extends DatasetName>(dataset: N): AsyncGenerator<Records[N]> {
    const { path, file } = this.#jsonLines(dataset);
    const hash = createHash('sha256');
    const toRecord = recordReader(dataset);
    let rows = 0;
    try {
      for await (const lines of lineChunks(path, (bytes) => hash.update(bytes))) {
        for (const line of lines) {
          rows += 1;
          const record = toRecord(line);
          if (record === undefined) throw new BadExport(`${path} is corrupt: line ${rows} is no line of ${dataset}; ${AGAIN}`);
          yield record;
        }
      }
    } catch (error) {
      throw asBadExport(path, error);
    }
    if (rows !== file.rows) throw new BadExport(`${path} is corrupt: it has ${rows} lines, and its manifest says ${file.rows}; ${AGAIN}`);
    refuseOther(path, file, hash.digest('hex'));
  }

  async verify(...datasets: readonly DatasetName[]): Promise<void> {
    for (const dataset of datasets) {
      const { path, file } = this.#jsonLines(dataset);
      const hash = createHash('sha256');
      try {
        for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
      } catch (error) {
        throw asBadExport(path, error);
      }
      refuseOther(path, file, hash.digest('hex'));
    }
  }

  #jsonLines(dataset: DatasetName): { readonly path: string; readonly file: ManifestFile } {
    const file = this.#file(dataset);
    if (!file) throw new BadExport(`${this.folder} has no ${fileName(dataset, 'jsonl')}; export again with the format jsonl.`);
    return { path: join(this.folder, file.name), file };
  }

  #file(dataset: DatasetName): ManifestFile | undefined {
    return this.manifest.files.find((file) => file.dataset === dataset && file.format === 'jsonl');
  }
}

const AGAIN = 'get it again from where it was made, or export again.';

function refuseOther(path: string, { sha256 }: ManifestFile, found: string): void {
  if (found !== sha256) throw new BadExport(`${path} is corrupt: its SHA-256 is not that of its manifest; ${AGAIN}`);
}

async function folderOf(path: string): Promise<string> {
  const found = await statOf(path);
  if (!found) throw new BadExport(`${path} does not exist; name the folder of an export.`);
  if (found.isDirectory()) return path;
  if (basename(path) === fileName('resources', 'jsonl') || basename(path) === MANIFEST_FILE) return dirname(path);
  throw new BadExport(`${path} is not an export; name the folder of one, or its ${fileName('resources', 'jsonl')}.`);
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE);
  if (!(await statOf(path))) {
    throw new BadExport(`${folder} is not an export, or one that was not finished: it has no ${MANIFEST_FILE}; export again.`);
  }
  const found = parsed(await textOf(path));
  const version = z.looseObject({ schema_version: z.unknown() }).safeParse(found).data?.schema_version;
  if (typeof version === 'number' && version !== SCHEMA_VERSION) {
    throw new BadExport(
      `${path} has schema version ${version}, and this Muster reads ${SCHEMA_VERSION}; read it with the Muster that wrote it, or export again.`,
    );
  }
  const { data, error } = manifestSchema.safeParse(found);
  if (data) return data;
  const where = error.issues[0]?.path.join('.');
  throw new BadExport(`${path} is corrupt: ${where ? `${where} is not what a manifest says` : 'it is not a manifest'}; ${AGAIN}`);
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw asBadExport(path, error);
  });
  const read = utf8Of(bytes);
  if ('text' in read) return read.text;
  throw new BadExport(`${path} is corrupt: it is not valid UTF-8; ${AGAIN}`);
}

/** Undefined if nothing has that path. */
async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw asBadExport(path, error);
  }
}

function asBadExport(path: string, error: unknown): unknown {
  if (error instanceof LineTooLong) return new BadExport(`${path} is corrupt: ${error.message}; ${AGAIN}`, { cause: error });
  if (!isSystemError(error)) return error;
  return new BadExport(`${path} cannot be read (${error.code}); see that it is there, and that you may read it.`, { cause: error });
}

async function checkSize(folder: string, file: ManifestFile): Promise<void> {
  if (basename(file.name) !== file.name)
    throw new BadExport(`${join(folder, MANIFEST_FILE)} is corrupt: it names a file elsewhere; ${AGAIN}`);
  const path = join(folder, file.name);
  const found = await statOf(path);
  if (!found) throw new BadExport(`${path} is missing, and the manifest names it; ${AGAIN}`);
  if (found.size !== file.bytes) {
    const what = found.size < file.bytes ? 'truncated' : 'not as it was written';
    throw new BadExport(`${path} is ${what}: it has ${found.size} bytes, and its manifest says ${file.bytes}; ${AGAIN}`);
  }
}

/** Parses a line; undefined if it is no record of the dataset. Checks only the key's columns: the file's SHA-256 covers the rest. */
function recordReader<N extends DatasetName>(dataset: N): (line: string) => Records[N] | undefined {
  const { columns, order } = DATASETS[dataset];
  const texts = (order as readonly string[]).filter((field) => (columns as Readonly<Record<string, string>>)[field] === 'text');
  return (line) => {
    const value = parsed(line);
    if (value === null || typeof value !== 'object') return undefined;
    for (const field of texts) if (typeof (value as Readonly<Record<string, unknown>>)[field] !== 'string') return undefined;
    return value as Records[N];
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
