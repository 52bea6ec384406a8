/**
 * SAML identity providers of an account. Their metadata documents, of up to 10 MB, are not stored. The private keys that decrypt assertions are never
 * part of an answer; their ids are.
 */
import { defineType, lastPart, listed, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::SAMLProvider',
  kind: 'identity_provider',
  list: listed('ListSAMLProviders', 'SAMLProviderList'),
  describe: read('GetSAMLProvider', { SAMLProviderArn: 'Arn' }, '@'),
  gone: ['NoSuchEntityException'],
  id: 'Arn',
  nativeId: 'Arn',
  name: lastPart('Arn', 'saml-provider/'),
  tags: 'Tags',
  drop: ['SAMLMetadataDocument'],
});
