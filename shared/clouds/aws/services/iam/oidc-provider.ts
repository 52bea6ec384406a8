/** OpenID Connect identity providers of an account, with the audiences and thumbprints that it trusts. */
import { defineType, listed, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::OIDCProvider',
  kind: 'identity_provider',
  list: listed('ListOpenIDConnectProviders', 'OpenIDConnectProviderList'),
  describe: read('GetOpenIDConnectProvider', { OpenIDConnectProviderArn: 'Arn' }, '@'),
  gone: ['NoSuchEntityException'],
  id: 'Arn',
  nativeId: 'Arn',
  name: 'Url',
  tags: 'Tags',
});
