/**
 * A disk that is full when the test says so, without being root. On Linux a tmpfs in a mount namespace of one's own; where
 * that is forbidden, a limit to the size of files, which fails the same writes in the same way but for the error's number.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface TinyDisk {
  /** The data folder for `npm start`. */
  readonly data: string;
  /** What `npm start` is to be run under. */
  readonly under: readonly string[];
  /** From now on nothing more fits. @param pid of the process that was started under it */
  fill(pid: number): Promise<void>;
  /** The same data where there is room, once everything under it has ended. */
  readonly elsewhere: string;
}

const NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount'] as const;
const MOUNT_AND_RUN = `
  disk=$1; elsewhere=$2; size=$3; shift 3
  mount -t tmpfs -o "size=$size" muster "$disk" || exit 99
  "$@"; code=$?
  cp -a "$disk/data" "$elsewhere" || exit 98
  exit $code`;
const CHUNK_BYTES = 1_048_576;

/**
 * @param folder empty
 * @param bytes of the disk
 * @throws Error where the system offers neither way
 */
export async function tinyDisk(folder: string, bytes: number): Promise<TinyDisk> {
  if (runs([...NAMESPACE, 'sh', '-c', 'mount -t tmpfs muster /mnt'])) return await mounted(folder, bytes);
  if (runs(['prlimit', '--fsize=1000000', 'true'])) return limited(folder, bytes);
  throw new Error('This test needs Linux with unshare (unprivileged user namespaces) or prlimit, both of util-linux.');
}

async function mounted(folder: string, bytes: number): Promise<TinyDisk> {
  const disk = join(folder, 'disk');
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(disk);
  return {
    data: join(disk, 'data'),
    elsewhere,
    under: [...NAMESPACE, 'sh', '-c', MOUNT_AND_RUN, 'sh', disk, elsewhere, String(bytes)],
    // The mount is only to be seen from inside.
    fill: (pid) => fillUp(join(`/proc/${pid}/root`, disk, 'filler')),
  };
}

function limited(folder: string, bytes: number): TinyDisk {
  const data = join(folder, 'data');
  return {
    data,
    elsewhere: data,
    under: ['prlimit', `--fsize=${bytes}:unlimited`],
    fill: async (pid) => {
      for (const each of await descendants(pid)) await promisify(execFile)('prlimit', ['--pid', String(each), '--fsize=1']);
    },
  };
}

/** @throws whatever is not the end of the room */
async function fillUp(file: string): Promise<void> {
  const filler = await open(file, 'w');
  try {
    for (;;) await filler.appendFile(Buffer.alloc(CHUNK_BYTES));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await filler.close();
  }
}

async function descendants(pid: number): Promise<readonly number[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(children.map(descendants))).flat()];
}

function runs([command = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
