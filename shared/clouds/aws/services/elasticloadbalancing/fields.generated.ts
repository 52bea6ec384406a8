/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ElasticLoadBalancing::LoadBalancer": {"Attributes":"#LoadBalancerAttributes","AvailabilityZones":"[]t","BackendServerDescriptions":"[]#BackendServerDescription","CanonicalHostedZoneName":"t","CanonicalHostedZoneNameID":"t","CreatedTime":"d","DNSName":"t","HealthCheck":"#HealthCheck","Instances":"[]#Instance","ListenerDescriptions":"[]#ListenerDescription","LoadBalancerName":"t","Policies":"#Policies","PolicyDescriptions":"[]#PolicyDescription","Scheme":"t","SecurityGroups":"[]t","SourceSecurityGroup":"#SourceSecurityGroup","Subnets":"[]t","Tags":"[]#Tag","VPCId":"t"}
}, "shapes": {
"AccessLog": {"EmitInterval":"n","Enabled":"b","S3BucketName":"t","S3BucketPrefix":"t"},
"AdditionalAttribute": {"Key":"t","Value":"t"},
"AppCookieStickinessPolicy": {"CookieName":"t","PolicyName":"t"},
"BackendServerDescription": {"InstancePort":"n","PolicyNames":"[]t"},
"ConnectionDraining": {"Enabled":"b","Timeout":"n"},
"ConnectionSettings": {"IdleTimeout":"n"},
"CrossZoneLoadBalancing": {"Enabled":"b"},
"HealthCheck": {"HealthyThreshold":"n","Interval":"n","Target":"t","Timeout":"n","UnhealthyThreshold":"n"},
"Instance": {"InstanceId":"t"},
"LBCookieStickinessPolicy": {"CookieExpirationPeriod":"n","PolicyName":"t"},
"Listener": {"InstancePort":"n","InstanceProtocol":"t","LoadBalancerPort":"n","Protocol":"t","SSLCertificateId":"t"},
"ListenerDescription": {"Listener":"#Listener","PolicyNames":"[]t"},
"LoadBalancerAttributes": {"AccessLog":"#AccessLog","AdditionalAttributes":"[]#AdditionalAttribute","ConnectionDraining":"#ConnectionDraining","ConnectionSettings":"#ConnectionSettings","CrossZoneLoadBalancing":"#CrossZoneLoadBalancing"},
"Policies": {"AppCookieStickinessPolicies":"[]#AppCookieStickinessPolicy","LBCookieStickinessPolicies":"[]#LBCookieStickinessPolicy","OtherPolicies":"[]t"},
"PolicyAttributeDescription": {"AttributeName":"t","AttributeValue":"t"},
"PolicyDescription": {"PolicyAttributeDescriptions":"[]#PolicyAttributeDescription","PolicyName":"t","PolicyTypeName":"t"},
"SourceSecurityGroup": {"GroupName":"t","OwnerAlias":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
