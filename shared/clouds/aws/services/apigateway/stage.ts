/** Stages of every REST API of a region. The names of stage variables are stored without their values, which may be secrets. */
import { arn, defineType, inside, listed, template, uses } from '../../types/define.ts';
import { GET } from './service.ts';

export default defineType({
  type: 'AWS::ApiGateway::Stage',
  kind: 'api',
  parents: 'AWS::ApiGateway::RestApi',
  inherit: { restApiId: 'id' },
  list: listed('GetStages', 'item', {}, { from: { restApiId: 'id' }, permission: GET }),
  id: template('{restApiId}/{stageName}'),
  nativeId: arn('/restapis/{restApiId}/stages/{stageName}', { account: false }),
  name: 'stageName',
  tags: 'tags',
  relationships: [
    inside('AWS::ApiGateway::RestApi', 'restApiId'),
    uses('AWS::ApiGateway::ClientCertificate', 'clientCertificateId'),
    // The ARN of a web ACL of WAF Classic has no scope before its name.
    { ...uses('AWS::WAFv2::WebACL', 'webAclArn'), byPrefix: { 'webacl/': 'AWS::WAFRegional::WebACL' } },
    {
      relation: 'logs_to',
      type: 'AWS::Logs::LogGroup',
      paths: ['accessLogSettings.destinationArn'],
      byPrefix: { 'deliverystream/': 'AWS::KinesisFirehose::DeliveryStream' },
    },
  ],
  // The cache is created and flushed for some minutes.
  volatile: ['cacheClusterStatus'],
  keysOnly: ['variables', 'canarySettings.stageVariableOverrides'],
});
