/**
 * `report.html`: one file for people, which loads nothing from anywhere. Its own script and style are allowed by their hashes, so that a
 * script in a name would not run even if it got into the page.
 */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isMissed } from '../../inventory/whole-slices.ts';
import type { AccountRecord, CoverageRecord } from '../../exports/records.ts';
import { nativeId } from '../../ids.ts';
import { SEVERITIES, type Severity } from '../../severity.ts';
import {
  controlsOf,
  fixOf,
  nameOf,
  noteOf,
  type ReportContent,
  type ReportedFinding,
  type ReportedPolicy,
  type ReportFormat,
} from '../record.ts';
import { json, jsonInPage, markup, visible } from '../text.ts';
import { namedCounts, numberText } from '../../number-text.ts';
import type { ControlState } from '../../api/schemas/policies.ts';
import { noteOf as noteOfControl, scoreText, seenText, shownIf, stateOf, worded } from '../framework-words.ts';
import { frameworkScores, type Score } from '../framework-scores.ts';

/** Findings in one element, so that no part of the page is huge. */
const ROWS = 500;
/** The most slices that are named; the report says how many more there are. */
const MOST_SLICES = 1000;
/** The most types without a definition that are named. */
const MOST_TYPES = 12;

const fileOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const hashOf = (of: string): string => `'sha256-${hash('sha256', of, 'base64')}'`;

async function* text(content: ReportContent): AsyncGenerator<string> {
  const [script, style] = [fileOf('report.js'), fileOf('report.css')];
  const seen = await Seen.of(content);
  const scores = await frameworkScores(content);
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  yield `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>Muster report</title><style>${style}</style></head><body>\n`;
  yield header(content);
  yield summary(seen);
  yield FINDINGS;
  yield frameworksSection(scores);
  yield policiesSection(content, seen);
  yield* coverageSection(content);
  yield* data(content);
  yield `<script>${script}</script></body></html>\n`;
}

export const html = {
  name: 'html',
  help: 'one page for people: searchable, printable, without a server',
  findings: { name: 'report.html', text },
} as const satisfies ReportFormat;

/** The counts that are taken before the page is written, because the counts stand above the findings. */
class Seen {
  readonly open: Partial<Record<Severity, number>> = {};
  readonly openOf = new Map<string, number>();
  readonly unknownOf = new Map<string, number>();
  suppressed = 0;
  unknown = 0;

  static async of({ findings }: ReportContent): Promise<Seen> {
    const seen = new Seen();
    for await (const finding of findings()) seen.#add(finding);
    return seen;
  }

  #add({ status, severity, policy_id }: ReportedFinding): void {
    if (status === 'open') {
      this.open[severity] = (this.open[severity] ?? 0) + 1;
      this.openOf.set(policy_id, (this.openOf.get(policy_id) ?? 0) + 1);
    }
    if (status === 'suppressed') this.suppressed += 1;
    if (status !== null) return;
    this.unknown += 1;
    this.unknownOf.set(policy_id, (this.unknownOf.get(policy_id) ?? 0) + 1);
  }
}

const header = ({ scope, collected_at, version }: ReportContent): string =>
  `<h1>Muster report</h1><p class="muted">${markup(scope)}</p><p class="muted">As of ${markup(collected_at)}, by Muster ${markup(version)}</p>` +
  `<nav><a href="#findings">Findings</a><a href="#frameworks">Frameworks</a><a href="#policies-section">Policies</a><a href="#coverage">Coverage</a></nav>\n`;

function summary({ open, suppressed, unknown }: Seen): string {
  const card = (count: number, name: string, className = ''): string =>
    `<div class="card"><b class="${className}">${numberText(count)}</b>${name}</div>`;
  const severities = SEVERITIES.map((severity) => card(open[severity] ?? 0, severity, (open[severity] ?? 0) > 0 ? severity : ''));
  return `<div class="cards">${severities.join('')}${card(suppressed, 'suppressed')}${card(unknown, 'not known')}</div>\n`;
}

const option = (value: string, name = value): string => `<option value="${value}">${name}</option>`;
const heading = (sort: string, name: string): string => `<th data-sort="${sort}"><button type="button">${name}</button></th>`;

const FINDINGS = `<h2 id="findings">Findings</h2>
<noscript><p>The findings are drawn by a script of this page: allow it to run, or read findings.csv.</p></noscript>
<div class="tools"><label class="search">Search<input id="search" type="search" placeholder="name, tag, account, policy, control"></label>
<label>Severity<select id="severity">${option('', 'all')}${SEVERITIES.map((severity) => option(severity)).join('')}</select></label>
<label>Status<select id="status">${option('', 'all')}<option value="open" selected>open</option>${['suppressed', 'resolved', 'not known'].map((status) => option(status)).join('')}</select></label>
<label>Account<select id="account">${option('', 'all')}</select></label>
<label>Framework<select id="framework">${option('', 'all')}</select></label></div>
<table class="stacked"><thead><tr>${heading('severity', 'Severity')}${heading('resource', 'Resource')}${heading('title', 'Finding')}${heading('account', 'Account')}${heading('region', 'Region')}</tr></thead><tbody id="rows"></tbody></table>
<div class="pages"><button id="before" type="button">Previous</button><button id="after" type="button">Next</button><span id="count" class="muted" role="status"></span></div>
`;

