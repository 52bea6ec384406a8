/** Whether what the SDK's models call sensitive is left out, whatever the definitions say of it. */
import { describe, expect, it } from '@jest/globals';
import { GeneratedAws } from './generated-aws.ts';
import { SENSITIVE } from './generated-values.ts';
import { GENERATABLE, readBy } from './reading.ts';

/** Members that a model calls sensitive although they hold settings and names, which policies and people need. */
const STORED: Readonly<Record<string, readonly string[]>> = {
  // Which objects and pages a source reads.
  'AWS::Bedrock::DataSource': [
    'dataSourceConfiguration.s3Configuration.inclusionPrefixes',
    'dataSourceConfiguration.webConfiguration.crawlerConfiguration.exclusionFilters',
    'dataSourceConfiguration.webConfiguration.crawlerConfiguration.inclusionFilters',
    'dataSourceConfiguration.webConfiguration.crawlerConfiguration.userAgent',
  ],
  // Names, texts for users, and what is done with a finding. The words that are blocked are left out.
  'AWS::Bedrock::Guardrail': [
    'blockedInputMessaging',
    'blockedOutputsMessaging',
    'contentPolicy.filters.inputAction',
    'contentPolicy.filters.inputModalities',
    'contentPolicy.filters.outputAction',
    'contentPolicy.filters.outputModalities',
    'contentPolicy.tier.tierName',
    'contextualGroundingPolicy.filters.action',
    'contextualGroundingPolicy.tier.tierName',
    'description',
    'failureRecommendations',
    'name',
    'statusReasons',
    'topicPolicy.tier.tierName',
    'topicPolicy.topics.inputAction',
    'topicPolicy.topics.name',
    'topicPolicy.topics.outputAction',
    'wordPolicy.managedWordLists.inputAction',
    'wordPolicy.managedWordLists.outputAction',
    'wordPolicy.words.inputAction',
    'wordPolicy.words.outputAction',
  ],
  // Which index holds the vectors.
  'AWS::Bedrock::KnowledgeBase': [
    'storageConfiguration.neptuneAnalyticsConfiguration.graphArn',
    'storageConfiguration.opensearchManagedClusterConfiguration.vectorIndexName',
    'storageConfiguration.s3VectorsConfiguration.indexArn',
    'storageConfiguration.s3VectorsConfiguration.indexName',
    'storageConfiguration.s3VectorsConfiguration.vectorBucketArn',
  ],
  'AWS::CloudFront::Distribution': ['Comment'],
  'AWS::Connect::Instance': ['InstanceAlias'],
  // The name of an account is how people know it; its mail address is not stored.
  'AWS::Organizations::Account': ['Name'],
  'AWS::Organizations::DelegatedAdministrator': ['Name'],
  'AWS::RedshiftServerless::Namespace': ['adminUsername'],
  // The ARN of a key.
  'AWS::S3Express::DirectoryBucket': ['ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault.KMSMasterKeyID'],
};

/** The paths below `value` whose texts or keys hold a value that was marked, without list steps. */
function marked(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return value.includes(SENSITIVE) ? [path.join('.')] : [];
  if (Array.isArray(value)) return value.flatMap((element) => marked(element, path));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => [...marked(name, [...path, name]), ...marked(member, [...path, name])]);
}

describe.each(GENERATABLE.map((read) => [read.type.type, read] as const))('a sensitive member of %s', (name, read) => {
  it('is not stored, unless it is known to be harmless', async () => {
    const found = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const aws = new GeneratedAws(read, { seed, items: 2, presence: seed === 1 ? 1 : 0.7 });
      for (const { config, tags, unread } of await readBy(read.type, aws)) {
        for (const path of [...marked(config), ...marked({ tags, unread })]) found.add(path);
      }
    }

    expect([...found].toSorted()).toEqual(STORED[name] ?? []);
  });
});
