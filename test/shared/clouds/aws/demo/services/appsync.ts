import { type Look, text } from '../said-of-services.ts';

const TYPE = 'AWS::AppSync::GraphQLApi';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  graphql_by_api_key: { type: TYPE, is: (api) => api['authenticationType'] === 'API_KEY' },
  graphql_without_field_logs: { type: TYPE, is: (api) => text(api['logConfig']).includes('"NONE"') },
  graphql_cache_unencrypted: { type: TYPE, is: (api) => text(api['ApiCache']).includes('"atRestEncryptionEnabled":false') },
};
