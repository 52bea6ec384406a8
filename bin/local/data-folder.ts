/** The platform's folder: marked as Muster's, used by one platform at a time, emptied of nothing but its own. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { DEFAULT_SETTINGS, MOST_ACCOUNTS, type DemoSettings } from '../../shared/clouds/aws/demo/settings.ts';
import { makeFolders } from '../../shared/make-folders.ts';
import { codeOf, messageOf, UserError } from './user-error.ts';

export interface DataFolder {
  readonly dynamodb: string;
  readonly fauxqs: string;
  readonly logs: string;
  readonly assembly: string;
  /** As old as the data: the local deployment's own id. */
  readonly id: string;
  /** Of the demo estate: as asked for, else as before, else the default. */
  readonly demo: DemoSettings;
  /** From now on the demo has as many accounts, whatever a later start asks for. */
  fixAccounts(count: number): Promise<void>;
  release(): void;
}

/** What the folder's data describe. The demo's accounts belong to nobody here: they are never looked up in a real cloud. */
export type Estate = 'demo' | 'aws';

const MARK = 'muster.json';
const LOCK = 'lock.db';
const markSchema = z.object({
  muster: z.literal(1),
  estate: z.enum(['demo', 'aws']),
  id: z.uuid(),
  /** Size of the demo estate, once its accounts are registered. */
  accounts: z.number().int().min(1).max(MOST_ACCOUNTS).optional(),
  /** Day of the demo estate at the latest start. */
  day: z.literal([1, 2]).optional(),
});
type Mark = z.infer<typeof markSchema>;

export interface DataFolderOptions {
  readonly fresh: boolean;
  readonly estate: Estate;
  /** What is asked of the demo estate. */
  readonly demo?: Partial<DemoSettings>;
}

/**
 * @param fresh deletes what an earlier platform kept here
 * @throws UserError if the folder is another's, is in use, or holds another estate
 */
export async function openDataFolder(path: string, { fresh, estate, demo = {} }: DataFolderOptions): Promise<DataFolder> {
  const release = await claim(path);
  const places = {
    dynamodb: join(path, 'dynamodb'),
    fauxqs: join(path, 'fauxqs'),
    logs: join(path, 'logs'),
    assembly: join(path, 'cdk.out'),
  };
  try {
    const outdated = fresh ? [...Object.values(places), join(path, MARK)] : [places.assembly];
    await Promise.all(outdated.map((place) => rm(place, { recursive: true, force: true })));
    const before = await mark(path, estate);
    const day = demo.day ?? before.day ?? DEFAULT_SETTINGS.day;
    const now: Mark = estate === 'demo' ? { ...before, day } : before;
    await writeMark(path, now);
    await makeFolders(places.logs);
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

async function claim(path: string): Promise<() => void> {
  let names: readonly string[];
  try {
    await makeFolders(path);
    names = await readdir(path);
  } catch (error) {
    throw new UserError(`The data folder ${path} cannot be used: ${messageOf(error)}. Choose another with --data.`, {
      cause: error,
      exitCode: 2,
    });
  }
  if (names.length > 0 && !names.includes(MARK) && !names.includes(LOCK))
    throw new UserError(`${path} is not a data folder of Muster and is not empty: choose another with --data.`, { exitCode: 2 });
  return lock(path);
}

/** SQLite's own file lock: the operating system lets go of it when the process ends, however it ends. */
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
    throw new UserError(`The lock ${file} cannot be used: ${messageOf(error)}. Delete it if no platform is running.`, { cause: error });
  }
  return () => database.close();
}

/** What is remembered of the data; new data get an id. */
async function mark(path: string, estate: Estate): Promise<Mark> {
  const file = join(path, MARK);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { muster: 1, estate, id: randomUUID() };
  const marked = readMark(text);
  if (!marked) throw new UserError(`The data folder ${path} is damaged: ${MARK} is not what Muster wrote. Start afresh with --fresh.`);
  if (marked.estate !== estate)
    throw new UserError(
      `${path} holds ${marked.estate === 'demo' ? 'the demo estate' : 'real accounts'}: start afresh with --fresh, or choose another folder with --data.`,
      { exitCode: 2 },
    );
  return marked;
}

/** By way of another file: a kill leaves the old mark or the new one. */
async function writeMark(path: string, marked: Mark): Promise<void> {
  const file = join(path, MARK);
  await writeFile(`${file}.new`, `${JSON.stringify(marked)}\n`);
  await rename(`${file}.new`, file);
}

function readMark(text: string): Mark | undefined {
  try {
    return markSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
