/** Amazon API Gateway, first API: REST APIs, custom domain names, and keys with their usage plans. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'apigateway',
  sdk: '@aws-sdk/client-api-gateway',
  client: 'APIGatewayClient',
  // Every read of it is the permission to GET a path: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
  permissions: 'apigateway',
  // Half of the limit of 10 a second (burst 40), which HTTP APIs share; GetResources five in two seconds:
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  limit: { perSecond: 5, burst: 20 },
  limits: { GetResources: { perSecond: 2.5, burst: 5 } },
});

/** The permission of all reads. */
export const GET = 'apigateway:GET';
