/** Amazon DocumentDB: document databases. The API of RDS serves them, so they share its client, its permissions and its limit. */
import { defineService } from '../../types/define.ts';
import rds from '../rds/service.ts';

export default defineService({
  ...rds,
  id: 'docdb',
  api: 'rds',
  offered: { missing: ['us-west-1'] },
});