function frameworksSection(scores: readonly Score[]): string {
  const head = `<h2 id="frameworks">Frameworks</h2>\n`;
  if (scores.length === 0) return `${head}<p class="muted">${NO_SCORE}</p>\n`;
  return head + scores.map(frameworkSection).join('');
}

const NO_SCORE =
  'No framework is scored: either no policy of this report covers a control, or the report has not all findings, and its policies count nothing.';

function frameworkSection({ name, score, seen, controls }: Score): string {
  const states = namedCounts(Object.fromEntries(Object.entries(score.states).map(([state, count]) => [worded(state), count])));
  const told = [scoreText(score) ?? 'no result', seen && seenText(seen), states].filter((part) => part !== undefined);
  const headings = ['Control', 'State', 'Title', ...COUNTS.map((count) => worded(count))];
  return (
    `<details><summary><b>${markup(name)}</b> <span class="muted">${told.map(markup).join('<br>')}</span></summary>` +
    `<table class="stacked"><thead><tr>${headings.map((word) => `<th>${word}</th>`).join('')}</tr></thead><tbody>${controls.map(controlRow).join('\n')}</tbody></table></details>\n`
  );
}

const COUNTS = ['passed', 'failed', 'unknown'] as const;
const CLASSES: Readonly<Partial<Record<ControlState, string>>> = {
  pass: 'good',
  pass_where_seen: 'good',
  fail: 'critical',
  unknown: 'medium',
  partial: 'medium',
};

function controlRow(control: Score['controls'][number]): string {
  const { control_id, title, state } = control;
  const note = noteOfControl(control);
  const shownNote = note === '' ? '' : `<br><span class="muted">${markup(note)}</span>`;
  const cells = COUNTS.map((name) => {
    const count = shownIf(state, control[name]);
    return `<td data-label="${name}" class="number">${count === undefined ? '' : numberText(count)}</td>`;
  });
  return `<tr><td data-label="Control" class="short">${markup(control_id)}</td><td data-label="State" class="${CLASSES[state] ?? 'muted'}">${stateOf(control)}</td><td>${markup(title)}${shownNote}</td>${cells.join('')}</tr>`;
}

function policiesSection({ policies }: ReportContent, { openOf, unknownOf }: Seen): string {
  const rows = [...policies.values()]
    .toSorted((a, b) => (openOf.get(b.id) ?? 0) - (openOf.get(a.id) ?? 0))
    .map(({ id, title, severity, counts }) => {
      const cell = (name: string, count: number | undefined): string =>
        `<td data-label="${name}" class="number">${count === undefined ? '' : numberText(count)}</td>`;
      return `<tr><td class="short severity ${severity}">${severity}</td><td>${markup(title)}<br><span class="muted">${markup(id)}</span></td>${cell('Open', openOf.get(id) ?? 0)}${cell('Pass', counts?.pass)}${cell('Not known', counts?.unknown ?? unknownOf.get(id) ?? 0)}</tr>`;
    });
  return (
    `<h2 id="policies-section">Policies</h2><details><summary>${numberText(policies.size)} policies, those with most open findings first</summary>` +
    `<table class="stacked"><thead><tr><th>Severity</th><th>Policy</th><th class="number">Open</th><th class="number">Pass</th><th class="number">Not known</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></details>\n`
  );
}

