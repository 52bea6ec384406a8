/** AWS Elastic Beanstalk: environments. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'elasticbeanstalk',
  sdk: '@aws-sdk/client-elastic-beanstalk',
  client: 'ElasticBeanstalkClient',
  permissions: 'elasticbeanstalk',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
