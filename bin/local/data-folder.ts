/** The platform's data folder. A file marks it as Muster's, one platform uses it at a time, and only Muster's own files are deleted in it. */
import { randomUUID } from 'node:crypto';
import { access, constants, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { DEFAULT_SETTINGS, MOST_ACCOUNTS, type DemoSettings } from '../../shared/clouds/demo/settings.ts';
import { NotWritten } from '../../shared/exports/errors.ts';
import { MANIFEST_FILE } from '../../shared/exports/manifest.ts';
import { placeFile } from '../../shared/exports/place-file.ts';
import { RUN_SUMMARY_FILE } from '../../shared/run/run-summary.ts';
import { makeFolders } from '../../shared/make-folders.ts';
import { codeOf, messageOf, UserError } from './user-error.ts';

export interface DataFolder {
  readonly dynamodb: string;
  readonly fauxqs: string;
  readonly logs: string;
  readonly assembly: string;
  /** Results of SQL queries, which are kept until the next start. */
  readonly queries: string;
  /** The local deployment's id, which stays the same for as long as the data are kept. */
  readonly id: string;
  /** Settings of the demo estate: those that the options give, else those of the last start, else the defaults. */
  readonly demo: DemoSettings;
  /** Fixes the number of the demo's accounts for every later start. */
  fixAccounts(count: number): Promise<void>;
  /** Lets another platform use the folder. */
  release(): void;
}

/** Whether the data describe the demo estate or real accounts of AWS. The demo's account ids are never looked up in a real cloud. */
export type Estate = 'demo' | 'aws';

const MARK = 'muster.json';
const LOCK = 'lock.db';
const markSchema = z.object({
  muster: z.literal(1),
  estate: z.enum(['demo', 'aws']),
  id: z.uuid(),
  /** The number of the demo's accounts, once they are registered. */
  accounts: z.number().int().min(1).max(MOST_ACCOUNTS).optional(),
  /** The day of the demo estate at the latest start. */
  day: z.literal([1, 2]).optional(),
});
const otherRelease = z.looseObject({ muster: z.number().int().min(2) });
type Mark = z.infer<typeof markSchema>;

export interface DataFolderOptions {
  /** Whether the data of earlier starts are deleted. */
  readonly fresh: boolean;
  readonly estate: Estate;
  /** The settings of the demo estate that the options give. */
  readonly demo?: Partial<DemoSettings>;
}

/** @throws UserError if the folder is not Muster's, is in use, or holds another estate */
export async function openDataFolder(path: string, { fresh, estate, demo = {} }: DataFolderOptions): Promise<DataFolder> {
  const release = await claim(path);
  const places = {
    dynamodb: join(path, 'dynamodb'),
    fauxqs: join(path, 'fauxqs'),
    logs: join(path, 'logs'),
    assembly: join(path, 'cdk.out'),
    queries: join(path, 'queries'),
  };
  try {
    const outdated = fresh ? [...Object.values(places), join(path, MARK)] : [places.assembly, places.queries];
    await Promise.all(outdated.map((place) => rm(place, { recursive: true, force: true })));
    const before = await loadMark(path, estate);
    const day = demo.day ?? before.day ?? DEFAULT_SETTINGS.day;
    const now: Mark = estate === 'demo' ? { ...before, day } : before;
    await writeMark(path, now);
    await makeFolders(places.logs);
    await makeFolders(places.queries, 0o700);
    return {
      ...places,
      id: now.id,
      demo: { accounts: before.accounts ?? demo.accounts ?? DEFAULT_SETTINGS.accounts, day },
      fixAccounts: (accounts) => writeMark(path, { ...now, accounts }),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Why a folder cannot be made, read or written, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the system makes no folder there',
  ENOTDIR: 'it, or a folder above it, is a file',
  EACCES: 'this user may not read and write there',
  EPERM: 'this user may not read and write there',
  EROFS: 'its file system is read-only',
};

async function claim(path: string): Promise<() => void> {
  let names: readonly string[];
  try {
    await makeFolders(path);
    names = await readdir(path);
    await access(path, constants.W_OK);
  } catch (error) {
    const why = REASONS[String(codeOf(error))];
    if (why !== undefined)
      throw new UserError(`The data folder ${path} cannot be used: ${why}. Choose another with --data.`, { cause: error, exitCode: 2 });
    throw new UserError(`The data folder ${path} cannot be used: ${messageOf(error)}. Choose another with --data.`, {
      cause: error,
      exitCode: 2,
    });
  }
  if (names.length > 0 && !names.includes(MARK) && !names.includes(LOCK))
    throw new UserError(
      names.includes(MANIFEST_FILE) || names.includes(RUN_SUMMARY_FILE)
        ? `${path} is an export of Muster, no data folder: choose another with --data, and read this one with "muster query --from".`
        : `${path} is not a data folder of Muster and is not empty: choose another with --data.`,
      { exitCode: 2 },
    );
  return lock(path);
}

/** Uses SQLite's file lock, which the operating system releases when the process ends, however it ends. */
function lock(path: string): () => void {
  const file = join(path, LOCK);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (messageOf(error).includes('locked'))
      throw new UserError(`Another platform is running on ${path}: stop it, or choose another folder with --data.`, { cause: error });
    throw new UserError(`The lock file ${file} cannot be used: ${messageOf(error)}. Delete it if no platform is running.`, {
      cause: error,
    });
  }
  return () => database.close();
}

/** Reads the folder's mark, or makes a new one with a new id. */
async function loadMark(path: string, estate: Estate): Promise<Mark> {
  const file = join(path, MARK);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { muster: 1, estate, id: randomUUID() };
  const mark = parseMark(text);
  if (mark === 'other release')
    throw new UserError(
      `${path} was written by another release of Muster: start afresh with --fresh, which deletes its data, or choose another folder with --data.`,
      { exitCode: 2 },
    );
  if (!mark) throw new UserError(`The data folder ${path} is damaged: ${MARK} is not what Muster wrote. Start afresh with --fresh.`);
  if (mark.estate !== estate)
    throw new UserError(
      `${path} holds ${mark.estate === 'demo' ? 'the demo estate' : 'real accounts'}: start afresh with --fresh, or choose another folder with --data.`,
      { exitCode: 2 },
    );
  return mark;
}

async function writeMark(path: string, mark: Mark): Promise<void> {
  try {
    await placeFile(join(path, MARK), async (temporary) => await writeFile(temporary, `${JSON.stringify(mark)}\n`), { replace: true });
  } catch (error) {
    throw error instanceof NotWritten ? new UserError(error.message, { cause: error }) : error;
  }
}

function parseMark(text: string): Mark | 'other release' | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return otherRelease.safeParse(json).success ? 'other release' : markSchema.parse(json);
  } catch {
    return undefined;
  }
}
