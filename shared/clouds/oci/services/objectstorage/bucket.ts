import { callsOf, defineType, inside, uses } from '../../types/define.ts';
import { joined } from '../../types/texts.ts';

const objectstorage = callsOf('objectstorage');

export default defineType({
  type: 'Bucket',
  kind: 'bucket',
  list: objectstorage.list('/n/{namespace}/b', 'inspect buckets', { query: { compartmentId: '{compartment}', fields: 'tags' } }),
  describe: objectstorage.read('/n/{namespace}/b/{name}', 'read buckets'),
  id: joined('namespace', 'name'),
  name: 'name',
  relationships: [inside('Compartment', 'compartmentId'), uses('Key', 'kmsKeyId')],
});
