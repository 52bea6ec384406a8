/** Repositories of packages of a region, with their upstreams, connections to public repositories and policies. Packages are not read. */
import { defineType, paged, read } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

/** A repository is named by its domain and the domain's account too. */
const NAMED = { domain: 'domainName', domainOwner: 'domainOwner', repository: 'name' };

export default defineType({
  type: 'AWS::CodeArtifact::Repository',
  kind: 'container_registry',
  list: paged('ListRepositories', 'repositories', { maxResults: 1000 }),
  describe: read('DescribeRepository', NAMED, 'repository'),
  gone: ['ResourceNotFoundException'],
  // Two domains may have repositories of the same name.
  id: 'arn',
  nativeId: 'arn',
  name: 'name',
  tags: 'Tags',
  batch: { Tags: tagsByArn('arn') },
  details: {
    // For a policy, the code means that none is set.
    Policy: read('GetRepositoryPermissionsPolicy', NAMED, 'policy.document', { absent: ['ResourceNotFoundException'] }),
  },
  // A package is searched in the upstreams one after the other.
  ordered: ['upstreams'],
  documents: ['Policy'],
});
