/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import applicationGatewayFirewallPoliciesType from './application-gateway-firewall-policies.ts';
import applicationGatewaysType from './application-gateways.ts';
import applicationSecurityGroupsType from './application-security-groups.ts';
import azureFirewallsType from './azure-firewalls.ts';
import bastionHostsType from './bastion-hosts.ts';
import ddosProtectionPlansType from './ddos-protection-plans.ts';
import dnsZonesType from './dns-zones.ts';
import firewallPoliciesType from './firewall-policies.ts';
import flowLogsType from './flow-logs.ts';
import frontDoorFirewallPoliciesType from './front-door-firewall-policies.ts';
import loadBalancersType from './load-balancers.ts';
import natGatewaysType from './nat-gateways.ts';
import networkInterfacesType from './network-interfaces.ts';
import networkSecurityGroupsType from './network-security-groups.ts';
import networkWatchersType from './network-watchers.ts';
import privateDnsZonesType from './private-dns-zones.ts';
import privateEndpointsType from './private-endpoints.ts';
import publicIpAddressesType from './public-ip-addresses.ts';
import routeTablesType from './route-tables.ts';
import subnetsType from './subnets.ts';
import virtualNetworkGatewaysType from './virtual-network-gateways.ts';
import virtualNetworksType from './virtual-networks.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [applicationGatewayFirewallPoliciesType, applicationGatewaysType, applicationSecurityGroupsType, azureFirewallsType, bastionHostsType, ddosProtectionPlansType, dnsZonesType, firewallPoliciesType, flowLogsType, frontDoorFirewallPoliciesType, loadBalancersType, natGatewaysType, networkInterfacesType, networkSecurityGroupsType, networkWatchersType, privateDnsZonesType, privateEndpointsType, publicIpAddressesType, routeTablesType, subnetsType, virtualNetworkGatewaysType, virtualNetworksType] };
