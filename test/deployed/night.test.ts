/**
 * The stack in ministack: deployed by the CDK's CLI as the README says, then used by the CLI through the signed API. The accounts are the
 * platform's own and one with the member stack. ministack checks signatures, and every call of a function by the policies of its role.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorizeSecurityGroupIngressCommand, CreateSecurityGroupCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyDifferences, DIFFERENCES } from './differences.ts';
import { type Emulator, PLATFORM_ACCOUNT, REGION, startEmulator } from './emulator.ts';

const MEMBER = '111111111111';
/** The regions that the platform reads: enough to show that there are several. */
const REGIONS = [REGION, 'eu-west-1'];
const DEPLOY_MS = 8 * 60_000;

let folder: string;
let emulator: Emulator | undefined;
let environment: (account: string) => NodeJS.ProcessEnv;
let changedPlaces: Readonly<Record<string, number>>;
let outputs: Readonly<Record<string, string>>;
let queueUrl: string;
let groupId: string;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, NODE_NO_WARNINGS: '1' } });
  const code = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

async function cdk(account: string, ...args: readonly string[]): Promise<void> {
  const { code, out, err } = await run(['node_modules/aws-cdk/bin/cdk', ...args, '--no-notices'], environment(account));
  if (code !== 0) throw new Error(`cdk ${args.join(' ')} ended with ${code}:\n${out.slice(-3000)}\n${err.slice(-3000)}`);
}

/** Runs the CLI against the API's public URL, whose requests it signs. */
const muster = async (...args: readonly string[]): Promise<Ended> =>
  await run(['bin/muster.ts', '--api', outputs['ApiUrl']!, '--json', ...args], environment(PLATFORM_ACCOUNT));

