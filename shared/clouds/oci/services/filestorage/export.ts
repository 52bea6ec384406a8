import { callsOf, defineType, uses } from '../../types/define.ts';

const filestorage = callsOf('filestorage');

export default defineType({
  type: 'Export',
  kind: 'other',
  list: filestorage.list('/exports', 'read export-sets'),
  describe: filestorage.read('/exports/{id}', 'read export-sets'),
  name: 'path',
  relationships: [uses('FileSystem', 'fileSystemId')],
});
