/**
 * Times `muster run` over 1,000 accounts of the demo estate whose calls take 40 ms each, against the ideal: calls × 40 ms ÷ the calls that may be made
 * at the same time. `node bin/launch.mjs test/bench/accounts.ts [--accounts 1000] [--at-once 16] [--slices 1] [--types …]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoEnvironment } from '../../shared/clouds/aws/demo/environment.ts';

const LATENCY_MS = 40;
const WANTED_RATIO = 1.15;
const TYPES =
  'AWS::EC2::Instance,AWS::EC2::SecurityGroup,AWS::EC2::VPC,AWS::EC2::Subnet,AWS::RDS::DBInstance,AWS::Lambda::Function,AWS::SNS::Topic';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000' },
    'at-once': { type: 'string', default: '16' },
    slices: { type: 'string', default: '1' },
    types: { type: 'string', default: TYPES },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'muster-accounts-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const told = join(folder, 'calls.json');
const muster = fileURLToPath(new URL('../../bin/muster.ts', import.meta.url));
const [accounts, atOnce, slices] = [values.accounts, values['at-once'], values.slices].map(Number) as [number, number, number];
const options = ['--types', values.types, '--outdir', join(folder, 'out'), '--formats', 'jsonl', '--workers-enrich', '1'];
const { status, stderr } = spawnSync(
  process.execPath,
  [muster, 'run', ...options, '--workers-accounts', String(atOnce), '--workers-region', String(slices)],
  {
    env: {
      PATH: process.env['PATH'],
      ...demoEnvironment({ accounts, day: 1 }),
      MUSTER_ROLE_NAME: 'muster-bench',
      MUSTER_ANSWERER: new URL('slow-answerer.ts', import.meta.url).href,
      MUSTER_BENCH_MS: String(LATENCY_MS),
      MUSTER_BENCH_CALLS: told,
    },
    encoding: 'utf8',
  },
);
// 3: some of the estate's accounts cannot be read, as planned.
if (status !== 0 && status !== 3) throw new Error(`muster run ended with ${status}: ${stderr.slice(-2000)}`);
const { calls, first, last } = JSON.parse(readFileSync(told, 'utf8')) as { calls: number; first: number; last: number };
const seconds = (last - first) / 1000;
const ideal = (calls * LATENCY_MS) / (atOnce * slices) / 1000;
process.stdout.write(
  `accounts: ${accounts}, ${atOnce} at once with ${slices} slices each: ${calls} calls of ${LATENCY_MS} ms in ${seconds.toFixed(1)} s, ` +
    `ideal ${ideal.toFixed(1)} s: ${(seconds / ideal).toFixed(2)} × (at most ${WANTED_RATIO} × is wanted)\n`,
);
process.exit(seconds <= ideal * WANTED_RATIO ? 0 : 1);
