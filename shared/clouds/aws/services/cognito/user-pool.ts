/**
 * User pools of a region: how people sign up and sign in. The users themselves are not read. Mail addresses of senders and the secret by which a role
 * trusts Cognito are not stored.
 */
import { arn, defineType, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Cognito::UserPool',
  kind: 'identity_provider',
  list: paged('ListUserPools', 'UserPools', { MaxResults: 60 }),
  describe: read('DescribeUserPool', { UserPoolId: 'Id' }, 'UserPool'),
  gone: ['ResourceNotFoundException'],
  id: 'Id',
  nativeId: arn('userpool/{Id}'),
  name: 'Name',
  tags: 'UserPoolTags',
  relationships: [
    usesKey('LambdaConfig.KMSKeyID', 'KeyConfiguration.KmsKeyArn'),
    uses('AWS::IAM::Role', 'SmsConfiguration.SnsCallerArn'),
    uses('AWS::SES::EmailIdentity', 'EmailConfiguration.SourceArn'),
    uses(
      'AWS::Lambda::Function',
      'LambdaConfig.PreSignUp',
      'LambdaConfig.CustomMessage',
      'LambdaConfig.PostConfirmation',
      'LambdaConfig.PreAuthentication',
      'LambdaConfig.PostAuthentication',
      'LambdaConfig.DefineAuthChallenge',
      'LambdaConfig.CreateAuthChallenge',
      'LambdaConfig.VerifyAuthChallengeResponse',
      'LambdaConfig.PreTokenGeneration',
      'LambdaConfig.UserMigration',
      'LambdaConfig.PreTokenGenerationConfig.LambdaArn',
      'LambdaConfig.CustomSMSSender.LambdaArn',
      'LambdaConfig.CustomEmailSender.LambdaArn',
      'LambdaConfig.InboundFederation.LambdaArn',
    ),
  ],
  // A count of people, and what went wrong with the last message to one of them.
  volatile: ['EstimatedNumberOfUsers', 'SmsConfigurationFailure', 'EmailConfigurationFailure'],
  drop: ['EmailConfiguration.ReplyToEmailAddress', 'EmailConfiguration.From', 'SmsConfiguration.ExternalId'],
});
