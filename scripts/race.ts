/**
 * Runs Muster, Prowler and Cloud Custodian one after the other over the same estate in moto, at the checks of test/race/checks.yaml, and
 * prints what each took. It installs what it needs into .venv-race, and skips if that cannot be done. It fails if a disagreement with
 * Prowler is not attributed in test/race/disagreements.yaml. The targets are printed with the figures and fail nothing, because times
 * depend on the machine.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { type Agreement, attributionOf, compareVerdicts, moreCalls, total, type Verdict } from '../test/race/compare.ts';
import { startCountingProxy } from '../test/race/counting-proxy.ts';
import { buildEstate, KEYS, REGION } from '../test/race/estate.ts';
import { readAttributions, readChecks } from '../test/race/files.ts';
import { startMoto } from '../test/conformance/processes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const environments = join(root, '.venv-race');
const TARGETS = { prowlerWall: 0.25, custodianWall: 1, prowlerCalls: 0.8 } as const;

/** The contents of each virtual environment. They are separate, because the tools pin different versions of the same packages. */
const INSTALLS = {
  moto: { requirements: 'test/conformance/requirements.txt', program: 'moto_server' },
  prowler: { requirements: 'test/race/requirements-prowler.txt', program: 'prowler' },
  custodian: { requirements: 'test/race/requirements-custodian.txt', program: 'custodian' },
} as const;

function skip(reason: string): never {
  process.stderr.write(`The race is skipped: ${reason}\n`);
  process.exit(0);
}

/** Returns the path of the tool's program, which it installs if need be. */
function install(name: keyof typeof INSTALLS): string {
  const folder = join(environments, name);
  const program = join(folder, 'bin', INSTALLS[name].program);
  if (existsSync(program)) return program;
  process.stderr.write(`Installing ${name} into ${folder}, which takes minutes.\n`);
  mkdirSync(environments, { recursive: true });
  const steps = [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '-r', join(root, INSTALLS[name].requirements)],
  ] as const;
  for (const [command, ...args] of steps)
    if (spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) skip(`${name} could not be installed.`);
  return program;
}

interface Lap {
  readonly name: string;
  readonly wall: number;
  /** Seconds of processor time, of the tool and its children. */
  readonly processor: number;
  readonly calls: ReadonlyMap<string, number>;
}

/** Runs a tool behind a counting proxy. @param accepted exit codes of a run that was not hindered */
async function lap(name: string, moto: string, [command, ...args]: readonly string[], accepted: readonly number[]): Promise<Lap> {
  const proxy = await startCountingProxy(moto);
  const [times, log] = [join(work, `${name}.times`), join(work, `${name}.log`)];
  const script = 'TIMEFORMAT="%R %U %S"; { time "$@" >"$LOG" 2>&1; } 2>"$TIMES"';
  const child = spawn('bash', ['-c', script, 'bash', command!, ...args], {
    cwd: work,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      HOME: work,
      NODE_NO_WARNINGS: '1',
      AWS_ENDPOINT_URL: proxy.url,
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      TIMES: times,
      LOG: log,
    },
  });
  const [code] = (await once(child, 'exit')) as [number];
  await proxy.stop();
  if (!accepted.includes(code)) throw new Error(`${name} ended with ${code}:\n${readFileSync(log, 'utf8').slice(-3000)}`);
  const [wall, user, system] = readFileSync(times, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
  return { name, wall: wall!, processor: user! + system!, calls: proxy.calls };
}

type Judged = Map<string, Map<string, Verdict>>;

function note(judged: Judged, check: string, resource: string, verdict: Verdict): void {
  const verdicts = judged.get(check) ?? new Map<string, Verdict>();
  // A check may report a resource several times; one fail counts.
  if (verdicts.get(resource) !== 'fail') verdicts.set(resource, verdict);
  judged.set(check, verdicts);
}

/** The id that Muster gives to the resource of an ARN, for the types that are raced. */
const idOf = (arn: string): string => arn.split(/[:/]/).at(-1)!;

/** Reads Prowler's CSV, whose fields are separated by semicolons and may be quoted. */
function prowlerVerdicts(folder: string): Judged {
  const file = readdirSync(folder).find((name) => name.endsWith('.csv'))!;
  const [head, ...rows] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/);
  const column = (name: string) => head!.split(';').indexOf(name);
  const [check, status, resource] = [column('CHECK_ID'), column('STATUS'), column('RESOURCE_UID')];
  const judged: Judged = new Map();
  for (const row of rows) {
    const fields = row.split(';');
    const verdict = ({ PASS: 'pass', FAIL: 'fail' } as const)[fields[status] ?? ''];
    if (verdict) note(judged, fields[check]!, idOf(fields[resource]!), verdict);
  }
  return judged;
}

const jsonLines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, string>);

/**
 * Muster's failures, and a pass for each resource that Prowler judged and Muster read without finding a failure. Where Muster says that it
 * does not know, the resource has no verdict.
 */
