/**
 * A small disk that a test can fill without root permissions. It is a tmpfs in a mount namespace of its own. Where Linux forbids
 * that, it is a limit on the size of files, which makes the same writes fail with another error number.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface TinyDisk {
  /** The data folder for `npm start`. */
  readonly data: string;
  /** The command under which `npm start` must run. */
  readonly under: readonly string[];
  /** Fills the disk. @param pid of the process that runs under `under` */
  fill(pid: number): Promise<void>;
  /** A folder with the same data and free space, once every process under `under` has ended. */
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
 * @param folder an empty folder
 * @param bytes size of the disk
 * @throws Error if the system offers neither way
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
    // The mount is only visible inside of the namespace.
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
