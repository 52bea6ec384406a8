/** `findings.ocsf.jsonl` and `inventory.ocsf.jsonl`: events of OCSF 1.8, one a line, as data lakes and SIEMs take them. */
import type { ResourceRecord } from '../exports/records.ts';
import { type AccountId, nativeId, type Provider, providerOf } from '../ids.ts';
import { frameworkNamed } from '../policies/frameworks.ts';
import {
  controlsOf,
  fixOf,
  nameOf,
  noteOf,
  type ReportContent,
  type ReportedFinding,
  type ReportedPolicy,
  type ReportFormat,
  type UnreadAccount,
  unreadAccounts,
} from './record.ts';
import { json } from './text.ts';

const VERSION = '1.8.0';
const FINDINGS = { category_uid: 2, category_name: 'Findings', class_uid: 2003, class_name: 'Compliance Finding' } as const;
const DISCOVERY = { category_uid: 5, category_name: 'Discovery', class_uid: 5023, class_name: 'Cloud Resources Inventory Info' } as const;

const SEVERITIES = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
  low: { severity_id: 2, severity: 'Low' },
  informational: { severity_id: 1, severity: 'Informational' },
} as const;

/** By the finding's status; a resource that could not be judged has no finding, so that its status is unknown. */
const STATUSES = {
  open: { status_id: 1, status: 'New' },
  suppressed: { status_id: 3, status: 'Suppressed' },
  resolved: { status_id: 4, status: 'Resolved' },
  none: { status_id: 0, status: 'Unknown' },
} as const;

const COMPLIANCE = {
  pass: { status_id: 1, status: 'Pass' },
  fail: { status_id: 3, status: 'Fail' },
  unknown: { status_id: 0, status: 'Unknown' },
  not_applicable: { status_id: 99, status: 'Not applicable' },
} as const;

const CLOSE = { activity_id: 3, activity_name: 'Close' } as const;
const CREATE = { activity_id: 1, activity_name: 'Create' } as const;
const COLLECT = { activity_id: 2, activity_name: 'Collect' } as const;

const PROVIDER_NAMES: Readonly<Record<Provider, string>> = {
  aws: 'AWS',
  azure: 'Azure',
  oci: 'OCI',
  registered: 'Registered',
};
const ACCOUNT_TYPES: Readonly<Record<Provider, { readonly type_id: number; readonly type: string }>> = {
  aws: { type_id: 10, type: 'AWS Account' },
  azure: { type_id: 13, type: 'Azure Subscription' },
  oci: { type_id: 12, type: 'OCI Compartment' },
  registered: { type_id: 99, type: 'Registered resources' },
};

async function* findingsText(content: ReportContent): AsyncGenerator<string> {
  for await (const finding of content.findings())
    yield `${json(findingEvent(finding, content.policies.get(finding.policy_id), content))}\n`;
  for (const account of await unreadAccounts(content)) yield `${json(unreadEvent(account, content))}\n`;
}

async function* resourcesText(content: ReportContent): AsyncGenerator<string> {
  const names = new Map<AccountId, string | null>();
  for await (const { account_id, name } of content.accounts()) names.set(account_id, name);
  for await (const resource of content.resources?.() ?? [])
    yield `${json(resourceEvent(resource, names.get(resource.account_id) ?? null, content))}\n`;
}

export const ocsf = {
  name: 'ocsf',
  help: 'OCSF 1.8 events for data lakes and SIEMs',
  findings: { name: 'findings.ocsf.jsonl', text: findingsText },
  resources: { name: 'inventory.ocsf.jsonl', text: resourcesText },
} as const satisfies ReportFormat;

