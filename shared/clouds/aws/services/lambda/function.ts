/**
 * Functions of a region, their newest code only. Of environment variables the names are kept and the values are not:
 * they often hold secrets, which must never reach an export.
 */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

const NOT_FOUND = 'ResourceNotFoundException';

export default defineType({
  type: 'AWS::Lambda::Function',
  kind: 'function',
  list: paged('ListFunctions', 'Functions', { MaxItems: 50 }),
  // The tags read has no other reason to fail so; the other reads say it of what is not set.
  gone: [NOT_FOUND],
  id: 'FunctionName',
  nativeId: 'FunctionArn',
  name: 'FunctionName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'Role'),
    inside('AWS::EC2::VPC', 'VpcConfig.VpcId'),
    inside('AWS::EC2::Subnet', 'VpcConfig.SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'VpcConfig.SecurityGroupIds[]'),
    uses('AWS::KMS::Key', 'KMSKeyArn'),
    uses('AWS::Lambda::LayerVersion', 'Layers[].Arn'),
  ],
  details: {
    Tags: read('ListTags', { Resource: 'FunctionArn' }, 'Tags'),
    Policy: read('GetPolicy', { FunctionName: 'FunctionName' }, 'Policy', { absent: [NOT_FOUND] }),
    FunctionUrlConfig: read('GetFunctionUrlConfig', { FunctionName: 'FunctionName' }, '@', { absent: [NOT_FOUND] }),
  },
  // A later layer overlays the earlier ones; the words of a command line have their places.
  ordered: ['Layers', 'ImageConfigResponse.ImageConfig.Command', 'ImageConfigResponse.ImageConfig.EntryPoint'],
  keysOnly: ['Environment.Variables'],
  documents: ['Policy'],
});
