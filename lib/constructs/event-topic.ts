/** The topic that Muster sends its events to. Whoever is to be told subscribes a queue (`event-subscriber.ts`, docs/events.md). */
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { deploymentOf } from './deployment.ts';
import type { MusterFunction } from './muster-function.ts';

export interface EventTopicProps {
  /** Findings of this severity, and of graver ones, cause events. */
  readonly findingSeverity: string;
}

export class EventTopic extends Construct {
  readonly topic: Topic;
  readonly #props: EventTopicProps;

  constructor(scope: Construct, id: string, props: EventTopicProps) {
    super(scope, id);
    this.#props = props;
    // AWS's own key for SNS costs nothing, and the account's functions may use it through SNS. Deliveries to a queue do not need it.
    this.topic = new Topic(this, 'Topic', {
      topicName: `${Stack.of(this).stackName.toLowerCase()}-events`,
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
      enforceSSL: true,
    });
    new CfnOutput(this, 'TopicArn', { value: this.topic.topicArn, description: 'Subscribe a queue to this topic to receive events.' });
  }

  /** Lets the function send what its writes cause. */
  givePublish(target: MusterFunction): void {
    target.addEnvironment('EVENTS_TOPIC', this.topic.topicArn);
    target.addEnvironment('MUSTER_DEPLOYMENT', deploymentOf(this));
    target.addEnvironment('MUSTER_EVENT_SEVERITY', this.#props.findingSeverity);
    target.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }));
  }
}
