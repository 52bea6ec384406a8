/** Identity pools of a region, which give credentials of AWS to people who signed in elsewhere, or to everybody. */
import { arn, defineType, paged, read, uses } from '../../types/define.ts';
import { IDENTITIES } from './service.ts';

export default defineType({
  type: 'AWS::Cognito::IdentityPool',
  kind: 'identity_provider',
  list: paged('ListIdentityPools', 'IdentityPools', { MaxResults: 60 }, { api: IDENTITIES.id }),
  describe: read('DescribeIdentityPool', { IdentityPoolId: 'IdentityPoolId' }, '@', { api: IDENTITIES.id }),
  gone: ['ResourceNotFoundException'],
  id: 'IdentityPoolId',
  nativeId: arn('identitypool/{IdentityPoolId}', { service: 'cognito-identity' }),
  name: 'IdentityPoolName',
  tags: 'IdentityPoolTags',
  relationships: [
    uses('AWS::Cognito::UserPoolClient', 'CognitoIdentityProviders[].ClientId'),
    uses('AWS::IAM::OIDCProvider', 'OpenIdConnectProviderARNs[]'),
    uses('AWS::IAM::SAMLProvider', 'SamlProviderARNs[]'),
  ],
});
