/** A bare repository on disk, changed and read by git itself. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ENVIRONMENT = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
const AUTHOR = 'The forge <forge@example.com>';

export interface File {
  readonly content: string;
  /** The id of the blob. */
  readonly sha: string;
}

export class BareRepository {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(folder: string, branch: string): Promise<BareRepository> {
    await run('git', ['init', '--quiet', '--bare', '--template=', '--initial-branch', branch, folder], { env: ENVIRONMENT });
    return new BareRepository(folder);
  }

  async branches(): Promise<readonly string[]> {
    return (await this.#git('for-each-ref', '--format=%(refname:short)', 'refs/heads')).split('\n').filter((name) => name !== '');
  }

  /** The id of the branch's newest commit. */
  async head(branch: string): Promise<string | undefined> {
    // Read from its file, where it is for as long as nothing packs the references: a process would take most of the time of a test.
    const loose = await readFile(join(this.folder, 'refs', 'heads', branch), 'utf8').catch(() => undefined);
    if (loose !== undefined) return loose.trim();
    if (!existsSync(join(this.folder, 'packed-refs'))) return undefined;
    return await this.#git('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).catch(() => undefined);
  }

  async setHead(branch: string): Promise<void> {
    await this.#git('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
  }

  async createBranch(branch: string, commit: string): Promise<void> {
    await this.#git('update-ref', `refs/heads/${branch}`, commit);
  }

  async renameBranch(from: string, to: string): Promise<void> {
    await this.#git('branch', '-m', from, to);
  }

  async read(branch: string, path: string): Promise<File | undefined> {
    const sha = await this.#git('rev-parse', '--verify', '--quiet', `refs/heads/${branch}:${path}`).catch(() => undefined);
    if (sha === undefined) return undefined;
    const { stdout } = await run('git', ['cat-file', 'blob', sha], { cwd: this.folder, env: ENVIRONMENT });
    return { sha, content: stdout };
  }

  /** Commits the file. @param content undefined deletes it @returns the commit */
  async write(branch: string, path: string, content: string | undefined, message: string): Promise<string> {
    const parent = await this.head(branch);
    const change = content === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${data(content)}`;
    const stream = `commit refs/heads/${branch}\ncommitter ${AUTHOR} ${Math.floor(Date.now() / 1_000)} +0000\n${data(message)}${parent === undefined ? '' : `from ${parent}\n`}${change}\n`;
    const importing = spawn('git', ['fast-import', '--quiet', '--force'], {
      cwd: this.folder,
      env: ENVIRONMENT,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    importing.stdin.end(stream);
    const said = await buffer(importing.stderr);
    const head = await this.head(branch);
    if (head === undefined || head === parent) throw new Error(`git did not commit ${path}: ${said.toString()}`);
    return head;
  }

  async #git(...words: readonly string[]): Promise<string> {
    const { stdout } = await run('git', words, { cwd: this.folder, env: ENVIRONMENT });
    return stdout.trim();
  }
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
