/** How a client of the local tables says who calls. */
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * A signer for the local tables. They decide by the caller's name and check no signature, whose computation takes as long as all else that a client
 * does for a small request. The headers have the form that every DynamoDB wants.
 * @param accessKeyId the caller's name
 */
export const namedCaller =
  (accessKeyId: string): NonNullable<DynamoDBClientConfig['signer']> =>
  async () => ({
    sign: async (request) => {
      request.headers['x-amz-date'] = '20000101T000000Z';
      request.headers['authorization'] =
        `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20000101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none`;
      return request;
    },
  });
