import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  topic_unencrypted: { type: 'AWS::SNS::Topic', is: (topic) => topic['KmsMasterKeyId'] === undefined },
  topic_public_policy: { type: 'AWS::SNS::Topic', is: (topic) => !text(topic['Policy']).includes('AWS:SourceOwner') },
  subscription_plain_http: { type: 'AWS::SNS::Subscription', is: (subscription) => subscription['Protocol'] === 'http' },
};
