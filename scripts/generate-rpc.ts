/** The code of the messages and services in `proto/`, and of those by which gRPC's clients ask for descriptors: buf makes it, as buf.gen.yaml says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** As in buf.gen.yaml. */
export const RPC_FOLDER = 'shared/rpc/generated';

/** Runs buf in the project's folder, without a network. @returns what it printed @throws Error if it fails */
export function buf(...args: readonly string[]): string {
  const bin = join(ROOT, 'node_modules/.bin');
  const { status, stdout, stderr } = spawnSync(join(bin, 'buf'), args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
  });
  if (status !== 0) throw new Error(`buf ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** Every generated file, by its path in the project. */
export function generatedRpc(): readonly { readonly path: string; readonly text: string }[] {
  const out = mkdtempSync(join(tmpdir(), 'muster-rpc-'));
  try {
    buf('generate', '--output', out);
    const files = readdirSync(join(out, RPC_FOLDER), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|ts)$/.test(file));
    return files.toSorted().map((file) => ({ path: `${RPC_FOLDER}/${file}`, text: readFileSync(join(out, RPC_FOLDER, file), 'utf8') }));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