function findingEvent(finding: ReportedFinding, policy: ReportedPolicy | undefined, content: ReportContent): object {
  const { account_id, account_name, region, status, verdict, evidence } = finding;
  const activity = status === 'resolved' ? CLOSE : CREATE;
  const note = noteOf(finding);
  const { references = [] } = policy ?? {};
  const remediation = fixOf(policy, finding);
  return {
    ...FINDINGS,
    ...activity,
    type_uid: FINDINGS.class_uid * 100 + activity.activity_id,
    type_name: `${FINDINGS.class_name}: ${activity.activity_name}`,
    time: Date.parse(content.collected_at),
    ...SEVERITIES[finding.severity],
    ...STATUSES[status ?? 'none'],
    ...(note !== null && { status_detail: note }),
    message: `${nameOf(finding)}: ${finding.title}`,
    metadata: metadataOf(content),
    cloud: cloudOf(account_id, account_name, region),
    finding_info: {
      uid: finding.finding_id,
      title: finding.title,
      ...(policy?.description != null && { desc: policy.description }),
      analytic: { type_id: 1, type: 'Rule', uid: finding.policy_id, name: finding.title },
      ...timeOf('first_seen_time', finding.first_seen_at),
      ...timeOf('created_time', finding.opened_at),
      ...timeOf('modified_time', finding.resolved_at),
      ...(references.length > 0 && { src_url: references[0] }),
    },
    compliance: {
      control: finding.policy_id,
      ...COMPLIANCE[verdict],
      ...(note !== null && { status_detail: note }),
      ...(policy && { requirements: controlsOf(policy), standards: standardsOf(policy) }),
    },
    resources: [
      {
        uid: finding.native_id ?? finding.resource_uid,
        name: nameOf(finding),
        type: finding.type,
        region,
        ...(finding.tags && { tags: tagsOf(finding.tags) }),
      },
    ],
    ...(remediation && {
      remediation: {
        desc: [remediation.text, ...(remediation.console ?? []), ...(remediation.cli === undefined ? [] : [remediation.cli])].join('\n'),
        ...(references.length > 0 && { references }),
      },
    }),
    ...(evidence !== undefined && { evidences: [{ data: evidence }] }),
  };
}

function resourceEvent(resource: ResourceRecord, accountName: string | null, content: ReportContent): object {
  const { account_id, region, type, native_id, resource_uid, resource_id, name, tags, config } = resource;
  return {
    ...DISCOVERY,
    ...COLLECT,
    ...discoveryTypeOf(COLLECT),
    time: Date.parse(content.collected_at),
    ...SEVERITIES.informational,
    ...(resource.enrich_status === 'ERROR'
      ? { status_id: 2, status: 'Failure', status_detail: `Not read: ${Object.keys(resource.unread).join(', ')}` }
      : { status_id: 1, status: 'Success' }),
    message: `${type} ${name ?? resource_id}`,
    metadata: metadataOf(content),
    cloud: cloudOf(account_id, accountName, region),
    region,
    resources: [
      { uid: native_id ?? resource_uid, name: name ?? resource_id, type, region, ...(tags && { tags: tagsOf(tags) }), data: config },
    ],
  };
}

/** An account that could not be read is a collection that failed; it is no finding, because nothing was judged. */
const unreadEvent = ({ account_id, name, reason, text }: UnreadAccount, content: ReportContent): object => ({
  ...DISCOVERY,
  ...COLLECT,
  ...discoveryTypeOf(COLLECT),
  time: Date.parse(content.collected_at),
  ...SEVERITIES.informational,
  status_id: 2,
  status: 'Failure',
  status_detail: reason,
  message: text,
  metadata: metadataOf(content),
  cloud: cloudOf(account_id, name, undefined),
});

const metadataOf = ({ version }: ReportContent): object => ({
  version: VERSION,
  profiles: ['cloud'],
  product: { name: 'Muster', vendor_name: 'Muster', version },
});

const cloudOf = (account_id: AccountId, name: string | null, region: string | undefined): object => ({
  provider: PROVIDER_NAMES[providerOf(account_id)],
  ...(region !== undefined && { region }),
  account: { uid: nativeId(account_id), ...(name !== null && { name }), ...ACCOUNT_TYPES[providerOf(account_id)] },
});

const tagsOf = (tags: Readonly<Record<string, string>>): readonly object[] =>
  Object.entries(tags).map(([name, value]) => ({ name, value }));

const standardsOf = ({ frameworks }: ReportedPolicy): readonly string[] =>
  Object.keys(frameworks).map((id) => frameworkNamed(id)?.name ?? id);

const discoveryTypeOf = ({ activity_id, activity_name }: typeof COLLECT): object => ({
  type_uid: DISCOVERY.class_uid * 100 + activity_id,
  type_name: `${DISCOVERY.class_name}: ${activity_name}`,
});

const timeOf = (field: string, at: string | null): object => (at === null ? {} : { [field]: Date.parse(at) });
