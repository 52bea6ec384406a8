/**
 * Sends hostile requests to the API of a local platform. First schemathesis makes requests from the API's OpenAPI document
 * and checks every answer against it; then this script sends requests with planted secrets. No answer and no log line may
 * hold a stack trace or a secret. If schemathesis, which needs Python, is not installed, the script says so and skips. It
 * ends with one line: `N passed, N failed`.
 *
 *     npm run fuzz -- --seed 7 --max-examples 500
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { knownValues, withKnownValues } from '../test/fuzz/known-values.ts';
import { withPlatform, type FuzzedPlatform } from '../test/fuzz/platform.ts';
import { PLANTED_HEADERS, probesOf, sendProbe } from '../test/fuzz/probes.ts';
import { ACCESS_KEY_ID, leaksIn, SECRET_KEY, SESSION_TOKEN } from '../test/support/planted.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261121' },
    'max-examples': { type: 'string', default: '40' },
    // The options that scripts/check.ts passes to jest. This script takes them too, so that its results are counted in the same way.
    outputFile: { type: 'string' },
    json: { type: 'boolean' },
    ci: { type: 'boolean' },
    silent: { type: 'boolean' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const schemathesis = resolve(process.env['SCHEMATHESIS'] ?? `${root}.venv/bin/schemathesis`);

/** Checks of schemathesis that do not apply to this API. */
const EXCLUDED_CHECKS = [
  // The document declares no authorization: API Gateway, in front of the API, checks the signatures of requests.
  'ignored_auth',
  'object_level_authorization',
  // No schema can say which accounts, jobs and cursors exist.
  'positive_data_acceptance',
];
/** The server refuses invalid data with 431 before the API sees it where the request line is too long. */
const SETTINGS = '[checks]\nnegative_data_rejection.expected-statuses = ["4xx"]\n';
/** Below the rate at which the platform, like API Gateway, starts to answer 429. */
const RATE_LIMIT = '90/s';
const MAX_MS = 10 * 60_000;

interface Report {
  readonly operations: { readonly tested: number };
  readonly failures: readonly { readonly title: string; readonly operations: readonly string[] }[];
  readonly errors: readonly { readonly title: string }[];
}

interface Archive {
  readonly log: {
    readonly entries: readonly {
      readonly request: { readonly method: string; readonly url: string };
      readonly response: { readonly status: number; readonly headers: unknown; readonly content: { readonly text?: string } };
    }[];
  };
}

type Fault = string;

interface Outcome {
  readonly passed: number;
  readonly faults: readonly Fault[];
}

async function runSchemathesis(platform: FuzzedPlatform, folder: string): Promise<Outcome> {
  const file = (name: string): string => join(folder, name);
  const document = (await (await fetch(`${platform.url}/openapi.json`)).json()) as Readonly<Record<string, unknown>>;
  writeFileSync(file('openapi.json'), JSON.stringify(withKnownValues(document, await knownValues(platform.url))));
  writeFileSync(file('schemathesis.toml'), SETTINGS);
  const child = spawn(
    schemathesis,
    [
      `run openapi.json --url ${platform.url} --no-color --warnings off --continue-on-failure`,
      `--seed ${options.seed} --max-examples ${options['max-examples']} --generation-database none`,
      `--checks all --exclude-checks ${EXCLUDED_CHECKS.join(',')} --rate-limit ${RATE_LIMIT} --request-timeout 30`,
      '--report json,har --report-json-path report.json --report-har-path answers.har --output-sanitize false',
    ]
      .flatMap((line) => line.split(' '))
      .concat(Object.entries(PLANTED_HEADERS).flatMap(([name, value]) => ['--header', `${name}: ${value}`])),
    { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], timeout: MAX_MS, signal: interruption.signal },
  );
  const [status] = (await once(child, 'exit')) as [number | null];
  if (!existsSync(file('report.json'))) return { passed: 0, faults: [`schemathesis ended with ${status} and without a report`] };

  const report = JSON.parse(readFileSync(file('report.json'), 'utf8')) as Report;
  const faults = [
    ...report.failures.map(({ title, operations }) => `${title}: ${operations.join(', ')}`),
    ...report.errors.map(({ title }) => title),
  ];
  if (status !== 0 && faults.length === 0) faults.push(`schemathesis ended with ${status}`);
  const faulty = new Set(report.failures.flatMap(({ operations }) => operations));
  const { entries } = (JSON.parse(readFileSync(file('answers.har'), 'utf8')) as Archive).log;
  const leaks = entries.flatMap(({ request, response }) =>
    leaksIn(`${JSON.stringify(response.headers)}\n${response.content.text ?? ''}`).map(
      (leak) => `the answer to ${request.method} ${request.url.slice(0, 200)} holds ${leak}`,
    ),
  );
  const statuses = Map.groupBy(entries, ({ response }) => response.status);
  const counts = [...statuses].toSorted(([a], [b]) => a - b).map(([code, group]) => `${group.length} × ${code}`);
  process.stdout.write(`\nAnswers searched for stack traces and secrets: ${counts.join(', ')}.\n`);
  return { passed: report.operations.tested - faulty.size, faults: [...faults, ...leaks] };
}

