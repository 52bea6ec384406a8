/**
 * Stands between the platform and moto, and says "unsupported" in AWS's words where moto lacks an operation. moto itself answers with a page in HTML
 * and the status of a failed server, which Muster rightly tries again for minutes.
 */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { CODE, JSON_ERROR, JSON_HEADERS, startUnsupportedKinesis } from '../support/unsupported-kinesis.ts';

/** moto lacks the calls of these types. */
export const NOT_IN_MOTO = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Account::ContactInformation',
  'AWS::Amplify::App',
  'AWS::Amplify::Branch',
  'AWS::ApiGateway::ClientCertificate',
  'AWS::AppStream::Fleet',
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::Athena::WorkGroup',
  'AWS::Backup::Framework',
  'AWS::Backup::ProtectedResource',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::Prompt',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::CloudFrontOriginAccessIdentity',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudTrail::EventDataStore',
  'AWS::CloudWatch::MetricStream',
  'AWS::CodeArtifact::Domain',
  'AWS::CodeArtifact::Repository',
  'AWS::CodeBuild::ReportGroup',
  'AWS::CodeCommit::Repository',
  'AWS::Config::ConformancePack',
  'AWS::Connect::Instance',
  'AWS::DLM::LifecyclePolicy',
  'AWS::DMS::Certificate',
  'AWS::DirectConnect::VirtualInterface',
  'AWS::EC2::AllowedImagesSettings',
  'AWS::EC2::CapacityReservation',
  'AWS::EC2::ClientVpnEndpoint',
  'AWS::EC2::IPAM',
  'AWS::EC2::IPAMPool',
  'AWS::EC2::ImageBlockPublicAccess',
  'AWS::EC2::InstanceConnectEndpoint',
  'AWS::EC2::InstanceMetadataDefaults',
  'AWS::EC2::PlacementGroup',
  'AWS::EC2::ReservedInstances',
  'AWS::EC2::SerialConsoleAccess',
  'AWS::EC2::Snapshot',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::ECR::PullThroughCacheRule',
  'AWS::ECS::CapacityProvider',
  'AWS::EMR::SecurityConfiguration',
  'AWS::EMR::Studio',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::ElastiCache::UserGroup',
  'AWS::ElasticLoadBalancingV2::TrustStore',
  'AWS::EventSchemas::Registry',
  'AWS::Events::Endpoint',
  'AWS::FMS::Policy',
  'AWS::GlobalAccelerator::Accelerator',
  'AWS::IAM::OrganizationsFeatures',
  'AWS::InspectorV2::AccountStatus',
  'AWS::KafkaConnect::Connector',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::Lambda::CodeSigningConfig',
  'AWS::Lightsail::Database',
  'AWS::Lightsail::Instance',
  'AWS::Lightsail::StaticIp',
  'AWS::MSK::Configuration',
  'AWS::Macie::Session',
  'AWS::MemoryDB::ACL',
  'AWS::NetworkFirewall::FirewallPolicy',
  'AWS::NetworkFirewall::RuleGroup',
  'AWS::RDS::OptionGroup',
  'AWS::Redshift::EventSubscription',
  'AWS::RedshiftServerless::Namespace',
  'AWS::RedshiftServerless::Workgroup',
  'AWS::ResourceExplorer2::Index',
  'AWS::S3Express::DirectoryBucket',
  'AWS::SSM::Association',
  'AWS::SSM::InstanceCompliance',
  'AWS::SSM::ManagedInstance',
  'AWS::SSM::ServiceSetting',
  'AWS::SSMIncidents::ReplicationSet',
  'AWS::SSMIncidents::ResponsePlan',
  'AWS::SageMaker::MonitoringSchedule',
  'AWS::SecurityHub::ProductSubscription',
  'AWS::SecurityHub::Standard',
  'AWS::Shield::ProtectionGroup',
  'AWS::StorageGateway::Gateway',
  'AWS::StorageGateway::NFSFileShare',
  'AWS::StorageGateway::SMBFileShare',
  'AWS::Support::TrustedAdvisorCheck',
  'AWS::WellArchitected::Workload',
  'AWS::WorkSpaces::WorkspaceIpGroup',
];
/** The client puts the account before the name of the host, and 127.0.0.1 can have nothing before it. */
export const NOT_AT_AN_ADDRESS = ['AWS::S3::AccessPoint', 'AWS::S3::AccountPublicAccessBlock', 'AWS::S3::MultiRegionAccessPoint'];
/** moto fails in the regions where it does not have these services. */
export const NOT_IN_EVERY_REGION = ['AWS::DataPipeline::Pipeline', 'AWS::WorkSpaces::Directory', 'AWS::WorkSpaces::Workspace'];
/** The estate's accounts are in no organization, and moto says so when it is asked for these. */
export const WITHOUT_ORGANIZATION = ['AWS::Organizations::OrganizationalUnit', 'AWS::Organizations::Policy', 'AWS::Organizations::Root'];
/** AWS does not offer these services in every region. */
export const NOT_OFFERED = [
  'AWS::DocDB::DBCluster',
  'AWS::DocDB::DBClusterSnapshot',
  'AWS::DocDB::DBInstance',
  'AWS::Neptune::DBCluster',
  'AWS::Neptune::DBClusterSnapshot',
  'AWS::Neptune::DBInstance',
];

