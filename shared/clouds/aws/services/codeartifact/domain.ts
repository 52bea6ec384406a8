/** Domains of an account in a region, in which its repositories of packages are, with their policies. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** A domain is named by its account too. */
const NAMED = { domain: 'name', domainOwner: 'owner' };

export default defineType({
  type: 'AWS::CodeArtifact::Domain',
  kind: 'container_registry',
  list: paged('ListDomains', 'domains', { maxResults: 1000 }),
  describe: read('DescribeDomain', NAMED, 'domain'),
  gone: ['ResourceNotFoundException'],
  id: 'arn',
  nativeId: 'arn',
  name: 'name',
  tags: 'Tags',
  relationships: [usesKey('encryptionKey')],
  batch: { Tags: tagsByArn('arn') },
  details: {
    // For a policy, the code means that none is set.
    Policy: read('GetDomainPermissionsPolicy', NAMED, 'policy.document', { absent: ['ResourceNotFoundException'] }),
  },
  // Each package that is published changes them.
  volatile: ['assetSizeBytes', 'repositoryCount'],
  documents: ['Policy'],
});
