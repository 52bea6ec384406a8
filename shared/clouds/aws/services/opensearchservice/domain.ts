/** Domains of a region that run OpenSearch. Those that run Elasticsearch are of the type `AWS::Elasticsearch::Domain`. */
import { defineType, inBatches, inside, listed, relation, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::OpenSearchService::Domain',
  kind: 'search_service',
  list: listed('ListDomainNames', 'DomainNames', { EngineType: 'OpenSearch' }),
  describe: inBatches('DescribeDomains', { DomainNames: 'DomainName' }, 5, 'DomainStatusList', { match: 'DomainName' }),
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
    relation('logs_to', 'AWS::Logs::LogGroup', 'LogPublishingOptions.*.CloudWatchLogsLogGroupArn'),
    usesKey('EncryptionAtRestOptions.KmsKeyId'),
  ],
  batch: { Tags: tagsByArn('ARN') },
  // They say what is going on at the moment. Whether there is an update of the software is not among them: policies ask for it.
  volatile: [
    'AutoTuneOptions.ErrorMessage',
    'AutoTuneOptions.State',
    'ChangeProgressDetails',
    'DomainProcessingStatus',
    'ModifyingProperties',
    'Processing',
    'ServiceSoftwareOptions.AutomatedUpdateDate',
    'ServiceSoftwareOptions.Cancellable',
    'ServiceSoftwareOptions.Description',
    'ServiceSoftwareOptions.UpdateStatus',
    'UpgradeProcessing',
  ],
  // The description of the identity provider takes up to a megabyte.
  drop: ['AdvancedSecurityOptions.SAMLOptions.Idp.MetadataContent'],
  documents: ['AccessPolicies'],
});