async function runProbes({ url }: FuzzedPlatform): Promise<Outcome> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { readonly paths: object };
  const outcomes: Fault[][] = [];
  for (const probe of probesOf(Object.keys(paths).filter((path) => !path.includes('{')))) {
    const { status, text, contentType } = await sendProbe(url, probe);
    const name = `${probe.method} ${probe.path.slice(0, 200)}`;
    outcomes.push([
      ...leaksIn(text).map((leak) => `the answer to ${name} holds ${leak}`),
      ...(status >= 500 ? [`${name} was answered ${status}`] : []),
      ...(status >= 400 && contentType !== 'application/problem+json' ? [`${name} was answered ${status} as ${contentType}`] : []),
    ]);
  }
  return { passed: outcomes.filter((faults) => faults.length === 0).length, faults: outcomes.flat() };
}

const SHOWN_ERRORS = 3;
/** The stack trace of an error by which the job handler refuses a request. Lambda logs it; the API turns it into a 400 or 409. */
const REFUSAL = /^((?:InvalidRequest|Conflict): .*)(?:\n {4}at .*)+/gm;

function searchLogs(platform: FuzzedPlatform): Outcome {
  const logs = Object.entries(platform.logs());
  const faults = logs.flatMap(([file, text]) => {
    const errors = text
      .split('\n')
      .filter((line) => line.startsWith('{"level":"ERROR"'))
      .slice(0, SHOWN_ERRORS);
    return [
      ...leaksIn(text.replaceAll(REFUSAL, '$1')).map((leak) => `the log of ${file} holds ${leak}`),
      ...errors.map((line) => `the log of ${file}: ${line.slice(0, 500)}`),
    ];
  });
  return { passed: faults.length === 0 ? logs.length : 0, faults };
}

if (!existsSync(schemathesis)) {
  process.stderr.write(
    `Fuzzing is skipped: there is no schemathesis at ${schemathesis}.\n` +
      'Install it with: python3 -m venv .venv && .venv/bin/pip install -r test/fuzz/requirements.txt\n',
  );
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'muster-fuzz-'));
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());
const planted = { AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET_KEY, AWS_SESSION_TOKEN: SESSION_TOKEN };
const outcomes: Outcome[] = [];
try {
  const settings = { data: join(folder, 'data'), environment: planted, interrupted: interruption.signal };
  await withPlatform(settings, async (platform) => {
    outcomes.push(await runSchemathesis(platform, folder), await runProbes(platform), searchLogs(platform));
  });
} catch (error) {
  if (!interruption.signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (!interruption.signal.aborted) {
  const faults = outcomes.flatMap((outcome) => outcome.faults);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  for (const fault of faults) process.stdout.write(`FAILED ${fault}\n`);
  if (options.outputFile !== undefined)
    writeFileSync(resolve(options.outputFile), JSON.stringify({ numPassedTests: passed, numFailedTests: faults.length }));
  process.stdout.write(`\n${passed} passed, ${faults.length} failed\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