const lines = ({ out }: Ended): readonly unknown[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

interface Job {
  readonly job_id: string;
  readonly status: string;
  readonly completed: number;
  readonly totals: {
    readonly inventory?: {
      readonly counts: Readonly<Record<string, number>>;
      readonly slices: Readonly<Record<string, number>>;
    };
  };
}

/** Types whose calls ministack answers with errors of its own; it has no address that the client of S3's account settings can use. */
const NOT_IN_MINISTACK = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Amplify::App',
  'AWS::Amplify::Branch',
  'AWS::ApiGateway::ClientCertificate',
  'AWS::ApiGateway::VpcLink',
  'AWS::ApiGatewayV2::VpcLink',
  'AWS::AppStream::Fleet',
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::CloudTrail::EventDataStore',
  'AWS::CodeArtifact::Domain',
  'AWS::CodeArtifact::Repository',
  'AWS::CodeCommit::Repository',
  'AWS::CodePipeline::Pipeline',
  'AWS::Connect::Instance',
  'AWS::DAX::Cluster',
  'AWS::DLM::LifecyclePolicy',
  'AWS::DMS::Certificate',
  'AWS::DMS::Endpoint',
  'AWS::DMS::ReplicationInstance',
  'AWS::DMS::ReplicationSubnetGroup',
  'AWS::DMS::ReplicationTask',
  'AWS::DataPipeline::Pipeline',
  'AWS::DataSync::Task',
  'AWS::DirectConnect::Connection',
  'AWS::DirectConnect::VirtualInterface',
  'AWS::DirectoryService::Directory',
  'AWS::EMR::BlockPublicAccessConfiguration',
  'AWS::ElasticBeanstalk::Application',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::EventSchemas::Registry',
  'AWS::FMS::Policy',
  'AWS::FSx::Backup',
  'AWS::FSx::FileSystem',
  'AWS::Glacier::Vault',
  'AWS::GlobalAccelerator::Accelerator',
  'AWS::GuardDuty::Detector',
  'AWS::KafkaConnect::Connector',
  'AWS::Lightsail::Database',
  'AWS::Lightsail::Instance',
  'AWS::Lightsail::StaticIp',
  'AWS::MSK::Cluster',
  'AWS::Macie::Session',
  'AWS::MemoryDB::ACL',
  'AWS::MemoryDB::Cluster',
  'AWS::MemoryDB::Snapshot',
  'AWS::MemoryDB::SubnetGroup',
  'AWS::MemoryDB::User',
  'AWS::NetworkFirewall::Firewall',
  'AWS::NetworkFirewall::FirewallPolicy',
  'AWS::NetworkFirewall::RuleGroup',
  'AWS::RAM::ResourceShare',
  'AWS::Redshift::Cluster',
  'AWS::Redshift::ClusterParameterGroup',
  'AWS::Redshift::ClusterSnapshot',
  'AWS::Redshift::ClusterSubnetGroup',
  'AWS::Redshift::EventSubscription',
  'AWS::RedshiftServerless::Namespace',
  'AWS::RedshiftServerless::Workgroup',
  'AWS::ResourceExplorer2::Index',
  'AWS::Route53::QueryLoggingConfig',
  'AWS::Route53Domains::Domain',
  'AWS::S3::AccessPoint',
  'AWS::S3::AccountPublicAccessBlock',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::SSMIncidents::ReplicationSet',
  'AWS::SSMIncidents::ResponsePlan',
  'AWS::SSO::Instance',
  'AWS::SageMaker::DataQualityJobDefinition',
  'AWS::SageMaker::Domain',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::ModelBiasJobDefinition',
  'AWS::SageMaker::ModelExplainabilityJobDefinition',
  'AWS::SageMaker::ModelPackageGroup',
  'AWS::SageMaker::ModelQualityJobDefinition',
  'AWS::SageMaker::MonitoringSchedule',
  'AWS::SageMaker::NotebookInstance',
  'AWS::SageMaker::ProcessingJob',
  'AWS::SageMaker::TrainingJob',
  'AWS::SecurityHub::Hub',
  'AWS::SecurityHub::ProductSubscription',
  'AWS::SecurityHub::Standard',
  'AWS::ServiceCatalog::Portfolio',
  'AWS::Shield::Protection',
  'AWS::Shield::ProtectionGroup',
  'AWS::StorageGateway::Gateway',
  'AWS::StorageGateway::NFSFileShare',
  'AWS::StorageGateway::SMBFileShare',
  'AWS::Support::TrustedAdvisorCheck',
  'AWS::WellArchitected::Workload',
  'AWS::WorkSpaces::Directory',
  'AWS::WorkSpaces::Workspace',
  'AWS::WorkSpaces::WorkspaceIpGroup',
];
/** Types whose calls ministack does not know. */
const UNSUPPORTED = [
  'AWS::Account::AlternateContact',
  'AWS::CloudFormation::StackSet',
  'AWS::CloudWatch::MetricStream',
  'AWS::CodeBuild::ReportGroup',
  'AWS::Config::ConfigurationAggregator',
  'AWS::Config::ConformancePack',
  'AWS::EC2::AllowedImagesSettings',
  'AWS::EC2::ClientVpnEndpoint',
  'AWS::EC2::EbsEncryptionByDefault',
  'AWS::EC2::Host',
  'AWS::EC2::IPAM',
  'AWS::EC2::IPAMPool',
  'AWS::EC2::ImageBlockPublicAccess',
  'AWS::EC2::InstanceConnectEndpoint',
  'AWS::EC2::InstanceMetadataDefaults',
  'AWS::EC2::ReservedInstances',
  'AWS::EC2::SerialConsoleAccess',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::SpotFleet',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::EC2::VPCEndpointService',
  'AWS::ECR::PullThroughCacheRule',
  'AWS::ECR::RegistryPolicy',
  'AWS::ECR::RegistryScanningConfiguration',
  'AWS::EMR::SecurityConfiguration',
  'AWS::EMR::Studio',
  'AWS::ElasticLoadBalancingV2::TrustStore',
  'AWS::Elasticsearch::Domain',
  'AWS::Glue::DataCatalogEncryptionSettings',
  'AWS::Glue::DevEndpoint',
  'AWS::Glue::MLTransform',
  'AWS::IAM::OrganizationsFeatures',
  'AWS::IAM::ServerCertificate',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::Organizations::DelegatedAdministrator',
  'AWS::RDS::EventSubscription',
  'AWS::SSM::Association',
  'AWS::SSM::Document',
  'AWS::SSM::InstanceCompliance',
  'AWS::SSM::MaintenanceWindow',
  'AWS::SSM::PatchBaseline',
  'AWS::Transfer::Connector',
];
/** ministack has no Resource Explorer, so the types that Muster does not read cannot be counted. */
const INCOMPLETE = [
  ...NOT_IN_MINISTACK.map((type) => `${type} failed`),
  ...UNSUPPORTED.map((type) => `${type} unsupported`),
  // ministack tells the time of the platform's own dashboard as text, where the SDK expects a number.
  'AWS::CloudWatch::Dashboard failed',
  'Uncounted not_read',
].toSorted();

/** Runs an inventory to its end. Returns its job, and the types that were not read whole with their outcome. */
async function inventoried(...args: readonly string[]): Promise<{ readonly job: Job; readonly incomplete: readonly string[] }> {
  const { out } = await muster('inventory', 'run', ...args, '--watch');
  const job = (lines({ out } as Ended) as readonly Job[]).at(-1)!;
  const slices = lines(await muster('coverage', 'list')) as readonly { readonly type: string; readonly outcome: string }[];
  const incomplete = slices.filter(({ outcome }) => outcome !== 'complete').map(({ type, outcome }) => `${type} ${outcome}`);
  return { job, incomplete: [...new Set(incomplete)].toSorted() };
}

