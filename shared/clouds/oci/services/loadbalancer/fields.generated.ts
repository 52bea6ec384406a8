/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"LoadBalancer": {"backendSets":"{}#oci-loadbalancer.BackendSet","certificates":"{}#oci-loadbalancer.Certificate","compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","hostnames":"{}#oci-loadbalancer.Hostname","id":"t","ipAddresses":"[]#oci-loadbalancer.IpAddress","ipMode":"t","isDeleteProtectionEnabled":"b","isPrivate":"b","isRequestIdEnabled":"b","lifecycleState":"t","listeners":"{}#oci-loadbalancer.Listener","networkSecurityGroupIds":"[]t","pathRouteSets":"{}#oci-loadbalancer.PathRouteSet","requestIdHeader":"t","routingPolicies":"{}#oci-loadbalancer.RoutingPolicy","ruleSets":"{}#oci-loadbalancer.RuleSet","securityAttributes":"{}{}*","shapeDetails":"#oci-loadbalancer.ShapeDetails","shapeName":"t","sslCipherSuites":"{}#oci-loadbalancer.SSLCipherSuite","subnetIds":"[]t","systemTags":"{}{}*","timeCreated":"d"},
"NetworkLoadBalancer": {"backendSets":"{}#oci-networkloadbalancer.BackendSet","compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","ipAddresses":"[]#oci-networkloadbalancer.IpAddress","isPreserveSourceDestination":"b","isPrivate":"b","isSymmetricHashEnabled":"b","lifecycleDetails":"t","lifecycleState":"t","listeners":"{}#oci-networkloadbalancer.Listener","networkSecurityGroupIds":"[]t","nlbIpVersion":"t","securityAttributes":"{}{}*","subnetId":"t","systemTags":"{}{}*","timeCreated":"d","timeUpdated":"d"}
}, "shapes": {
"oci-loadbalancer.Action": {"backendSetName":"t","name":"t"},
"oci-loadbalancer.Backend": {"backup":"b","drain":"b","ipAddress":"t","maxConnections":"n","name":"t","offline":"b","port":"n","weight":"n"},
"oci-loadbalancer.BackendSet": {"backendMaxConnections":"n","backends":"[]#oci-loadbalancer.Backend","healthChecker":"#oci-loadbalancer.HealthChecker","lbCookieSessionPersistenceConfiguration":"#oci-loadbalancer.LBCookieSessionPersistenceConfigurationDetails","name":"t","policy":"t","sessionPersistenceConfiguration":"#oci-loadbalancer.SessionPersistenceConfigurationDetails","sslConfiguration":"#oci-loadbalancer.SSLConfiguration"},
"oci-loadbalancer.Certificate": {"caCertificate":"t","certificateName":"t","publicCertificate":"t"},
"oci-loadbalancer.ConnectionConfiguration": {"backendTcpProxyProtocolOptions":"[]t","backendTcpProxyProtocolVersion":"n","idleTimeout":"n"},
"oci-loadbalancer.HealthChecker": {"intervalInMillis":"n","isForcePlainText":"b","port":"n","protocol":"t","responseBodyRegex":"t","retries":"n","returnCode":"n","timeoutInMillis":"n","urlPath":"t"},
"oci-loadbalancer.Hostname": {"hostname":"t","name":"t"},
"oci-loadbalancer.IpAddress": {"ipAddress":"t","isPublic":"b","reservedIp":"#oci-loadbalancer.ReservedIP"},
"oci-loadbalancer.IpMaxConnections": {"ipAddresses":"[]t","maxConnections":"n"},
"oci-loadbalancer.LBCookieSessionPersistenceConfigurationDetails": {"cookieName":"t","disableFallback":"b","domain":"t","isHttpOnly":"b","isSecure":"b","maxAgeInSeconds":"n","path":"t"},
"oci-loadbalancer.Listener": {"connectionConfiguration":"#oci-loadbalancer.ConnectionConfiguration","defaultBackendSetName":"t","hostnameNames":"[]t","name":"t","pathRouteSetName":"t","port":"n","protocol":"t","routingPolicyName":"t","ruleSetNames":"[]t","sslConfiguration":"#oci-loadbalancer.SSLConfiguration"},
"oci-loadbalancer.PathMatchType": {"matchType":"t"},
"oci-loadbalancer.PathRoute": {"backendSetName":"t","path":"t","pathMatchType":"#oci-loadbalancer.PathMatchType"},
"oci-loadbalancer.PathRouteSet": {"name":"t","pathRoutes":"[]#oci-loadbalancer.PathRoute"},
"oci-loadbalancer.RedirectUri": {"host":"t","path":"t","port":"n","protocol":"t","query":"t"},
"oci-loadbalancer.ReservedIP": {"id":"t"},
"oci-loadbalancer.RoutingPolicy": {"conditionLanguageVersion":"t","name":"t","rules":"[]#oci-loadbalancer.RoutingRule"},
"oci-loadbalancer.RoutingRule": {"actions":"[]#oci-loadbalancer.Action","condition":"t","name":"t"},
"oci-loadbalancer.Rule": {"action":"t","allowedMethods":"[]t","areInvalidCharactersAllowed":"b","conditions":"[]#oci-loadbalancer.RuleCondition","defaultMaxConnections":"n","description":"t","header":"t","httpLargeHeaderSizeInKB":"n","ipMaxConnections":"[]#oci-loadbalancer.IpMaxConnections","prefix":"t","redirectUri":"#oci-loadbalancer.RedirectUri","responseCode":"n","statusCode":"n","suffix":"t","value":"t"},
"oci-loadbalancer.RuleCondition": {"attributeName":"t","attributeValue":"t","operator":"t"},
"oci-loadbalancer.RuleSet": {"items":"[]#oci-loadbalancer.Rule","name":"t"},
"oci-loadbalancer.SSLCipherSuite": {"ciphers":"[]t","name":"t"},
"oci-loadbalancer.SSLConfiguration": {"certificateIds":"[]t","certificateName":"t","cipherSuiteName":"t","hasSessionResumption":"b","protocols":"[]t","serverOrderPreference":"t","trustedCertificateAuthorityIds":"[]t","verifyDepth":"n","verifyPeerCertificate":"b"},
"oci-loadbalancer.SessionPersistenceConfigurationDetails": {"cookieName":"t","disableFallback":"b"},
"oci-loadbalancer.ShapeDetails": {"maximumBandwidthInMbps":"n","minimumBandwidthInMbps":"n"},
"oci-networkloadbalancer.Backend": {"ipAddress":"t","isBackup":"b","isDrain":"b","isOffline":"b","name":"t","port":"n","targetId":"t","weight":"n"},
"oci-networkloadbalancer.BackendSet": {"areOperationallyActiveBackendsPreferred":"b","backends":"[]#oci-networkloadbalancer.Backend","healthChecker":"#oci-networkloadbalancer.HealthChecker","ipVersion":"t","isFailOpen":"b","isInstantFailoverEnabled":"b","isInstantFailoverTcpResetEnabled":"b","isPreserveSource":"b","name":"t","policy":"t"},
"oci-networkloadbalancer.DnsHealthCheckerDetails": {"domainName":"t","queryClass":"t","queryType":"t","rcodes":"[]t","transportProtocol":"t"},
"oci-networkloadbalancer.HealthChecker": {"dns":"#oci-networkloadbalancer.DnsHealthCheckerDetails","intervalInMillis":"n","port":"n","protocol":"t","requestData":"t","responseBodyRegex":"t","responseData":"t","retries":"n","returnCode":"n","timeoutInMillis":"n","urlPath":"t"},
"oci-networkloadbalancer.IpAddress": {"ipAddress":"t","ipVersion":"t","isPublic":"b","reservedIp":"#oci-networkloadbalancer.ReservedIP"},
"oci-networkloadbalancer.Listener": {"defaultBackendSetName":"t","ipVersion":"t","isPpv2Enabled":"b","l3IpIdleTimeout":"n","name":"t","port":"n","protocol":"t","tcpIdleTimeout":"n","udpIdleTimeout":"n"},
"oci-networkloadbalancer.ReservedIP": {"id":"t"}
}}`) as ConfigFields;
