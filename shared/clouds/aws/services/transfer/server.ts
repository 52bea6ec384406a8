/** Servers for the transfer of files in a region, without their users. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Transfer::Server',
  kind: 'file_transfer',
  list: paged('ListServers', 'Servers', { MaxResults: 1000 }),
  describe: read('DescribeServer', { ServerId: 'ServerId' }, 'Server'),
  gone: ['ResourceNotFoundException'],
  id: 'ServerId',
  nativeId: 'Arn',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::VPC', 'EndpointDetails.VpcId'),
    inside('AWS::EC2::Subnet', 'EndpointDetails.SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'EndpointDetails.SecurityGroupIds[]'),
    uses('AWS::EC2::VPCEndpoint', 'EndpointDetails.VpcEndpointId'),
    uses('AWS::EC2::EIP', 'EndpointDetails.AddressAllocationIds[]'),
    uses('AWS::CertificateManager::Certificate', 'Certificate'),
    uses('AWS::Lambda::Function', 'IdentityProviderDetails.Function'),
    uses(
      'AWS::IAM::Role',
      'LoggingRole',
      'IdentityProviderDetails.InvocationRole',
      'WorkflowDetails.OnUpload[].ExecutionRole',
      'WorkflowDetails.OnPartialUpload[].ExecutionRole',
    ),
  ],
  volatile: ['UserCount'],
});
