/** Accelerators of an account: addresses that lead to endpoints in several regions. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::GlobalAccelerator::Accelerator',
  kind: 'cdn',
  list: paged('ListAccelerators', 'Accelerators', { MaxResults: 100 }),
  gone: ['AcceleratorNotFoundException'],
  id: 'AcceleratorArn',
  nativeId: 'AcceleratorArn',
  name: 'Name',
  tags: 'Tags',
  details: {
    Tags: read('ListTagsForResource', { ResourceArn: 'AcceleratorArn' }, 'Tags'),
    Attributes: read('DescribeAcceleratorAttributes', { AcceleratorArn: 'AcceleratorArn' }, 'AcceleratorAttributes', { optional: true }),
  },
  // A change is deployed for some minutes.
  volatile: ['Events', 'Status'],
});
