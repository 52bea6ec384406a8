/** Machines of a region that Systems Manager manages, in EC2 (`i-`) or elsewhere (`mi-`), without their addresses. */
import { arn, defineType, first, paged, relation, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SSM::ManagedInstance',
  kind: 'virtual_machine',
  list: paged('DescribeInstanceInformation', 'InstanceInformationList', { MaxResults: 50 }),
  id: 'InstanceId',
  nativeId: arn('managed-instance/{InstanceId}'),
  name: first('Name', 'ComputerName'),
  // One call reads the tags of one machine; those of instances of EC2 stand at the instance.
  tags: false,
  relationships: [
    // A machine elsewhere is no instance of EC2, but the managed instance itself.
    { ...relation('manages', 'AWS::EC2::Instance', 'InstanceId'), byPrefix: { 'mi-': 'AWS::SSM::ManagedInstance' } },
    uses('AWS::IAM::Role', 'IamRole'),
  ],
  // They change with every ping and association, or when AWS releases an agent.
  volatile: [
    'AssociationOverview',
    'AssociationStatus',
    'IsLatestVersion',
    'LastAssociationExecutionDate',
    'LastPingDateTime',
    'LastSuccessfulAssociationExecutionDate',
  ],
  drop: ['IPAddress'],
});
