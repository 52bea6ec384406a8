/** Amazon DynamoDB: tables and their backups. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'dynamodb',
  sdk: '@aws-sdk/client-dynamodb',
  client: 'DynamoDBClient',
  permissions: 'dynamodb',
  // No limit is published for these reads; throttling of DescribeContinuousBackups is observed above 10 a second.
  limit: { perSecond: 40, burst: 80 },
  // ListBackups: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html
  limits: {
    ListBackups: { perSecond: 5, burst: 5 },
    DescribeContinuousBackups: { perSecond: 10, burst: 20 },
    ListTagsOfResource: { perSecond: 10, burst: 20 },
  },
});
