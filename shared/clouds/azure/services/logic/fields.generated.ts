/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Logic/workflows": {"id":"t","identity":"#arm-logic.ManagedServiceIdentity","location":"t","name":"t","properties":"#Microsoft.Logic/workflows.properties","tags":"{}t","type":"t"}
}, "shapes": {
"Microsoft.Logic/workflows.properties": {"accessControl":"#arm-logic.FlowAccessControlConfiguration","changedTime":"d","createdTime":"d","endpointsConfiguration":"#arm-logic.FlowEndpointsConfiguration","integrationAccount":"#arm-logic.ResourceReference","integrationServiceEnvironment":"#arm-logic.ResourceReference","provisioningState":"t","sku":"#arm-logic.Sku","state":"t","version":"t"},
"arm-logic.FlowAccessControlConfiguration": {"actions":"#arm-logic.FlowAccessControlConfigurationPolicy","contents":"#arm-logic.FlowAccessControlConfigurationPolicy","triggers":"#arm-logic.FlowAccessControlConfigurationPolicy","workflowManagement":"#arm-logic.FlowAccessControlConfigurationPolicy"},
"arm-logic.FlowAccessControlConfigurationPolicy": {"allowedCallerIpAddresses":"[]#arm-logic.IpAddressRange","openAuthenticationPolicies":"#arm-logic.OpenAuthenticationAccessPolicies"},
"arm-logic.FlowEndpoints": {"accessEndpointIpAddresses":"[]#arm-logic.IpAddress","outgoingIpAddresses":"[]#arm-logic.IpAddress"},
"arm-logic.FlowEndpointsConfiguration": {"connector":"#arm-logic.FlowEndpoints","workflow":"#arm-logic.FlowEndpoints"},
"arm-logic.IpAddress": {"address":"t"},
"arm-logic.IpAddressRange": {"addressRange":"t"},
"arm-logic.ManagedServiceIdentity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-logic.UserAssignedIdentity"},
"arm-logic.OpenAuthenticationAccessPolicies": {"policies":"{}#arm-logic.OpenAuthenticationAccessPolicy"},
"arm-logic.OpenAuthenticationAccessPolicy": {"claims":"[]#arm-logic.OpenAuthenticationPolicyClaim","type":"t"},
"arm-logic.OpenAuthenticationPolicyClaim": {"name":"t","value":"t"},
"arm-logic.ResourceReference": {"id":"t","name":"t","type":"t"},
"arm-logic.Sku": {"name":"t","plan":"#arm-logic.ResourceReference"},
"arm-logic.UserAssignedIdentity": {"clientId":"t","principalId":"t"}
}}`) as ConfigFields;
