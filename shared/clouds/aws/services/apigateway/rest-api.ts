/** REST APIs of a region. */
import { arn, defineType, paged, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::RestApi',
  kind: 'api',
  list: paged('GetRestApis', 'items', { limit: 500 }, { permission: GET }),
  gone: ['NotFoundException'],
  id: 'id',
  nativeId: arn('/restapis/{id}', { account: false }),
  name: 'name',
  tags: 'tags',
  relationships: [uses('AWS::EC2::VPCEndpoint', 'endpointConfiguration.vpcEndpointIds[]')],
  // An update of the API sets them for a while.
  volatile: ['apiStatus', 'apiStatusMessage'],
  documents: ['policy'],
});
