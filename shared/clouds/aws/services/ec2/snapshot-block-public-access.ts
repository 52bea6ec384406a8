/** Whether snapshots of a region may be shared with everyone: `State` is `block-all-sharing`, `block-new-sharing` or `unblocked`. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::SnapshotBlockPublicAccess',
  kind: 'settings',
  list: single('GetSnapshotBlockPublicAccessState', '@'),
  id: word('snapshot-block-public-access'),
});
