import { type Look, text } from '../said-of-services.ts';

const TYPE = 'AWS::Elasticsearch::Domain';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  elasticsearch_on_the_internet: { type: TYPE, is: (it) => it['VPCOptions'] === undefined },
  elasticsearch_unencrypted: { type: TYPE, is: (domain) => text(domain['EncryptionAtRestOptions']).includes('"Enabled":false') },
  elasticsearch_without_https: { type: TYPE, is: (domain) => text(domain['DomainEndpointOptions']).includes('"EnforceHTTPS":false') },
  elasticsearch_without_audit_log: {
    type: TYPE,
    is: (domain) => text(domain['LogPublishingOptions']).includes('"AUDIT_LOGS":{"Enabled":false'),
  },
  elasticsearch_on_one_node: { type: TYPE, is: (domain) => text(domain['ElasticsearchClusterConfig']).includes('"InstanceCount":1') },
};
