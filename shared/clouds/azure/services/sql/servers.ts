/** Logical SQL servers with their auditing, encryption, firewall, administrators and Defender settings. */
import { armList, armRead, armReadAll, armType, relation, uses } from '../../types/define.ts';

const permission = (part: string): string => `Microsoft.Sql/servers/${part}/read`;

export default armType({
  type: 'Microsoft.Sql/servers',
  kind: 'database_server',
  list: armList('Microsoft.Sql/servers', '2022-08-01-preview'),
  tags: 'tags',
  details: {
    auditingSettings: armRead('auditingSettings/default', '2021-11-01-preview', permission('auditingSettings')),
    encryptionProtector: armRead('encryptionProtector/current', '2020-11-01-preview', permission('encryptionProtector')),
    firewallRules: armReadAll('firewallRules', '2020-11-01-preview', permission('firewallRules')),
    administrators: armReadAll('administrators', '2020-11-01-preview', permission('administrators')),
    securityAlertPolicy: armRead('securityAlertPolicies/default', '2020-11-01-preview', permission('securityAlertPolicies'), {
      optional: true,
    }),
    vulnerabilityAssessment: armRead('vulnerabilityAssessments/default', '2020-11-01-preview', permission('vulnerabilityAssessments'), {
      optional: true,
    }),
    virtualNetworkRules: armReadAll('virtualNetworkRules', '2020-11-01-preview', permission('virtualNetworkRules'), { optional: true }),
  },
  relationships: [
    uses('Microsoft.Network/virtualNetworks/subnets', 'virtualNetworkRules[].properties.virtualNetworkSubnetId'),
    uses('Microsoft.ManagedIdentity/userAssignedIdentities', 'properties.primaryUserAssignedIdentityId'),
    relation('reached_by', 'Microsoft.Network/privateEndpoints', 'properties.privateEndpointConnections[].properties.privateEndpoint.id'),
  ],
  drop: [
    'properties.administratorLoginPassword',
    'auditingSettings.properties.storageAccountAccessKey',
    'securityAlertPolicy.properties.storageAccountAccessKey',
    'vulnerabilityAssessment.properties.storageAccountAccessKey',
    'vulnerabilityAssessment.properties.storageContainerSasKey',
  ],
});
