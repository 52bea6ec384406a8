/** Made by scripts/rest-types.ts from the folders of services. Do not edit. */
import type { LoadedDefinitions } from '../../../types/loaded-definitions.ts';
import drgType from './drg.ts';
import internetGatewayType from './internet-gateway.ts';
import localPeeringGatewayType from './local-peering-gateway.ts';
import natGatewayType from './nat-gateway.ts';
import networkSecurityGroupType from './network-security-group.ts';
import routeTableType from './route-table.ts';
import securityListType from './security-list.ts';
import serviceGatewayType from './service-gateway.ts';
import subnetType from './subnet.ts';
import vcnType from './vcn.ts';
import service from './service.ts';

export const DEFINITIONS: LoadedDefinitions = { service, types: [drgType, internetGatewayType, localPeeringGatewayType, natGatewayType, networkSecurityGroupType, routeTableType, securityListType, serviceGatewayType, subnetType, vcnType] };
