/**
 * Functions of a region, in their newest version only. The names of environment variables are stored without their values,
 * which often hold secrets.
 */
import { defineType, inside, ofArns, paged, read, uses, usesKey } from '../../types/define.ts';

const NOT_FOUND = 'ResourceNotFoundException';

export default defineType({
  type: 'AWS::Lambda::Function',
  kind: 'function',
  list: paged('ListFunctions', 'Functions', { MaxItems: 50 }),
  // In other reads this code says "not set"; only in the read of tags does it mean that the function was deleted.
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
    usesKey('KMSKeyArn'),
    uses('AWS::Lambda::LayerVersion', 'Layers[].Arn'),
    ofArns('sqs:', uses('AWS::SQS::Queue', 'DeadLetterConfig.TargetArn')),
    ofArns('sns:', uses('AWS::SNS::Topic', 'DeadLetterConfig.TargetArn')),
  ],
  // The list answers these errors in the place of what it could not read: variables are encrypted by a key that the caller may not use.
  failures: [
    { error: 'Environment.Error', field: 'Environment.Variables', permission: 'kms:Decrypt' },
    { error: 'ImageConfigResponse.Error', field: 'ImageConfigResponse.ImageConfig', permission: 'kms:Decrypt' },
    { error: 'RuntimeVersionConfig.Error', field: 'RuntimeVersionConfig.RuntimeVersionArn', permission: 'lambda:GetFunctionConfiguration' },
  ],
  details: {
    Tags: read('ListTags', { Resource: 'FunctionArn' }, 'Tags'),
    Policy: read('GetPolicy', { FunctionName: 'FunctionName' }, 'Policy', { absent: [NOT_FOUND] }),
    FunctionUrlConfig: read('GetFunctionUrlConfig', { FunctionName: 'FunctionName' }, '@', { absent: [NOT_FOUND] }),
  },
  // A later layer overrides the earlier ones, and the words of a command line are ordered.
  ordered: ['Layers', 'ImageConfigResponse.ImageConfig.Command', 'ImageConfigResponse.ImageConfig.EntryPoint'],
  keysOnly: ['Environment.Variables'],
  documents: ['Policy'],
});
