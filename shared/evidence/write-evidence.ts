/** Writes a folder of evidence for auditors: an index, one file for each control, and what was not seen. */
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { frameworkScore } from '../api/framework-score.ts';
import type { frameworkSchema } from '../api/schemas/policies.ts';
import { asNotWritten } from '../exports/errors.ts';
import { FileSink } from '../exports/file-sink.ts';
import { lineChunks } from '../exports/lines.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { Framework } from '../policies/framework.ts';
import { type EvidenceRow, type EvidenceSink, judgeEvidence, type NotSeen } from './judge-evidence.ts';
import { csvLine } from '../reports/csv.ts';
import type { EvidenceSource } from './source.ts';

export type Score = Omit<z.output<typeof frameworkSchema>, 'account_id'>;

const INDEX_FILE = 'index';
const NOT_SEEN_FILE = 'not_seen';
/** The folder of the controls' files. */
const CONTROLS = 'controls';
/** Temporary files of the judging. */
const SPOOL = '.spool';

const COLUMNS = [
  'control_id',
  'policy_id',
  'policy_title',
  'severity',
  'account_id',
  'region',
  'type',
  'resource_name',
  'native_id',
  'id',
  'verdict',
  'reason',
  'missing_permission',
  'evidence',
  'suppression_reason',
  'suppression_author',
  'suppression_until',
  'opened_at',
  'observed_at',
] as const satisfies readonly ('control_id' | keyof EvidenceRow)[];

const NOT_SEEN_COLUMNS = ['account_id', 'segment', 'type', 'outcome', 'error'] as const satisfies readonly (keyof NotSeen)[];

const INDEX_COLUMNS = [
  'control_id',
  'title',
  'section',
  'state',
  'passed',
  'failed',
  'suppressed',
  'unknown',
  'not_applicable',
  'accounts_whole',
  'accounts_total',
  'policies',
  'partial',
  'reason',
  'file',
] as const;

/**
 * Judges the source's resources and writes the evidence into an existing, empty folder. Returns the score, which has the form of the API's.
 * Memory does not grow with the number of resources.
 * @throws NotWritten, and what the source throws
 */
export async function writeEvidence(
  source: EvidenceSource,
  framework: Framework,
  policies: readonly CompiledPolicy[],
  folder: string,
): Promise<Score> {
  const covering = policies.filter(({ policy }) => (policy.frameworks[framework.id] ?? []).length > 0);
  const spool = join(folder, SPOOL);
  await made(spool);
  await made(join(folder, CONTROLS));
  const rows = new RowSpool(spool);
  await using notSeen = await TableFiles.create(join(folder, NOT_SEEN_FILE), NOT_SEEN_COLUMNS);
  const sink: EvidenceSink = { row: async (row) => rows.add(row), notSeen: async (slice) => notSeen.add(slice) };
  const judged = await judgeEvidence(source, covering, sink, spool);
  await rows.flush();
  await notSeen.finish();
  const score: Score = { ...frameworkScore(framework, policies, judged), ...judged.unread.member };
  const index: object[] = [];
  for (const control of score.controls) {
    const name = control.policies.length === 0 ? null : `${CONTROLS}/${fileNameOf(control.control_id)}`;
    if (name !== null) await writeControl(join(folder, name), control.control_id, control.policies, rows);
    const not_applicable = control.policies.reduce((sum, id) => sum + (judged.results[id]?.not_applicable ?? 0), 0);
    const { whole, total } = control.seen?.accounts ?? { whole: null, total: null };
    index.push({ ...control, not_applicable, accounts_whole: whole, accounts_total: total, file: name === null ? null : `${name}.csv` });
  }
  await rm(spool, { recursive: true, force: true });
  const { controls: _, ...summary } = score;
  const head = { ...summary, source: source.name, collected_at: source.collected_at };
  await using files = await TableFiles.create(join(folder, INDEX_FILE), INDEX_COLUMNS, head, 'controls');
  for (const each of index) await files.add(each);
  await files.finish();
  return score;
}

async function writeControl(path: string, control_id: string, policies: readonly string[], rows: RowSpool): Promise<void> {
  await using files = await TableFiles.create(path, COLUMNS);
  for (const policy of policies) for await (const row of rows.of(policy)) await files.add({ control_id, ...row });
  await files.finish();
}

/** The control's id with other characters than those of file names as `_`. */
const fileNameOf = (control: string): string => control.replaceAll(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');

async function made(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw asNotWritten(folder, error);
  }
}

/** Rows that a policy's file gathers in memory before it grows. */
const GATHERED = 200;

/** A file of lines for each policy, because a policy may cover several controls. */
class RowSpool {
  readonly #folder: string;
  readonly #held = new Map<string, string[]>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(row: EvidenceRow): Promise<void> {
    const held = this.#held.get(row.policy_id) ?? [];
    this.#held.set(row.policy_id, held);
    held.push(JSON.stringify(row));
    if (held.length >= GATHERED) await this.#write(row.policy_id, held);
  }

  async flush(): Promise<void> {
    for (const [policy, held] of this.#held) if (held.length > 0) await this.#write(policy, held);
  }

  async *of(policy: string): AsyncGenerator<EvidenceRow> {
    const path = this.#pathOf(policy);
    if (!existsSync(path)) return;
    for await (const lines of lineChunks(path)) for (const line of lines) yield JSON.parse(line) as EvidenceRow;
  }

  async #write(policy: string, held: string[]): Promise<void> {
    const path = this.#pathOf(policy);
    try {
      await appendFile(path, `${held.join('\n')}\n`);
    } catch (error) {
      throw asNotWritten(path, error);
    }
    held.length = 0;
  }

  #pathOf(policy: string): string {
    return join(this.#folder, `${policy}.rows`);
  }
}

/** The same records as `<path>.csv` and as a JSON list in `<path>.json`, or as the member `list` of the object `head` there. */
class TableFiles implements AsyncDisposable {
  readonly #columns: readonly string[];
  readonly #csv: FileSink;
  readonly #json: FileSink;
  readonly #end: string;
  #size = 0;

  private constructor(columns: readonly string[], csv: FileSink, json: FileSink, end: string) {
    this.#columns = columns;
    this.#csv = csv;
    this.#json = json;
    this.#end = end;
  }

  /** @throws NotWritten */
  static async create(path: string, columns: readonly string[], head?: object, list?: string): Promise<TableFiles> {
    const csv = await FileSink.create(`${path}.csv`);
    const json = await FileSink.create(`${path}.json`);
    await csv.writeText(csvLine(columns));
    await json.writeText(head === undefined ? '[' : `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(list)}:[`);
    return new TableFiles(columns, csv, json, head === undefined ? ']\n' : ']}\n');
  }

  /** @throws NotWritten */
  async add(record: object): Promise<void> {
    const values = record as Readonly<Record<string, unknown>>;
    await this.#csv.writeText(csvLine(this.#columns.map((name) => cellOf(values[name]))));
    await this.#json.writeText(`${this.#size === 0 ? '' : ','}\n${JSON.stringify(record)}`);
    this.#size += 1;
  }

  async finish(): Promise<void> {
    await this.#json.writeText(`${this.#size === 0 ? '' : '\n'}${this.#end}`);
    await this.#csv.finish();
    await this.#json.finish();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#csv[Symbol.asyncDispose]();
    await this.#json[Symbol.asyncDispose]();
  }
}

/** Lists of texts are joined, other values are JSON. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
