/** Amazon Neptune: graph databases. The API of RDS serves them, so they share its client, its permissions and its limit. */
import { defineService } from '../../types/define.ts';
import rds from '../rds/service.ts';

export default defineService({
  ...rds,
  id: 'neptune',
  api: 'rds',
  offered: { missing: ['ap-southeast-7', 'eu-south-1', 'mx-central-1'] },
});
