import { describe, expect, it } from '@jest/globals';
import { importsIn } from '../../lib/sdk-parts.ts';

describe('importsIn', () => {
  it('finds the names that a module imports from clients, as the clients call them', () => {
    const code = [
      "import { SNSClient, ListTopicsCommand as list } from '@aws-sdk/client-sns';",
      "import type { Topic } from '@aws-sdk/client-sns';",
      "import {\n  type Account,\n  paginateListAccounts,\n} from '@aws-sdk/client-organizations';",
      "import { marshall } from '@aws-sdk/util-dynamodb';",
    ].join('\n');

    expect(importsIn(code)).toEqual([
      { client: '@aws-sdk/client-sns', name: 'SNSClient' },
      { client: '@aws-sdk/client-sns', name: 'ListTopicsCommand' },
      { client: '@aws-sdk/client-organizations', name: 'paginateListAccounts' },
    ]);
  });
});
