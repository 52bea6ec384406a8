/** Amazon SNS: topics and their subscriptions. */
import { defineService } from '../../types/define.ts';
import { TAGGING } from '../../types/tagging-api.ts';

export default defineService({
  id: 'sns',
  sdk: '@aws-sdk/client-sns',
  client: 'SNSClient',
  permissions: 'sns',
  // https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html (each list by itself); no limit is published for GetTopicAttributes.
  limit: { perSecond: 30, burst: 30 },
  apis: [TAGGING],
});
