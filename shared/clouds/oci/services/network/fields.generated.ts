/** Made by scripts/oci-fields.ts from the models of Oracle's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Drg": {"compartmentId":"t","defaultDrgRouteTables":"#oci-core.DefaultDrgRouteTables","defaultExportDrgRouteDistributionId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","timeCreated":"d"},
"InternetGateway": {"compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","isEnabled":"b","lifecycleState":"t","routeTableId":"t","systemTags":"{}{}*","timeCreated":"d","vcnId":"t"},
"LocalPeeringGateway": {"compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","isCrossTenancyPeering":"b","lifecycleState":"t","peerAdvertisedCidr":"t","peerAdvertisedCidrDetails":"[]t","peerId":"t","peeringStatus":"t","peeringStatusDetails":"t","routeTableId":"t","securityAttributes":"{}{}*","timeCreated":"d","vcnId":"t"},
"NatGateway": {"blockTraffic":"b","compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","natIp":"t","publicIpId":"t","routeTableId":"t","timeCreated":"d","vcnId":"t"},
"NetworkSecurityGroup": {"compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","rules":"[]#oci-core.SecurityRule","systemTags":"{}{}*","timeCreated":"d","vcnId":"t"},
"RouteTable": {"compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","routeRules":"[]#oci-core.RouteRule","systemTags":"{}{}*","timeCreated":"d","vcnId":"t"},
"SecurityList": {"compartmentId":"t","definedTags":"{}{}*","displayName":"t","egressSecurityRules":"[]#oci-core.EgressSecurityRule","freeformTags":"{}t","id":"t","ingressSecurityRules":"[]#oci-core.IngressSecurityRule","lifecycleState":"t","systemTags":"{}{}*","timeCreated":"d","vcnId":"t"},
"ServiceGateway": {"blockTraffic":"b","compartmentId":"t","definedTags":"{}{}*","displayName":"t","freeformTags":"{}t","id":"t","lifecycleState":"t","routeTableId":"t","services":"[]#oci-core.ServiceIdResponseDetails","timeCreated":"d","vcnId":"t"},
"Subnet": {"availabilityDomain":"t","cidrBlock":"t","compartmentId":"t","definedTags":"{}{}*","dhcpOptionsId":"t","displayName":"t","dnsLabel":"t","freeformTags":"{}t","id":"t","ipv4CidrBlocks":"[]t","ipv6CidrBlock":"t","ipv6CidrBlocks":"[]t","ipv6VirtualRouterIp":"t","lifecycleState":"t","prohibitInternetIngress":"b","prohibitPublicIpOnVnic":"b","routeTableId":"t","securityListIds":"[]t","subnetDomainName":"t","systemTags":"{}{}*","timeCreated":"d","vcnId":"t","virtualRouterIp":"t","virtualRouterMac":"t"},
"Vcn": {"byoipv6CidrBlocks":"[]t","cidrBlock":"t","cidrBlocks":"[]t","compartmentId":"t","defaultDhcpOptionsId":"t","defaultRouteTableId":"t","defaultSecurityListId":"t","definedTags":"{}{}*","displayName":"t","dnsLabel":"t","freeformTags":"{}t","id":"t","ipv6CidrBlocks":"[]t","ipv6PrivateCidrBlocks":"[]t","isZprOnly":"b","lifecycleState":"t","securityAttributes":"{}{}*","systemTags":"{}{}*","timeCreated":"d","vcnDomainName":"t"}
}, "shapes": {
"oci-core.DefaultDrgRouteTables": {"ipsecTunnel":"t","remotePeeringConnection":"t","vcn":"t","virtualCircuit":"t"},
"oci-core.EgressSecurityRule": {"description":"t","destination":"t","destinationType":"t","icmpOptions":"#oci-core.IcmpOptions","isStateless":"b","protocol":"t","tcpOptions":"#oci-core.TcpOptions","udpOptions":"#oci-core.UdpOptions"},
"oci-core.IcmpOptions": {"code":"n","type":"n"},
"oci-core.IngressSecurityRule": {"description":"t","icmpOptions":"#oci-core.IcmpOptions","isStateless":"b","protocol":"t","source":"t","sourceType":"t","tcpOptions":"#oci-core.TcpOptions","udpOptions":"#oci-core.UdpOptions"},
"oci-core.PortRange": {"max":"n","min":"n"},
"oci-core.RouteRule": {"cidrBlock":"t","description":"t","destination":"t","destinationType":"t","networkEntityId":"t","routeType":"t"},
"oci-core.SecurityRule": {"description":"t","destination":"t","destinationType":"t","direction":"t","icmpOptions":"#oci-core.IcmpOptions","id":"t","isStateless":"b","isValid":"b","protocol":"t","source":"t","sourceType":"t","tcpOptions":"#oci-core.TcpOptions","timeCreated":"d","udpOptions":"#oci-core.UdpOptions"},
"oci-core.ServiceIdResponseDetails": {"serviceId":"t","serviceName":"t"},
"oci-core.TcpOptions": {"destinationPortRange":"#oci-core.PortRange","sourcePortRange":"#oci-core.PortRange"},
"oci-core.UdpOptions": {"destinationPortRange":"#oci-core.PortRange","sourcePortRange":"#oci-core.PortRange"}
}}`) as ConfigFields;
