/** Domains of a region that run Elasticsearch, without the metadata of their identity provider, which are long. */
import { defineType, inBatches, inside, listed, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Elasticsearch::Domain',
  kind: 'search_service',
  list: listed('ListDomainNames', 'DomainNames', { EngineType: 'Elasticsearch' }),
  describe: inBatches('DescribeElasticsearchDomains', { DomainNames: 'DomainName' }, 5, 'DomainStatusList', { match: 'DomainName' }),
  gone: ['ResourceNotFoundException'],
  id: 'DomainName',
  nativeId: 'ARN',
  name: 'DomainName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'VPCOptions.VPCId'),
    inside('AWS::EC2::Subnet', 'VPCOptions.SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'VPCOptions.SecurityGroupIds[]'),
    uses('AWS::IAM::Role', 'CognitoOptions.RoleArn'),
    uses('AWS::Cognito::UserPool', 'CognitoOptions.UserPoolId'),
    uses('AWS::CertificateManager::Certificate', 'DomainEndpointOptions.CustomEndpointCertificateArn'),
    usesKey('EncryptionAtRestOptions.KmsKeyId'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'LogPublishingOptions.*.CloudWatchLogsLogGroupArn'),
  ],
  batch: { Tags: tagsByArn('ARN') },
  // AWS updates the software of a domain, and a change of its settings is made step by step.
  volatile: [
    'ServiceSoftwareOptions',
    'ChangeProgressDetails',
    'Processing',
    'UpgradeProcessing',
    'DomainProcessingStatus',
    'ModifyingProperties',
    'AutoTuneOptions.State',
    'AutomatedSnapshotPauseOptions.State',
  ],
  drop: ['AdvancedSecurityOptions.SAMLOptions.Idp.MetadataContent'],
  documents: ['AccessPolicies'],
});
