/** Tests each form that the lint rules forbid, by which they keep time and randomness out of the core. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SEAM_RULES = /^(seams\(no-current-date\)|eslint\(no-restricted-(globals|properties|imports)\))$/;
const CORE = ['shared/jobs', 'shared/inventory', 'shared/api', 'shared/platform'];

const FORBIDDEN = [
  'export const now = Date.now();',
  'export const now = new Date();',
  'export const now = new Date;',
  'export const now = Date();',
  'export const { now } = Date;',
  "export const now = Date['now']();",
  'export const clock = { now: Date.now };',
  'export const now = performance.now();',
  'export const now = globalThis.performance.now();',
  'export const now = process.hrtime.bigint();',
  'export const now = process.uptime();',
  'export const chance = Math.random();',
  'export const { random } = Math;',
  'export const id = crypto.randomUUID();',
  'export const id = globalThis.crypto.randomUUID();',
  "import { randomUUID } from 'node:crypto'; export const id = randomUUID();",
  "import { createHash, randomBytes } from 'node:crypto'; export const id = [createHash, randomBytes];",
  "import * as hashing from 'node:crypto'; export const id = hashing.randomUUID();",
  "import hashing from 'node:crypto'; export const id = hashing.randomUUID();",
  "import { createHash } from 'crypto'; export const hash = createHash;",
  'setTimeout(() => undefined, 1);',
  'setInterval(() => undefined, 1);',
  'setImmediate(() => undefined);',
  'globalThis.setTimeout(() => undefined, 1);',
  'export const signal = AbortSignal.timeout(1);',
  "import { setTimeout as sleep } from 'node:timers/promises'; await sleep(1);",
  "import { setTimeout as sleep } from 'timers/promises'; await sleep(1);",
  "import { setInterval as every } from 'node:timers'; every(() => undefined, 1);",
  "import { performance as times } from 'node:perf_hooks'; export const now = times.now();",
  "import { systemClock } from '../platform/real-seams.ts'; export const clock = systemClock;",
];

const ALLOWED = [
  'export const then = new Date(1_700_000_000_000).toISOString();',
  "export const then = Date.parse('2026-11-21T14:30:22.000Z');",
  'export const then = Date.UTC(2026, 10, 21);',
  "import { createHash } from 'node:crypto'; export const hash = createHash('sha256');",
  'export const largest = Math.max(1, 2);',
  'export const now = (clock: { now(): number }): number => clock.now();',
  "import { isoTime } from '../seams.ts'; export const text = isoTime(0);",
];

const REAL_SEAMS = `
  import { randomBytes } from 'node:crypto';
  import { setTimeout as sleep } from 'node:timers/promises';
  export const real = [randomBytes, sleep, Date.now(), new Date(), performance.now()];`;

interface Report {
  readonly diagnostics: readonly { readonly code?: string; readonly filename: string }[];
}

/** Runs the project's own configuration over a tree of samples, without the rules that need types: the samples' imports do not exist. */
function lint(samples: ReadonlyMap<string, string>): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-lint-'));
  try {
    const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { readonly jsPlugins: readonly string[] };
    const jsPlugins = config.jsPlugins.map((plugin) => join(root, plugin));
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, jsPlugins, options: { typeAware: false } }));
    for (const [path, text] of samples) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (!stdout.startsWith('{')) throw new Error(`oxlint gave no report: ${stdout}${stderr}`);
    const found = new Map<string, string[]>([...samples.keys()].map((path) => [path, []]));
    for (const { code = '', filename } of (JSON.parse(stdout) as Report).diagnostics)
      if (SEAM_RULES.test(code)) found.get(filename)?.push(code);
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the lint rules on the seams', () => {
  const samples = new Map<string, string>();
  const add = (path: string, text: string): string => {
    samples.set(path, text);
    return path;
  };
  const forbidden = FORBIDDEN.flatMap((text, index) =>
    CORE.map((folder) => ({ text, folder, path: add(`${folder}/forbidden-${index}.ts`, text) })),
  );
  const allowed = ALLOWED.flatMap((text, index) =>
    CORE.map((folder) => ({ text, folder, path: add(`${folder}/allowed-${index}.ts`, text) })),
  );
  const realSeams = add('shared/real-seams.ts', REAL_SEAMS);
  const outside = add('bin/outside.ts', FORBIDDEN[0] ?? '');
  const layering = add('shared/jobs/layering.ts', "import { handler } from '../../lambdas/api.ts'; export const call = handler;");
  let found: Map<string, string[]>;

  beforeAll(() => {
    found = lint(samples);
  }, 60_000);

  it.each(forbidden)('forbid in $folder: $text', ({ path }) => {
    expect(found.get(path)).toHaveLength(1);
  });

  it.each(allowed)('allow in $folder: $text', ({ path }) => {
    expect(found.get(path)).toEqual([]);
  });

  it('allow everything in real-seams.ts and outside of the core', () => {
    expect(found.get(realSeams)).toEqual([]);
    expect(found.get(outside)).toEqual([]);
  });

  it('keep the core from importing the code that is built on it', () => {
    expect(found.get(layering)).toEqual(['eslint(no-restricted-imports)']);
  });
});