/** Runs a job through the CLI to its end, and expects that it completes in both accounts. */
async function completes(...args: readonly string[]): Promise<Job> {
  const ended = await muster(...args, '--watch');
  const job = (lines(ended) as readonly Job[]).at(-1);
  expect([ended.code, ended.err, job]).toEqual([0, '', expect.objectContaining({ status: 'completed', completed: 2 })]);
  return job!;
}

const client = <T>(Client: new (config: object) => T, account: string): T => new Client(emulator!.clientOf(account));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-deployed-'));
  const assembly = join(folder, 'assembly');
  emulator = await startEmulator(folder);
  environment = emulator.environment;
  await cdk(PLATFORM_ACCOUNT, 'synth', '--quiet', '--output', assembly, '-c', `muster:regions=${REGIONS.join(',')}`);
  const templates = (await readdir(assembly, { recursive: true })).filter((file) => file.endsWith('.template.json'));
  changedPlaces = applyDifferences(templates.map((file) => join(assembly, file)));

  const deploy = ['deploy', '--app', assembly, '--require-approval', 'never'];
  const outputsFile = join(folder, 'outputs.json');
  await cdk(PLATFORM_ACCOUNT, 'bootstrap', `aws://${PLATFORM_ACCOUNT}/${REGION}`, '--app', assembly);
  await cdk(PLATFORM_ACCOUNT, ...deploy, '--outputs-file', outputsFile);
  outputs = (JSON.parse(await readFile(outputsFile, 'utf8')) as { Muster: Record<string, string> }).Muster;
  const parameters = [`PlatformAccount=${PLATFORM_ACCOUNT}`, `ExternalId=${outputs['ExternalId']}`];
  await cdk(MEMBER, ...deploy, 'Members/MusterMember', ...parameters.flatMap((each) => ['--parameters', each]));
  ({ queueUrl, groupId } = await buildEstate());
}, DEPLOY_MS);
afterAll(async () => {
  await emulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Creates resources in the member account: a security group that is open to the world, and a queue. */
async function buildEstate(): Promise<{ readonly queueUrl: string; readonly groupId: string }> {
  const ec2 = client(EC2Client, MEMBER);
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'open', Description: 'open to the world' }));
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }));
  const { QueueUrl } = await client(SQSClient, MEMBER).send(new CreateQueueCommand({ QueueName: 'orders' }));
  return { queueUrl: QueueUrl!, groupId: GroupId! };
}

const setRetention = async (seconds: number): Promise<unknown> =>
  await client(SQSClient, MEMBER).send(
    new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { MessageRetentionPeriod: String(seconds) } }),
  );

/**
 * Runs `work` while IAM denies the inventory worker every write to `resources` and `changes`. The policy that denies it is a change of the
 * platform's own account, so `work` should read the other.
 */
async function withoutWrites<T>(work: () => Promise<T>): Promise<T> {
  const lambda = client(LambdaClient, PLATFORM_ACCOUNT);
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const name = Functions.find(({ FunctionName }) => FunctionName?.includes('InventoryWorker'))?.FunctionName;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
  const resources = ['RESOURCES_TABLE', 'CHANGES_TABLE'].map(
    (table) => `arn:aws:dynamodb:${REGION}:${PLATFORM_ACCOUNT}:table/${Environment?.Variables?.[table]}`,
  );
  const iam = client(IAMClient, PLATFORM_ACCOUNT);
  const policy = { RoleName: outputs['WorkerRoleArn']!.split('/').at(-1)!, PolicyName: 'no-writes' };
  const Action = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((action) => `dynamodb:${action}`);
  const statement = { Effect: 'Deny', Action, Resource: resources };
  await iam.send(
    new PutRolePolicyCommand({ ...policy, PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }),
  );
  try {
    return await work();
  } finally {
    await iam.send(new DeleteRolePolicyCommand(policy));
  }
}

async function untilEnded(jobId: string): Promise<Job> {
  for (;;) {
    const [job] = lines(await muster('jobs', 'show', jobId)) as readonly Job[];
    if (job!.status !== 'queued' && job!.status !== 'in_progress') return job!;
    await sleep(1000);
  }
}

/** Waits until IAM has denied a write. */
async function denied(): Promise<void> {
  while (!emulator!.log().includes(DENIED)) await sleep(500);
}

const DENIED = 'with an explicit deny';

/** Resources of the platform's account of which ministack does not answer a detail. */
const UNREAD = 2;

/** @param unread how many resources have fields that could not be read */
function expectSame({ inventory }: Job['totals'], unread: number): void {
  const { resources = 0, unchanged } = inventory!.counts;
  expect(inventory!.counts).toEqual({ resources, added: 0, updated: 0, deleted: 0, restored: 0, unread, unchanged });
  expect(unchanged).toBe(resources);
}

