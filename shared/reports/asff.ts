/**
 * `findings.asff.jsonl`: the AWS Security Finding Format. Each line is one request of Security Hub's BatchImportFindings, with findings of one
 * account and one region, because a product of one's own may send only such findings.
 */
import { hash } from 'node:crypto';
import { nativeId, providerOf } from '../ids.ts';
import { controlsOf, nameOf, noteOf, type ReportContent, type ReportedFinding, type ReportedPolicy, type ReportFormat } from './record.ts';
import { json, shortened, visible } from './text.ts';

/** Security Hub takes no more findings in a request, and no larger finding. */
const BATCH = 100;
const FINDING_BYTES = 240 * 1024;
/** The batches that are open at once. When there are more, the oldest goes out though it is not full, so that memory is bounded. */
const OPEN_BATCHES = 64;

/** The longest texts and lists that Security Hub takes. */
const MOST = {
  id: 512,
  title: 256,
  description: 1024,
  recommendation: 512,
  requirements: 32,
  field: 1024,
  tags: 50,
  tagKey: 128,
  tagValue: 256,
  accountName: 50,
};

async function* text(content: ReportContent): AsyncGenerator<string> {
  const open = new Map<string, string[]>();
  for await (const finding of content.findings()) {
    // Security Hub holds findings of AWS accounts only.
    if (providerOf(finding.account_id) !== 'aws') continue;
    const place = placeOf(finding);
    const key = `${finding.account_id} ${place.region}`;
    const batch = open.get(key) ?? [];
    batch.push(bounded(findingOf(finding, place, content)));
    open.set(key, batch);
    if (batch.length === BATCH) yield lineOf(open, key);
    else if (open.size > OPEN_BATCHES) yield lineOf(open, open.keys().next().value!);
  }
  for (const key of open.keys()) yield lineOf(open, key);
}

export const asff = {
  name: 'asff',
  help: "the AWS Security Finding Format, as requests of Security Hub's BatchImportFindings",
  findings: { name: 'findings.asff.jsonl', text },
  lacksUnreadAccounts: true,
} as const satisfies ReportFormat;

function lineOf(open: Map<string, string[]>, key: string): string {
  const findings = open.get(key) ?? [];
  open.delete(key);
  return `{"Findings":[${findings.join(',')}]}\n`;
}

const LABELS = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW', informational: 'INFORMATIONAL' } as const;
const COMPLIANCE = { pass: 'PASSED', fail: 'FAILED', unknown: 'WARNING', not_applicable: 'NOT_AVAILABLE' } as const;
const WORKFLOWS = { open: 'NEW', suppressed: 'SUPPRESSED', resolved: 'RESOLVED', none: 'NEW' } as const;

interface Place {
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** The region whose Security Hub takes the finding. */
  readonly region: string;
}

