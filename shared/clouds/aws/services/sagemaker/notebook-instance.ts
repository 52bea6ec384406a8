/** Notebook instances of a region, without the scripts that they start with. */
import { defineType, inside, paged, read, uses, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::SageMaker::NotebookInstance',
  kind: 'notebook',
  list: paged('ListNotebookInstances', 'NotebookInstances', { MaxResults: 100 }),
  describe: read('DescribeNotebookInstance', { NotebookInstanceName: 'NotebookInstanceName' }, '@'),
  id: 'NotebookInstanceName',
  nativeId: 'NotebookInstanceArn',
  name: 'NotebookInstanceName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'SubnetId'),
    uses('AWS::IAM::Role', 'RoleArn'),
    uses('AWS::EC2::NetworkInterface', 'NetworkInterfaceId'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[]'),
    usesKey('KmsKeyId'),
  ],
  batch: { Tags: tagsByArn('NotebookInstanceArn') },
});
