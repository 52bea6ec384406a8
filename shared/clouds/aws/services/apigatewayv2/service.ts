/** Amazon API Gateway, second API: HTTP and WebSocket APIs. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'apigatewayv2',
  sdk: '@aws-sdk/client-apigatewayv2',
  client: 'ApiGatewayV2Client',
  // Every read of it is the permission to GET a path: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
  permissions: 'apigateway',
  // Half of the limit of 10 a second (burst 40), which REST APIs share: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  limit: { perSecond: 5, burst: 20 },
});

/** The permission of all reads. */
export const GET = 'apigateway:GET';