describe('the deployed stack', () => {
  it('is the template of the repository but for the differences that are listed', () => {
    for (const { name } of DIFFERENCES) expect([name, changedPlaces[name]]).not.toEqual([name, 0]);
  });

  it('refuses requests whose signature is wrong', async () => {
    const wrong = { ...environment(PLATFORM_ACCOUNT), AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' };
    const { code, err } = await run(['bin/muster.ts', '--api', outputs['ApiUrl']!, 'accounts', 'list'], wrong);

    expect([code, err]).toEqual([2, expect.stringContaining('answered 403')]);
  });

  it('registers accounts', async () => {
    expect((await muster('accounts', 'add', MEMBER, PLATFORM_ACCOUNT)).code).toBe(0);
    const accounts = (lines(await muster('accounts', 'list')) as readonly { account_id: string }[]).map(({ account_id }) => account_id);
    expect(accounts.toSorted()).toEqual([`aws:${MEMBER}`, `aws:${PLATFORM_ACCOUNT}`]);
  });
});

describe('the first night', () => {
  it('reads all that ministack has of both accounts', async () => {
    const { job, incomplete } = await inventoried();
    const { totals } = job;

    expect(incomplete).toEqual(INCOMPLETE);
    const { added = 0, resources } = totals.inventory!.counts;
    expect(resources).toBe(added);
    const ids = async (type: string, account: string) =>
      (lines(await muster('resources', 'list', '--type', type, '--account', account)) as readonly { resource_id: string }[]).map(
        (row) => row.resource_id,
      );
    expect(await ids('AWS::SQS::Queue', MEMBER)).toEqual([queueUrl]);
    expect(await ids('AWS::EC2::SecurityGroup', MEMBER)).toContain(groupId);
    expect(await ids('AWS::Lambda::Function', PLATFORM_ACCOUNT)).toHaveLength(9);
  });

  it('finds what breaks policies', async () => {
    await completes('scan', 'run');

    const open = lines(await muster('findings', 'list', '--policy', 'aws.ec2.security-group-ssh-closed', '--status', 'open')) as readonly {
      resource_id: string;
    }[];
    expect(open.map(({ resource_id }) => resource_id)).toEqual([groupId]);
  });

  it('exports what it knows, for a reader to fetch', async () => {
    await completes('exports', 'run');

    const into = join(folder, 'night');
    const got = await muster('exports', 'get', 'newest', '--into', into);
    expect([got.code, got.err]).toEqual([0, '']);
    const rows = (await readFile(join(into, 'inventory.jsonl'), 'utf8')).split('\n').filter(Boolean);
    expect(rows.some((row) => row.includes(groupId))).toBe(true);
  });
});

describe('the second night', () => {
  it('finds everything unchanged', async () => {
    const { job, incomplete } = await inventoried();

    expect(incomplete).toEqual(INCOMPLETE);
    expectSame(job.totals, UNREAD);
  });

  it('writes nothing to resources and changes: it completes while IAM denies these writes', async () => {
    const { job, incomplete } = await withoutWrites(async () => await inventoried('--accounts', MEMBER));

    expect(incomplete).toEqual(INCOMPLETE);
    expectSame(job.totals, 0);
  });

  it('opens and resolves no finding if the job handler is invoked directly', async () => {
    const { Payload, FunctionError } = await client(LambdaClient, PLATFORM_ACCOUNT).send(
      new InvokeCommand({ FunctionName: outputs['JobHandlerFunction'], Payload: JSON.stringify({ operation: 'scan' }) }),
    );
    const { job_id } = JSON.parse(Buffer.from(Payload!).toString()) as { readonly job_id: string };
    expect(FunctionError).toBeUndefined();

    expect(await untilEnded(job_id)).toMatchObject({
      status: 'completed',
      totals: { scan: { counts: { opened: 0, reopened: 0, resolved: 0 } } },
    });
  });

  it('cannot write a change while IAM denies it, and writes it once as soon as IAM allows it', async () => {
    await setRetention(3600);
    const { job_id } = await withoutWrites(async () => {
      const [started] = lines(await muster('inventory', 'run', '--accounts', MEMBER)) as readonly { readonly job_id: string }[];
      await denied();
      return started!;
    });

    expect(await untilEnded(job_id)).toMatchObject({
      status: 'completed_with_errors',
      totals: { inventory: { counts: { added: 0, updated: 1, deleted: 0 } } },
    });
  });
});

it('logs no unexpected error', () => {
  const errors = emulator!
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{"level":"ERROR"') && !line.includes(DENIED));
  expect(errors).toEqual([]);
});