function musterVerdicts(folder: string, prowler: Judged): Judged {
  const [night] = readdirSync(folder);
  const read = new Set(jsonLines(join(folder, night!, 'inventory.jsonl')).map(({ type, resource_id }) => `${type} ${resource_id}`));
  const findings = Map.groupBy(jsonLines(join(folder, night!, 'findings.jsonl')), ({ policy_id }) => policy_id);
  const judged: Judged = new Map();
  for (const { prowler: check, muster, type } of checks) {
    const found = new Map(findings.get(muster)?.map(({ resource_id, verdict }) => [resource_id!, verdict]));
    for (const [resource, verdict] of found) if (verdict === 'fail') note(judged, check, resource, 'fail');
    for (const resource of prowler.get(check)?.keys() ?? [])
      if (read.has(`${type} ${resource}`) && !found.has(resource)) note(judged, check, resource, 'pass');
  }
  return judged;
}

const checks = readChecks();
const attributions = readAttributions();
const programs = { moto: install('moto'), prowler: install('prowler'), custodian: install('custodian') };
process.env['MOTO_SERVER'] = programs.moto;
const work = mkdtempSync(join(tmpdir(), 'muster-race-'));
const moto = await startMoto();
const laps: Lap[] = [];
let agreements: readonly Agreement[];
try {
  await buildEstate(moto.url);

  const types = [...new Set(checks.map(({ type }) => type))].join(',');
  const musterRun = ['run', '--quiet', '--scan', '--types', types, '--regions', `${REGION},global`, '--outdir', join(work, 'muster')];
  laps.push(await lap('muster', moto.url, [process.execPath, join(root, 'bin/muster.ts'), ...musterRun], [0]));

  const prowlerRun = [
    'aws',
    '--region',
    REGION,
    '--output-formats',
    'csv',
    '--output-directory',
    join(work, 'prowler'),
    '--no-banner',
    '--scan-unused-services',
  ];
  laps.push(await lap('prowler', moto.url, [programs.prowler, ...prowlerRun, '--check', ...checks.map(({ prowler }) => prowler)], [0, 3]));

  const policies = checks.map(({ prowler, custodian }) => ({ name: prowler.replaceAll('_', '-'), ...custodian }));
  writeFileSync(join(work, 'custodian.yaml'), stringify({ policies }));
  const custodianRun = ['run', '--region', REGION, '--cache-period', '5', '-s', join(work, 'custodian'), join(work, 'custodian.yaml')];
  laps.push(await lap('custodian', moto.url, [programs.custodian, ...custodianRun], [0]));

  const prowler = prowlerVerdicts(join(work, 'prowler'));
  agreements = compareVerdicts(checks, musterVerdicts(join(work, 'muster'), prowler), prowler);
} finally {
  await moto.stop();
  if (process.env['RACE_KEEP']) process.stderr.write(`The outputs are in ${work}.\n`);
  else rmSync(work, { recursive: true, force: true });
}

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const [muster, prowler, custodian] = laps as [Lap, Lap, Lap];
const services = [...new Set(laps.flatMap(({ calls }) => [...calls.keys()]))].toSorted();
const row = (name: string, value: (each: Lap) => string | number): void => print(`| ${name} | ${laps.map(value).join(' | ')} |`);
print(`| | ${laps.map(({ name }) => name).join(' | ')} |`);
print(`|---|${laps.map(() => '--:|').join('')}`);
row('wall time, s', ({ wall }) => wall.toFixed(1));
row('processor time, s', ({ processor }) => processor.toFixed(1));
row('API calls', ({ calls }) => total(calls));
for (const service of services) row(`… ${service}`, ({ calls }) => calls.get(service) ?? 0);
print();

const target = (name: string, value: number, most: number): void =>
  print(`${value <= most ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(2)}, at most ${most}`);
target("wall time over Prowler's", muster.wall / prowler.wall, TARGETS.prowlerWall);
target("wall time over Custodian's", muster.wall / custodian.wall, TARGETS.custodianWall);
target("calls over Prowler's", total(muster.calls) / total(prowler.calls), TARGETS.prowlerCalls);
target(
  `services with more calls than Prowler's (${moreCalls(muster.calls, prowler.calls).join(', ') || 'none'})`,
  moreCalls(muster.calls, prowler.calls).length,
  0,
);
print();

let unattributed = 0;
for (const { check, agreed, disagreements } of agreements) {
  print(`${check}: ${agreed} agree, ${disagreements.length} disagree`);
  const shown = Map.groupBy(disagreements, (each) => attributionOf(attributions, each));
  for (const [attribution, group] of shown) {
    if (attribution) print(`  ${group.length}: ${attribution.right} right: ${attribution.why}`);
    else {
      unattributed += group.length;
      for (const { resource, ...verdicts } of group)
        print(`  UNATTRIBUTED ${resource}: muster ${verdicts.muster}, prowler ${verdicts.prowler}`);
    }
  }
}
const agreed = agreements.reduce((sum, each) => sum + each.agreed, 0);
const disagreed = agreements.reduce((sum, each) => sum + each.disagreements.length, 0);
print(`\n${agreed} verdicts agree, ${disagreed} disagree, ${unattributed} of them unattributed`);
process.exitCode = unattributed === 0 ? 0 : 1;
