/** Does in folders what the Dockerfile says, line by line, and runs what the image would run. It needs no engine for containers. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Installing takes this long if npm has to fetch everything. */
const INSTALL_MS = 600_000;

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

const INSTRUCTIONS: readonly Instruction[] = read('Dockerfile')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1) }));

const valuesOf = (name: string): readonly string[] => INSTRUCTIONS.filter((each) => each.name === name).map(({ rest }) => rest);

/** Everything is in npm's cache after `npm ci`, so that the registry is hardly asked. */
const ENVIRONMENT = { ...process.env, npm_config_prefer_offline: 'true', npm_config_loglevel: 'error' };

let folder: string;
/** The folders that stand for the stages' root folders: the first by its name, the last as `''`. */
const stages = new Map<string, string>();
let workdir = '/';
let variables: Readonly<Record<string, string>> = {};

async function follow({ name, rest }: Instruction): Promise<void> {
  const root = [...stages.values()].at(-1) ?? '';
  const here = join(root, workdir);
  switch (name) {
    case 'FROM': {
      const stage = / AS (\w+)$/.exec(rest)?.[1] ?? '';
      stages.set(stage, join(folder, stage || 'image'));
      workdir = '/';
      return;
    }
    case 'WORKDIR':
      workdir = rest;
      await mkdir(join(root, workdir), { recursive: true });
      return;
    case 'COPY': {
      const [, stage, paths = ''] = /^(?:--from=(\w+) )?(.*)$/.exec(rest)!;
      const from = stage === undefined ? ROOT : stages.get(stage)!;
      const sources = paths.split(' ').slice(0, -1);
      const target = paths.split(' ').at(-1)!;
      for (const source of sources) {
        const isFolder = statSync(join(from, source)).isDirectory();
        await cp(join(from, source), isFolder ? join(here, target) : join(here, target, source), { recursive: true });
      }
      return;
    }
    case 'RUN':
      // It prepares the folder /data of the image.
      if (rest.startsWith('mkdir /data')) await mkdir(join(root, 'data'));
      else await run('sh', ['-c', rest], { cwd: here, env: ENVIRONMENT, timeout: INSTALL_MS });
      return;
    case 'ENV':
      variables = Object.fromEntries(rest.split(' ').map((each) => each.split('=') as [string, string]));
      return;
    case 'USER':
    case 'ENTRYPOINT':
    case 'CMD':
      return;
    default:
      throw new Error(`This test does not know ${name}; teach it.`);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-image-'));
  for (const instruction of INSTRUCTIONS) await follow(instruction);
}, INSTALL_MS + 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the image that the Dockerfile describes', () => {
  it('has the Node.js that the project pins, and runs as a user without rights', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: { node: string } };

    for (const base of valuesOf('FROM'))
      expect(base.split(' ')[0]).toMatch(new RegExp(`^node:${dependencies.node}-slim(@sha256:[0-9a-f]{64})?$`));
    expect(valuesOf('USER').at(-1)).toBe('node');
  });

  it('gets from the project only what .dockerignore lets through', () => {
    const [everything, ...allowed] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const copied = valuesOf('COPY')
      .filter((rest) => !rest.startsWith('--from='))
      .flatMap((rest) => rest.split(' ').slice(0, -1));

    expect(everything).toBe('*');
    expect(allowed.map((line) => line.slice(1)).toSorted()).toEqual(copied.toSorted());
    expect(copied.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
  });

  it('runs the demo, queries it, and writes in /data alone', async () => {
    const image = stages.get('')!;
    const before = (await readdir(join(image, 'muster'), { recursive: true })).length;
    const [node, script] = JSON.parse(valuesOf('ENTRYPOINT')[0]!) as readonly [string, string];
    expect(node).toBe('node');
    const env = {
      PATH: `${dirname(process.execPath)}:/bin`,
      ...variables,
      HOME: join(image, 'home'),
      NODE_COMPILE_CACHE: join(image, 'tmp'),
    };
    const muster = async (...args: readonly string[]) =>
      await run(process.execPath, [join(image, script), ...args], { cwd: join(image, workdir), env });

    const version = await muster('--version');
    // The demo has an account that cannot be read, so the run ends with 3.
    const ran = await muster('run', '--demo', '--demo-accounts', '3', '--scan', '--json').catch((error: { stdout: string }) => error);
    const counted = await muster('--json', 'query', 'SELECT count(*) AS n FROM resources');

    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse(ran.stdout)).toMatchObject({ scan: { findings: expect.any(Number) } });
    expect((JSON.parse(counted.stdout) as { n: number }).n).toBeGreaterThan(100);
    expect((await readdir(join(image, 'muster'), { recursive: true })).length).toBe(before);
    expect(await readdir(join(image, 'data'))).toEqual(['out']);
  }, 300_000);
});
