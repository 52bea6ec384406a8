/** Amazon DocumentDB: document databases. They answer through the API of RDS and share its client, its permissions and its limit. */
import { defineService } from '../../types/define.ts';
import rds from '../rds/service.ts';

export default defineService({
  ...rds,
  id: 'docdb',
  api: 'rds',
  offered: { missing: ['us-west-1'] },
});
