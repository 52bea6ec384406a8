/** `findings.junit.xml`: JUnit's XML, so that a CI shows policies as tests: a suite for each policy, a failure for each open finding. */
import { nativeId } from '../ids.ts';
import {
  controlsOf,
  fixOf,
  nameOf,
  noteOf,
  type ReportContent,
  type ReportedFinding,
  type ReportedPolicy,
  type ReportFormat,
  unreadAccounts,
} from './record.ts';
import { json, markup } from './text.ts';

interface Counts {
  tests: number;
  failures: number;
  skipped: number;
}

async function* text(content: ReportContent): AsyncGenerator<string> {
  const suites = await suitesOf(content);
  const quiet = [...content.policies.values()].filter((policy) => !suites.has(keyOf(policy)) && passesOf(policy) > 0);
  const unread = await unreadAccounts(content);
  const skipped = { tests: unread.length, failures: 0, skipped: unread.length };
  const all = [...suites.values(), ...quiet.map(() => PASSING), skipped].reduce(sum, NONE);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Muster" tests="${all.tests}" failures="${all.failures}" errors="0" time="0">\n`;
  let open: string | undefined;
  let end = '';
  for await (const finding of content.findings()) {
    const policy = content.policies.get(finding.policy_id);
    const key = keyOf({ id: finding.policy_id, severity: finding.severity });
    if (key !== open) {
      yield `${end}${beginOf(finding.policy_id, finding.title, suites.get(key) ?? NONE, content.collected_at)}`;
      open = key;
      end = policy && key === keyOf(policy) ? endOf(policy) : '</testsuite>\n';
    }
    yield caseOf(finding, policy);
  }
  yield end;
  for (const policy of quiet) yield `${beginOf(policy.id, policy.title, PASSING, content.collected_at)}${endOf(policy)}`;
  if (unread.length > 0) {
    yield beginOf('accounts', 'Accounts are read', skipped, content.collected_at);
    for (const { account_id, text: why } of unread)
      yield `<testcase classname="accounts" name="${attribute(account_id)}" time="0"><skipped message="${attribute(why)}">${markup(why)}</skipped></testcase>\n`;
    yield '</testsuite>\n';
  }
  yield '</testsuites>\n';
}

export const junit = {
  name: 'junit',
  help: 'for the test reports of GitLab, Jenkins and other CI systems',
  findings: { name: 'findings.junit.xml', text },
} as const satisfies ReportFormat;

const NONE: Readonly<Counts> = { tests: 0, failures: 0, skipped: 0 };
/** The one test of the resources that pass. */
const PASSING: Readonly<Counts> = { ...NONE, tests: 1 };

const sum = (a: Readonly<Counts>, b: Readonly<Counts>): Counts => ({
  tests: a.tests + b.tests,
  failures: a.failures + b.failures,
  skipped: a.skipped + b.skipped,
});

const passesOf = (policy: ReportedPolicy | undefined): number => policy?.counts?.pass ?? 0;

/** Findings are sorted by severity and policy. Those of a policy whose severity has changed make a suite for each. */
const keyOf = ({ id, severity }: Pick<ReportedPolicy, 'id' | 'severity'>): string => `${severity} ${id}`;

type Outcome = 'failure' | 'skipped' | 'pass';

/** A resource that could not be judged, or whose finding somebody has accepted, has neither passed nor failed. */
function outcomeOf({ status }: ReportedFinding): Outcome {
  if (status === 'open') return 'failure';
  return status === 'resolved' ? 'pass' : 'skipped';
}

/** The suites' counts stand before their tests, so that the findings are read twice. */
async function suitesOf({ findings, policies }: ReportContent): Promise<ReadonlyMap<string, Counts>> {
  const suites = new Map<string, Counts>();
  for await (const finding of findings()) {
    const key = keyOf({ id: finding.policy_id, severity: finding.severity });
    const policy = policies.get(finding.policy_id);
    const counts = suites.get(key) ?? { ...(policy && key === keyOf(policy) && passesOf(policy) > 0 ? PASSING : NONE) };
    const outcome = outcomeOf(finding);
    counts.tests += 1;
    if (outcome === 'failure') counts.failures += 1;
    if (outcome === 'skipped') counts.skipped += 1;
    suites.set(key, counts);
  }
  return suites;
}

const beginOf = (id: string, title: string, { tests, failures, skipped }: Readonly<Counts>, at: string): string =>
  `<testsuite name="${attribute(`${id}: ${title}`)}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="0" timestamp="${attribute(at)}">\n`;

/** The resources that pass are one test: they may be many, and nobody has to do anything about them. */
function endOf(policy: ReportedPolicy): string {
  const passing = passesOf(policy);
  if (passing === 0) return '</testsuite>\n';
  const begin = `<testcase classname="${attribute(policy.id)}" name="all resources that pass" time="0">`;
  return `${begin}<system-out>${passing}</system-out></testcase>\n</testsuite>\n`;
}

/** GitLab ignores a test whose name another one has, so that the name ends with the id. */
function caseOf(finding: ReportedFinding, policy: ReportedPolicy | undefined): string {
  const outcome = outcomeOf(finding);
  const name = `${nameOf(finding)} (${finding.resource_uid})`;
  const begin = `<testcase classname="${attribute(finding.policy_id)}" name="${attribute(name)}" time="0">`;
  return `${begin}${elementOf(finding, policy, outcome)}</testcase>\n`;
}

function elementOf(finding: ReportedFinding, policy: ReportedPolicy | undefined, outcome: Outcome): string {
  if (outcome === 'pass') return '';
  const note = noteOf(finding);
  if (outcome === 'skipped') return `<skipped message="${attribute(note ?? '')}">${markup(note ?? '')}</skipped>`;
  const fix = fixOf(policy, finding);
  const controls = policy ? controlsOf(policy) : [];
  const lines = [
    policy?.description,
    note,
    `Account: ${nativeId(finding.account_id)}${finding.account_name === null ? '' : ` (${finding.account_name})`}`,
    `Region: ${finding.region}`,
    `Resource: ${finding.type} ${finding.native_id ?? finding.resource_id}`,
    finding.evidence === undefined ? undefined : `Evidence: ${json(finding.evidence)}`,
    fix && `To fix it: ${fix.text}`,
    fix?.cli,
    controls.length > 0 ? `Controls: ${controls.join(', ')}` : undefined,
  ];
  const body = lines.filter((line) => typeof line === 'string').join('\n');
  return `<failure type="${finding.severity}" message="${attribute(`${finding.severity}: ${finding.title}`)}">${markup(body)}</failure>`;
}

/** On one line: XML reads a line break in an attribute as a blank. */
const attribute = (written: string): string => markup(written.replaceAll(/\s+/g, ' '));