const HOME_REGIONS = { aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' } as const;

function placeOf({ region, native_id }: ReportedFinding): Place {
  const named = /^arn:(aws|aws-cn|aws-us-gov):/.exec(native_id ?? '')?.[1] as Place['partition'] | undefined;
  const partition = named ?? (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');
  return { partition, region: /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region) ? region : HOME_REGIONS[partition] };
}

function findingOf(finding: ReportedFinding, place: Place, { collected_at, policies }: ReportContent): Record<string, unknown> {
  const { finding_id, policy_id, title, severity, status, verdict, account_id, account_name, opened_at, first_seen_at, resolved_at } =
    finding;
  const { partition, region } = place;
  const account = nativeId(account_id);
  const policy = policies.get(policy_id);
  const note = noteOf(finding);
  const description = [note, policy?.description ?? title].filter((part) => part !== null).join(' ');
  const requirements = policy ? controlsOf(policy) : [];
  return {
    SchemaVersion: '2018-10-08',
    Id: idOf(finding_id),
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: 'Muster',
    CompanyName: 'Muster',
    Region: region,
    GeneratorId: policy_id,
    AwsAccountId: account,
    ...(account_name !== null && filled(account_name) && { AwsAccountName: shortened(visible(account_name), MOST.accountName) }),
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    ...(first_seen_at !== null && { FirstObservedAt: first_seen_at }),
    CreatedAt: opened_at ?? collected_at,
    UpdatedAt: resolved_at ?? collected_at,
    LastObservedAt: resolved_at ?? collected_at,
    Severity: { Label: LABELS[severity], Original: severity },
    Title: shortened(`${title}: ${visible(nameOf(finding))}`, MOST.title),
    Description: shortened(visible(description), MOST.description),
    ...remediationOf(policy),
    ProductFields: fieldsOf(finding, note),
    Resources: [resourceOf(finding, place)],
    Compliance: {
      Status: COMPLIANCE[verdict],
      ...(requirements.length > 0 && { RelatedRequirements: requirements.slice(0, MOST.requirements) }),
    },
    Workflow: { Status: WORKFLOWS[status ?? 'none'] },
    RecordState: status === 'resolved' ? 'ARCHIVED' : 'ACTIVE',
  };
}

/** The finding's id in the characters and the length that Security Hub takes; the hash keeps ids apart that were changed or cut. */
function idOf(finding_id: string): string {
  const id = `muster/${finding_id}`;
  const harmless = id.replaceAll(/[^\x21-\x7e]/g, '_');
  return harmless === id && id.length <= MOST.id ? id : `${harmless.slice(0, MOST.id - 65)}/${hash('sha256', finding_id)}`;
}

function remediationOf(policy: ReportedPolicy | undefined): object {
  if (!policy?.remediation) return {};
  const [url] = policy.references;
  const recommendation = { Text: shortened(policy.remediation.text, MOST.recommendation), ...(url !== undefined && { Url: url }) };
  return { Remediation: { Recommendation: recommendation } };
}

function fieldsOf({ finding_id, resource_uid, evidence }: ReportedFinding, note: string | null): object {
  const fields: Readonly<Record<string, string | null | undefined>> = {
    'muster/finding_id': visible(finding_id),
    'muster/resource_uid': visible(resource_uid),
    'muster/note': note && visible(note),
    'muster/evidence': evidence === undefined ? undefined : json(evidence),
  };
  const given = Object.entries(fields).filter((field): field is [string, string] => filled(field[1] ?? ''));
  return Object.fromEntries(given.map(([name, value]) => [name, shortened(value, MOST.field)]));
}

function resourceOf(finding: ReportedFinding, { partition, region }: Place): object {
  const { type, native_id, resource_id, tags } = finding;
  const shown = Object.entries(tags ?? {})
    // Security Hub takes no blank key or value.
    .filter(([key, value]) => filled(key) && filled(value))
    .slice(0, MOST.tags)
    .map(([key, value]) => [shortened(visible(key), MOST.tagKey), shortened(visible(value), MOST.tagValue)] as const);
  return {
    Type: RESOURCE_TYPES[type] ?? 'Other',
    Id: shortened(visible(native_id ?? resource_id), MOST.id),
    Partition: partition,
    Region: region,
    ...(shown.length > 0 && { Tags: Object.fromEntries(shown) }),
    Details: { Other: { Name: shortened(visible(nameOf(finding)), MOST.field), Type: type } },
  };
}

const filled = (written: string): boolean => /\S/.test(written);

/** Leaves the tags out if the finding would be too large with them. */
function bounded(finding: Record<string, unknown>): string {
  const whole = json(finding);
  if (Buffer.byteLength(whole) <= FINDING_BYTES) return whole;
  const [resource] = finding['Resources'] as readonly object[];
  return json({ ...finding, Resources: [{ ...resource, Tags: undefined }] });
}

/** Security Hub's own names of types, where it has one: it has no rule by which they could be made. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'AwsCloudTrailTrail',
  'AWS::DynamoDB::Table': 'AwsDynamoDbTable',
  'AWS::EC2::EIP': 'AwsEc2Eip',
  'AWS::EC2::Instance': 'AwsEc2Instance',
  'AWS::EC2::NetworkAcl': 'AwsEc2NetworkAcl',
  'AWS::EC2::NetworkInterface': 'AwsEc2NetworkInterface',
  'AWS::EC2::RouteTable': 'AwsEc2RouteTable',
  'AWS::EC2::SecurityGroup': 'AwsEc2SecurityGroup',
  'AWS::EC2::Subnet': 'AwsEc2Subnet',
  'AWS::EC2::VPC': 'AwsEc2Vpc',
  'AWS::EC2::Volume': 'AwsEc2Volume',
  'AWS::ECS::Cluster': 'AwsEcsCluster',
  'AWS::ECS::Service': 'AwsEcsService',
  'AWS::ECS::TaskDefinition': 'AwsEcsTaskDefinition',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'AwsElbv2LoadBalancer',
  'AWS::IAM::Group': 'AwsIamGroup',
  'AWS::IAM::ManagedPolicy': 'AwsIamPolicy',
  'AWS::IAM::Role': 'AwsIamRole',
  'AWS::IAM::User': 'AwsIamUser',
  'AWS::KMS::Key': 'AwsKmsKey',
  'AWS::Lambda::Function': 'AwsLambdaFunction',
  'AWS::RDS::DBCluster': 'AwsRdsDbCluster',
  'AWS::RDS::DBClusterSnapshot': 'AwsRdsDbClusterSnapshot',
  'AWS::RDS::DBInstance': 'AwsRdsDbInstance',
  'AWS::RDS::DBSnapshot': 'AwsRdsDbSnapshot',
  'AWS::S3::Bucket': 'AwsS3Bucket',
  'AWS::SNS::Topic': 'AwsSnsTopic',
  'AWS::SQS::Queue': 'AwsSqsQueue',
};
