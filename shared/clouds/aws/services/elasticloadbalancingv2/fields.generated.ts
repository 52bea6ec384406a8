/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ElasticLoadBalancingV2::ListenerRule": {"Actions":"[]#AWS::ElasticLoadBalancingV2::ListenerRule.Actions[]","Conditions":"[]#AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[]","IsDefault":"b","ListenerArn":"t","Priority":"t","RuleArn":"t","Tags":"[]#Tag","Transforms":"[]#RuleTransform"},
"AWS::ElasticLoadBalancingV2::Listener": {"AlpnPolicy":"[]t","Certificates":"[]#Certificate","DefaultActions":"[]#AWS::ElasticLoadBalancingV2::Listener.DefaultActions[]","ListenerArn":"t","LoadBalancerArn":"t","MutualAuthentication":"#MutualAuthenticationAttributes","Port":"n","Protocol":"t","SslPolicy":"t","Tags":"[]#Tag"},
"AWS::ElasticLoadBalancingV2::LoadBalancer": {"Attributes":"[]#LoadBalancerAttribute","AvailabilityZones":"[]#AvailabilityZone","CanonicalHostedZoneId":"t","CreatedTime":"d","CustomerOwnedIpv4Pool":"t","DNSName":"t","EnablePrefixForIpv6SourceNat":"t","EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic":"t","IpAddressType":"t","IpamPools":"#IpamPools","LoadBalancerArn":"t","LoadBalancerName":"t","Scheme":"t","SecurityGroups":"[]t","State":"#LoadBalancerState","Tags":"[]#Tag","Type":"t","VpcId":"t"},
"AWS::ElasticLoadBalancingV2::TargetGroup": {"HealthCheckEnabled":"b","HealthCheckIntervalSeconds":"n","HealthCheckPath":"t","HealthCheckPort":"t","HealthCheckProtocol":"t","HealthCheckTimeoutSeconds":"n","HealthyThresholdCount":"n","IpAddressType":"t","LoadBalancerArns":"[]t","Matcher":"#Matcher","Port":"n","Protocol":"t","ProtocolVersion":"t","Tags":"[]#Tag","TargetControlPort":"n","TargetGroupArn":"t","TargetGroupName":"t","TargetType":"t","UnhealthyThresholdCount":"n","VpcId":"t"},
"AWS::ElasticLoadBalancingV2::TrustStore": {"Name":"t","NumberOfCaCertificates":"n","Status":"t","Tags":"[]#Tag","TotalRevokedEntries":"n","TrustStoreArn":"t"}
}, "shapes": {
"AWS::ElasticLoadBalancingV2::Listener.DefaultActions[]": {"AuthenticateCognitoConfig":"#AuthenticateCognitoActionConfig","AuthenticateOidcConfig":"#AWS::ElasticLoadBalancingV2::Listener.DefaultActions[].AuthenticateOidcConfig","FixedResponseConfig":"#FixedResponseActionConfig","ForwardConfig":"#ForwardActionConfig","JwtValidationConfig":"#JwtValidationActionConfig","Order":"n","RedirectConfig":"#RedirectActionConfig","TargetGroupArn":"t","Type":"t"},
"AWS::ElasticLoadBalancingV2::Listener.DefaultActions[].AuthenticateOidcConfig": {"AuthenticationRequestExtraParams":"{}t","AuthorizationEndpoint":"t","ClientId":"t","Issuer":"t","OnUnauthenticatedRequest":"t","Scope":"t","SessionCookieName":"t","SessionTimeout":"n","TokenEndpoint":"t","UseExistingClientSecret":"b","UserInfoEndpoint":"t"},
"AWS::ElasticLoadBalancingV2::ListenerRule.Actions[]": {"AuthenticateCognitoConfig":"#AuthenticateCognitoActionConfig","AuthenticateOidcConfig":"#AWS::ElasticLoadBalancingV2::ListenerRule.Actions[].AuthenticateOidcConfig","FixedResponseConfig":"#FixedResponseActionConfig","ForwardConfig":"#ForwardActionConfig","JwtValidationConfig":"#JwtValidationActionConfig","Order":"n","RedirectConfig":"#RedirectActionConfig","TargetGroupArn":"t","Type":"t"},
"AWS::ElasticLoadBalancingV2::ListenerRule.Actions[].AuthenticateOidcConfig": {"AuthenticationRequestExtraParams":"{}t","AuthorizationEndpoint":"t","ClientId":"t","Issuer":"t","OnUnauthenticatedRequest":"t","Scope":"t","SessionCookieName":"t","SessionTimeout":"n","TokenEndpoint":"t","UseExistingClientSecret":"b","UserInfoEndpoint":"t"},
"AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[]": {"Field":"t","HostHeaderConfig":"#HostHeaderConditionConfig","HttpHeaderConfig":"#AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[].HttpHeaderConfig","HttpRequestMethodConfig":"#HttpRequestMethodConditionConfig","PathPatternConfig":"#PathPatternConditionConfig","QueryStringConfig":"#AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[].QueryStringConfig","RegexValues":"[]t","SourceIpConfig":"#SourceIpConditionConfig","Values":"[]t"},
"AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[].HttpHeaderConfig": {"HttpHeaderName":"t"},
"AWS::ElasticLoadBalancingV2::ListenerRule.Conditions[].QueryStringConfig": {},
"AuthenticateCognitoActionConfig": {"AuthenticationRequestExtraParams":"{}t","OnUnauthenticatedRequest":"t","Scope":"t","SessionCookieName":"t","SessionTimeout":"n","UserPoolArn":"t","UserPoolClientId":"t","UserPoolDomain":"t"},
"AvailabilityZone": {"LoadBalancerAddresses":"[]#LoadBalancerAddress","OutpostId":"t","SourceNatIpv6Prefixes":"[]t","SubnetId":"t","ZoneName":"t"},
"Certificate": {"CertificateArn":"t","IsDefault":"b"},
"FixedResponseActionConfig": {"ContentType":"t","MessageBody":"t","StatusCode":"t"},
"ForwardActionConfig": {"TargetGroupStickinessConfig":"#TargetGroupStickinessConfig","TargetGroups":"[]#TargetGroupTuple"},
"HostHeaderConditionConfig": {"RegexValues":"[]t","Values":"[]t"},
"HostHeaderRewriteConfig": {"Rewrites":"[]#RewriteConfig"},
"HttpRequestMethodConditionConfig": {"Values":"[]t"},
"IpamPools": {"Ipv4IpamPoolId":"t"},
"JwtValidationActionAdditionalClaim": {"Format":"t","Name":"t","Values":"[]t"},
"JwtValidationActionConfig": {"AdditionalClaims":"[]#JwtValidationActionAdditionalClaim","Issuer":"t","JwksEndpoint":"t"},
"LoadBalancerAddress": {"AllocationId":"t","IPv6Address":"t","IpAddress":"t","PrivateIPv4Address":"t"},
"LoadBalancerAttribute": {"Key":"t","Value":"t"},
"LoadBalancerState": {"Code":"t","Reason":"t"},
"Matcher": {"GrpcCode":"t","HttpCode":"t"},
"MutualAuthenticationAttributes": {"AdvertiseTrustStoreCaNames":"t","IgnoreClientCertificateExpiry":"b","Mode":"t","TrustStoreArn":"t","TrustStoreAssociationStatus":"t"},
"PathPatternConditionConfig": {"RegexValues":"[]t","Values":"[]t"},
"RedirectActionConfig": {"Host":"t","Path":"t","Port":"t","Protocol":"t","Query":"t","StatusCode":"t"},
"RewriteConfig": {"Regex":"t","Replace":"t"},
"RuleTransform": {"HostHeaderRewriteConfig":"#HostHeaderRewriteConfig","Type":"t","UrlRewriteConfig":"#UrlRewriteConfig"},
"SourceIpConditionConfig": {"IpAddressType":"t","Values":"[]t"},
"Tag": {"Key":"t","Value":"t"},
"TargetGroupStickinessConfig": {"DurationSeconds":"n","Enabled":"b"},
"TargetGroupTuple": {"TargetGroupArn":"t","Weight":"n"},
"UrlRewriteConfig": {"Rewrites":"[]#RewriteConfig"}
}}`) as ConfigFields;
