/** Runs the program as a process of its own: the certificates that it trusts are read when it starts, and the SDKs read the process environment. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The logins of this machine are hidden from it: its home is `folder`, where it also runs. */
export async function musterProcess(args: readonly string[], folder: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../../bin/muster.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, NODE_NO_WARNINGS: '1', AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? -1));
  });
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}
