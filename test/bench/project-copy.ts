/** Copies of the project in which a bench changes what is built in, and the time that their bundles take to be imported. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OPERATION_NAMES } from '../../shared/operations.ts';
import { TABLES, tableVariable, type TableName } from '../../shared/storage/schema.ts';
import { DEPLOYMENT } from '../support/deployment.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Makes the folder `root` and copies to it what the functions are bundled from. */
export function copyProject(root: string): void {
  mkdirSync(root);
  for (const part of ['lambdas', 'shared', 'lib', 'package.json']) cpSync(join(ROOT, part), join(root, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
}

/** Milliseconds that importing the module takes a new process. Processor time does not depend on what else the machine does. */
export interface ImportTime {
  readonly processorMs: number;
  readonly wallMs: number;
}

export function importTime(url: string): ImportTime {
  const script = `const before = process.cpuUsage(); const began = performance.now(); await import(${JSON.stringify(url)}); const wallMs = performance.now() - began; const { user, system } = process.cpuUsage(before); process.stdout.write(JSON.stringify({ processorMs: (user + system) / 1000, wallMs })); process.exit(0);`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env: environment(), encoding: 'utf8' }));
}

/** The environment variables that the stack sets. No handler is called, so any value will do. */
function environment(): NodeJS.ProcessEnv {
  const tables = (Object.keys(TABLES) as TableName[]).map((table) => [tableVariable(table), table]);
  const names = readFileSync(join(ROOT, 'shared/platform/environment.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm);
  const variables = [...names]
    .filter(([, name = '']) => !name.startsWith('MUSTER_') || name === 'MUSTER_VERSION')
    .map(([, name = '']) => [name, '1']);
  const queues = OPERATION_NAMES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, 'https://queue']);
  const settings = { MUSTER_SETTINGS: JSON.stringify(DEPLOYMENT.settings) };
  return { PATH: process.env['PATH'], AWS_REGION: 'us-east-1', ...settings, ...Object.fromEntries([...tables, ...variables, ...queues]) };
}