const S3_ERROR = `<Error><Code>${CODE}</Code><Message>moto lacks it.</Message></Error>`;
const XML = `<Response><Errors><Error><Code>${CODE}</Code><Message>moto lacks it.</Message></Error></Errors></Response>`;
const CLOUDFRONT_ERROR = `<ErrorResponse><Error><Code>${CODE}</Code><Message>moto lacks it.</Message></Error></ErrorResponse>`;
/** The paths of CloudFront begin with the version of its API. */
const CLOUDFRONT = '/2020-05-31/';

/** Caches have snapshots too, whose operation has the same name in another API. */
const VERSION_OF_EC2 = '2016-11-15';

export interface GapFiller {
  readonly url: string;
  readonly kinesisUrl: string;
  stop(): void;
}

export async function fillGaps(moto: string): Promise<GapFiller> {
  const proxy = createServer((incoming, outgoing) => {
    forward(incoming, outgoing, moto).catch(() => outgoing.destroy());
  });
  const kinesis = await startUnsupportedKinesis();
  return {
    url: await listening(proxy),
    kinesisUrl: kinesis.url,
    stop: () => {
      proxy.closeAllConnections();
      proxy.close();
      kinesis.stop();
    },
  };
}

async function forward(incoming: IncomingMessage, outgoing: ServerResponse, moto: string): Promise<void> {
  const { method, url, headers } = incoming;
  const body = await buffer(incoming);
  const query = body.subarray(0, 200).toString('latin1');
  const refuse = (): void => {
    if (query.startsWith('Action=')) outgoing.writeHead(400, { 'content-type': 'text/xml' }).end(XML);
    else if (url?.startsWith(CLOUDFRONT)) outgoing.writeHead(400, { 'content-type': 'text/xml' }).end(CLOUDFRONT_ERROR);
    else outgoing.writeHead(400, JSON_HEADERS).end(JSON_ERROR);
  };
  // moto lists every bucket as one of a single zone too.
  if (new URL(url ?? '/', moto).searchParams.get('x-id') === 'ListDirectoryBuckets') {
    outgoing.writeHead(400, { 'content-type': 'application/xml' }).end(S3_ERROR);
    return;
  }
  // moto gives everybody, in each region, the 1,300 snapshots below its images, also to who asks for their own only.
  if (query.startsWith('Action=DescribeSnapshots&') && query.includes(`Version=${VERSION_OF_EC2}`)) return refuse();
  // moto writes the times of a session of Macie in a form that the SDK does not take.
  if (url === '/macie') return refuse();
  // moto says of each workgroup that it was created at the time of the call.
  if (headers['x-amz-target'] === 'AmazonAthena.ListWorkGroups') return refuse();
  // moto lists Trusted Advisor's checks and has none of their results.
  if (String(headers['x-amz-target']).startsWith('AWSSupport_20130415.')) return refuse();
  // moto does not know some of the services that scale. Without them, both types would be read in part.
  if (String(headers['x-amz-target']).startsWith('AnyScaleFrontendService.')) return refuse();
  // moto answers with no status for accounts that never turned Inspector on. Inspector says that it is off.
  if (url === '/status/batch/get') return refuse();
  // moto fails for what it lacks as it does, now and then, where its threads get into each other's way, so that it is asked twice.
  const send = (attempt: number): void => {
    const sent = request(`${moto}${asKnown(url ?? '/')}`, { method, headers }, (answer) => {
      if (isPage(answer)) {
        answer.resume();
        if (attempt === 1) send(2);
        else refuse();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    sent.end(body);
  };
  send(1);
}

/** moto lists the query logs of a zone by its id with a prefix, which AWS's own client leaves out. */
const asKnown = (url: string): string =>
  url.replace('queryloggingconfig?hostedzoneid=', 'queryloggingconfig?hostedzoneid=%2Fhostedzone%2F');

const isPage = ({ statusCode = 0, headers }: IncomingMessage): boolean =>
  statusCode >= 400 && (headers['content-type'] ?? '').startsWith('text/html');

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address with one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