async function* coverageSection({ accounts, coverage }: ReportContent): AsyncGenerator<string> {
  yield `<h2 id="coverage">Coverage</h2><p class="muted">Only what was read whole can be said to have no other findings.</p>\n`;
  yield '<table class="stacked"><thead><tr><th>Account</th><th>Status</th><th class="number">Resources</th><th>Why not whole</th></tr></thead><tbody>\n';
  for await (const account of accounts()) yield accountRow(account);
  yield '</tbody></table>\n';
  if (!coverage) return;
  let [slices, partial, skipped] = [0, 0, 0];
  const rows: string[] = [];
  const notRead = new Map<string, number>();
  let uncounted = 0;
  for await (const slice of coverage()) {
    if (slice.outcome === 'not_read') {
      if (slice.counted === null) uncounted += 1;
      else notRead.set(slice.type, (notRead.get(slice.type) ?? 0) + slice.counted);
      continue;
    }
    slices += 1;
    if (slice.outcome === 'skipped') skipped += 1;
    if (!isMissed(slice.outcome)) continue;
    partial += 1;
    if (rows.length < MOST_SLICES) rows.push(sliceRow(slice));
  }
  yield `<h3>Slices</h3><p>${numberText(slices)} slices (a resource type in a region of an account), ${numberText(partial)} of them not read whole.${skipped > 0 ? ` ${numberText(skipped)} were not read, because they were empty on the last three nights.` : ''}</p>\n`;
  yield notReadSection(notRead, uncounted);
  if (partial === 0) return;
  const more = partial - rows.length;
  yield `<table class="stacked"><thead><tr><th>Account</th><th>Region</th><th>Type</th><th>Outcome</th><th>Why</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  if (more > 0) yield `<p class="muted">and ${numberText(more)} more: coverage.jsonl has them.</p>\n`;
}

/** The types that Muster has no definition of, those with the most resources first. `uncounted`: accounts that could not tell of all of them. */
function notReadSection(notRead: ReadonlyMap<string, number>, uncounted: number): string {
  const types = [...notRead].toSorted(([, a], [, b]) => b - a);
  const named = types.slice(0, MOST_TYPES).map(([type, count]) => `${markup(type)} (${numberText(count)})`);
  const more = types.length > MOST_TYPES ? `, and ${numberText(types.length - MOST_TYPES)} more` : '';
  const told = types.length === 0 ? '' : `Not read, because Muster has no definition of these types: ${named.join(', ')}${more}.`;
  const gap = uncounted === 0 ? '' : ` In ${numberText(uncounted)} accounts such types could not be counted, or not all of them.`;
  return told + gap === '' ? '' : `<p>${told}${gap}</p>\n`;
}

function accountRow({ account_id, name, status, resources, error }: AccountRecord): string {
  const shown = name === null ? nativeId(account_id) : `${name} (${nativeId(account_id)})`;
  const className = status === 'ok' ? 'good' : 'critical';
  return `<tr><td data-label="Account">${markup(shown)}</td><td data-label="Status" class="${className}">${markup(status)}</td><td data-label="Resources" class="number">${numberText(resources)}</td><td>${markup(error ?? '')}</td></tr>\n`;
}

function sliceRow({ account_id, segment, type, outcome, error_code, error_message, permission }: CoverageRecord): string {
  const why = [error_code, permission, error_message].filter((part) => part !== null).join(': ');
  return `<tr><td data-label="Account">${markup(nativeId(account_id))}</td><td data-label="Region">${markup(segment)}</td><td data-label="Type">${markup(type)}</td><td data-label="Outcome">${markup(outcome ?? 'never read')}</td><td>${markup(why)}</td></tr>`;
}

/** The findings as arrays in script elements that are no scripts, which take the least room. */
async function* data({ policies, findings }: ReportContent): AsyncGenerator<string> {
  const indexes = new Map([...policies.keys()].map((id, index) => [id, index]));
  const indexOf = (id: string): number => {
    const index = indexes.get(id);
    if (index === undefined) throw new Error(`The report has findings of ${id}, which is none of its policies.`);
    return index;
  };
  yield `<script type="application/json" id="policies">${jsonInPage([...policies.values()].map(policyData))}</script>\n`;
  let rows: (readonly unknown[])[] = [];
  const element = (): string => `<script type="application/json" class="rows">${jsonInPage(rows)}</script>\n`;
  for await (const finding of findings()) {
    rows.push(rowData(finding, indexOf(finding.policy_id), fixOf(policies.get(finding.policy_id), finding)?.cli));
    if (rows.length < ROWS) continue;
    yield element();
    rows = [];
  }
  if (rows.length > 0) yield element();
}

const policyData = (policy: ReportedPolicy): object => ({
  id: policy.id,
  title: policy.title,
  description: policy.description,
  remediation: policy.remediation,
  references: policy.references,
  controls: controlsOf(policy),
  frameworks: Object.keys(policy.frameworks),
});

/** In the order in which report.js reads them. */
function rowData(finding: ReportedFinding, policy: number, command: string | undefined): readonly unknown[] {
  const { severity, status, type, account_id, account_name, region, resource_id, native_id, tags, evidence, opened_at, finding_id } =
    finding;
  const seen = (value: string | null): string | null => value && visible(value);
  const note = noteOf(finding);
  const shownTags = tags && Object.fromEntries(Object.entries(tags).map(([key, value]) => [visible(key), visible(value)]));
  const evidenceText = evidence === undefined ? null : typeof evidence === 'string' ? visible(evidence, '\n') : json(evidence);
  return [
    policy,
    severity,
    status ?? 'not known',
    visible(nameOf(finding)),
    type,
    nativeId(account_id),
    seen(account_name),
    region,
    visible(native_id ?? resource_id),
    shownTags,
    evidenceText,
    seen(note),
    opened_at,
    visible(finding_id),
    command ?? null,
  ];
}
