/** The local platform's SNS: makes the template's topics and the subscriptions of its queues in fauxqs. */
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { LOCAL_CLIENT } from './local-client.ts';
import type { SubscriptionModel, TopicModel } from './stack-model.ts';

/** Creates missing topics and subscriptions, gives existing ones the template's attributes, and ends subscriptions that the template does not have. */
export async function ensureTopics(
  endpoint: string,
  topics: readonly TopicModel[],
  subscriptions: readonly SubscriptionModel[],
): Promise<void> {
  if (topics.length === 0) return;
  const client = new SNSClient({ ...LOCAL_CLIENT, endpoint });
  try {
    await Promise.all(
      topics.map(async ({ name, arn }) => {
        await client.send(new CreateTopicCommand({ Name: name }));
        const wanted = subscriptions.filter(({ topicArn }) => topicArn === arn);
        await subscribe(client, arn, wanted);
      }),
    );
  } finally {
    client.destroy();
  }
}

async function subscribe(client: SNSClient, topicArn: string, wanted: readonly SubscriptionModel[]): Promise<void> {
  const { Subscriptions: present = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  for (const { SubscriptionArn, Endpoint } of present)
    if (!wanted.some(({ queueArn }) => queueArn === Endpoint)) await client.send(new UnsubscribeCommand({ SubscriptionArn }));
  for (const { queueArn, attributes } of wanted) {
    const known = present.find(({ Endpoint }) => Endpoint === queueArn)?.SubscriptionArn;
    const { SubscriptionArn = known } = known
      ? {}
      : await client.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, ReturnSubscriptionArn: true }));
    for (const [AttributeName, AttributeValue] of Object.entries(attributes))
      await client.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  }
}
