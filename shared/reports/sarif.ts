/** `findings.sarif`: SARIF 2.1.0, as GitHub code scanning and other viewers of code analysis take it. */
import { hash } from 'node:crypto';
import { nativeId, providerOf } from '../ids.ts';
import { numberText } from '../number-text.ts';
import type { Severity } from '../severity.ts';
import {
  nameOf,
  noteOf,
  type ReportContent,
  type ReportedFinding,
  type ReportedPolicy,
  type ReportFormat,
  unreadAccounts,
} from './record.ts';
import { json, shortened, visible } from './text.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note', informational: 'note' } as const;
/** GitHub calls more than 9.0 critical, from 7.0 high, from 4.0 medium, and below that low. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string | undefined>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  informational: undefined,
};

/** GitHub refuses a file with more. The findings are sorted, so that the least serious ones are left out; the file says how many. */
export const MOST_RESULTS = 25_000;
/** GitHub shows no longer description of a rule. */
const MOST_TEXT = 1024;
/** GitHub shows no more tags of a rule. */
const MOST_TAGS = 20;
/** So many resources that could not be judged are named; the file says how many more there are. */
const MOST_NOTIFICATIONS = 1000;

async function* text(content: ReportContent): AsyncGenerator<string> {
  const policies = [...content.policies.values()];
  const indexes = new Map(policies.map(({ id }, index) => [id, index]));
  const rules = policies.map(ruleOf);
  const driver = { name: 'Muster', version: content.version, semanticVersion: content.version, rules };
  yield `{"$schema":${json(SCHEMA)},"version":"2.1.0","runs":[{"tool":{"driver":${json(driver)}},`;
  yield `"automationDetails":{"id":"muster/"},"columnKind":"utf16CodeUnits","results":[`;
  const unknown: object[] = [];
  let [results, leftOut, unknowns] = [0, 0, 0];
  for await (const finding of content.findings()) {
    if (finding.status === null) {
      unknowns += 1;
      if (unknown.length < MOST_NOTIFICATIONS) unknown.push(notificationOf(finding));
      continue;
    }
    // Code scanning closes the alert of a result that is there no more.
    if (finding.status === 'resolved') continue;
    if (results === MOST_RESULTS) {
      leftOut += 1;
      continue;
    }
    yield `${results === 0 ? '' : ','}\n${json(resultOf(finding, indexes.get(finding.policy_id)))}`;
    results += 1;
  }
  const more = unknowns - unknown.length;
  const unread = await unreadAccounts(content);
  const notifications = [
    ...unread.map((account) => ({ level: 'error', message: { text: message(account.text) } })),
    ...(leftOut > 0
      ? [{ level: 'warning', message: { text: `${numberText(leftOut)} less serious findings are left out of this file.` } }]
      : []),
    ...unknown,
    ...(more > 0 ? [{ level: 'note', message: { text: `${numberText(more)} more resources could not be judged.` } }] : []),
  ];
  const invocation = { executionSuccessful: true, endTimeUtc: content.collected_at, toolExecutionNotifications: notifications };
  yield `\n],"invocations":[${json(invocation)}],"properties":${json({ scope: content.scope })}}]}\n`;
}

export const sarif = {
  name: 'sarif',
  help: 'for GitHub code scanning and other viewers of SARIF 2.1.0',
  findings: { name: 'findings.sarif', text },
} as const satisfies ReportFormat;

function ruleOf({ id, title, description, severity, remediation, references, frameworks }: ReportedPolicy): object {
  const [helpUri] = references;
  const steps = (remediation?.console ?? []).map((step, index) => `${index + 1}. ${step}`);
  const command = remediation?.cli === undefined ? [] : ['', '```', remediation.cli, '```'];
  const links = references.map((url) => `- <${url}>`);
  const body = [description ?? title, ...(remediation ? ['', remediation.text] : [])];
  const securitySeverity = SECURITY_SEVERITIES[severity];
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: shortened(description ?? title, MOST_TEXT) },
    ...(helpUri !== undefined && { helpUri }),
    help: {
      text: [...body, ...steps, ...(remediation?.cli === undefined ? [] : [remediation.cli]), ...references].join('\n'),
      markdown: [...body, '', ...steps, ...command, ...(links.length > 0 ? ['', ...links] : [])].join('\n'),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security', ...Object.keys(frameworks)].slice(0, MOST_TAGS),
      precision: 'very-high',
      severity,
      frameworks,
      ...(securitySeverity !== undefined && { 'security-severity': securitySeverity }),
    },
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number | undefined): object {
  const { finding_id, policy_id, title, severity, account_id, region, type, resource_uid, native_id, status } = finding;
  const note = noteOf(finding);
  const fingerprint = hash('sha256', finding_id);
  return {
    ruleId: policy_id,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: {
      text: message(`${nameOf(finding)} (${type}) in ${nativeId(account_id)}, ${region}: ${title}${note === null ? '' : `. ${note}`}`),
    },
    locations: [
      {
        // Code scanning wants a file. There is none, so that this is a path that names the resource.
        physicalLocation: { artifactLocation: { uri: pathOf(finding) }, region: { startLine: 1 } },
        logicalLocations: [{ name: visible(nameOf(finding)), fullyQualifiedName: visible(native_id ?? resource_uid), kind: 'resource' }],
      },
    ],
    // Code scanning tells results apart by `primaryLocationLineHash` alone.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1`, 'musterFinding/v1': fingerprint },
    ...(status === 'suppressed' && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: finding.suppression?.reason ?? '' }],
    }),
    properties: propertiesOf(finding),
  };
}

function propertiesOf({
  finding_id,
  severity,
  account_id,
  account_name,
  region,
  type,
  opened_at,
  evidence,
  tags,
}: ReportedFinding): object {
  return {
    finding_id,
    severity,
    account_id,
    ...(account_name !== null && { account_name }),
    region,
    type,
    ...(opened_at !== null && { opened_at }),
    ...(evidence !== undefined && { evidence }),
    ...(tags && { resource_tags: tags }),
  };
}

const notificationOf = (finding: ReportedFinding): object => ({
  level: 'note',
  message: {
    text: message(`${nameOf(finding)} (${finding.type}) in ${nativeId(finding.account_id)}, ${finding.region}: ${noteOf(finding) ?? ''}`),
  },
  associatedRule: { id: finding.policy_id },
});

/** A message may have placeholders in braces and links in brackets: no name of a resource becomes one. */
const message = (written: string): string =>
  visible(written)
    .replaceAll(/[{}]/g, '$&$&')
    .replaceAll(/[\\[\]]/g, '\\$&');

/** `aws/123456789012/eu-west-1/AWS.S3.Bucket/logs`: no part of it leaves the folder. */
function pathOf({ account_id, region, type, resource_id }: ReportedFinding): string {
  const parts = [providerOf(account_id), nativeId(account_id), region, type.replaceAll('::', '.'), resource_id];
  return parts.map((part) => encodeURIComponent(part.toWellFormed()).replace(/^\.+$/, '_$&')).join('/');
}
