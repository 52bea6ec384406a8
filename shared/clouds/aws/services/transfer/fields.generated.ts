/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Transfer::Connector": {"AccessRole":"t","Arn":"t","As2Config":"#AWS::Transfer::Connector.As2Config","ConnectorId":"t","EgressConfig":"#DescribedConnectorEgressConfig","EgressType":"t","ErrorMessage":"t","IpAddressType":"t","LoggingRole":"t","SecurityPolicyName":"t","ServiceManagedEgressIpAddresses":"[]t","SftpConfig":"#SftpConnectorConfig","Status":"t","Tags":"[]#Tag","Url":"t"},
"AWS::Transfer::Server": {"Arn":"t","As2ServiceManagedEgressIpAddresses":"[]t","Certificate":"t","Domain":"t","EndpointDetails":"#EndpointDetails","EndpointType":"t","HostKeyFingerprint":"t","IdentityProviderDetails":"#IdentityProviderDetails","IdentityProviderType":"t","IpAddressType":"t","LoggingRole":"t","PostAuthenticationLoginBanner":"t","PreAuthenticationLoginBanner":"t","ProtocolDetails":"#ProtocolDetails","Protocols":"[]t","S3StorageOptions":"#S3StorageOptions","SecurityPolicyName":"t","ServerId":"t","State":"t","StructuredLogDestinations":"[]t","Tags":"[]#Tag","UserCount":"n","WorkflowDetails":"#WorkflowDetails"}
}, "shapes": {
"AWS::Transfer::Connector.As2Config": {"AsyncMdnConfig":"#As2AsyncMdnConnectorConfig","BasicAuthSecretId":"t","Compression":"t","EncryptionAlgorithm":"t","LocalProfileId":"t","MdnResponse":"t","MdnSigningAlgorithm":"t","PartnerProfileId":"t","PreserveContentType":"t","SigningAlgorithm":"t"},
"As2AsyncMdnConnectorConfig": {"ServerIds":"[]t","Url":"t"},
"DescribedConnectorEgressConfig": {"VpcLattice":"#DescribedConnectorVpcLatticeEgressConfig"},
"DescribedConnectorVpcLatticeEgressConfig": {"PortNumber":"n","ResourceConfigurationArn":"t"},
"EndpointDetails": {"AddressAllocationIds":"[]t","SecurityGroupIds":"[]t","SubnetIds":"[]t","VpcEndpointId":"t","VpcId":"t"},
"IdentityProviderDetails": {"DirectoryId":"t","Function":"t","InvocationRole":"t","SftpAuthenticationMethods":"t","Url":"t"},
"ProtocolDetails": {"As2Transports":"[]t","PassiveIp":"t","ProxyConfig":"#ProxyConfig","SetStatOption":"t","TlsSessionResumptionMode":"t"},
"ProxyConfig": {"SftpMode":"t"},
"S3StorageOptions": {"DirectoryListingOptimization":"t"},
"SftpConnectorConfig": {"MaxConcurrentConnections":"n","OrderedUserSecretVersionStages":"[]t","TrustedHostKeys":"[]t","UserSecretId":"t"},
"Tag": {"Key":"t","Value":"t"},
"WorkflowDetail": {"ExecutionRole":"t","WorkflowId":"t"},
"WorkflowDetails": {"OnPartialUpload":"[]#WorkflowDetail","OnUpload":"[]#WorkflowDetail"}
}}`) as ConfigFields;
