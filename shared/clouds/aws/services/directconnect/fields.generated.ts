/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::DirectConnect::Connection": {"awsDevice":"t","awsDeviceV2":"t","awsLogicalDeviceId":"t","bandwidth":"t","connectionId":"t","connectionName":"t","connectionState":"t","encryptionMode":"t","hasLogicalRedundancy":"t","jumboFrameCapable":"b","lagId":"t","loaIssueTime":"d","location":"t","macSecCapable":"b","macSecKeys":"[]#AWS::DirectConnect::Connection.macSecKeys[]","ownerAccount":"t","partnerInterconnectMacSecCapable":"b","partnerName":"t","portEncryptionStatus":"t","providerName":"t","region":"t","tags":"[]#Tag","vlan":"n"},
"AWS::DirectConnect::VirtualInterface": {"addressFamily":"t","amazonAddress":"t","amazonSideAsn":"n","asn":"n","asnLong":"n","awsDeviceV2":"t","awsLogicalDeviceId":"t","bgpPeers":"[]#AWS::DirectConnect::VirtualInterface.bgpPeers[]","connectionId":"t","customerAddress":"t","directConnectGatewayId":"t","jumboFrameCapable":"b","location":"t","mtu":"n","ownerAccount":"t","region":"t","routeFilterPrefixes":"[]#RouteFilterPrefix","siteLinkEnabled":"b","tags":"[]#Tag","virtualGatewayId":"t","virtualInterfaceId":"t","virtualInterfaceName":"t","virtualInterfaceState":"t","virtualInterfaceType":"t","vlan":"n"}
}, "shapes": {
"AWS::DirectConnect::Connection.macSecKeys[]": {"secretARN":"t","startOn":"t","state":"t"},
"AWS::DirectConnect::VirtualInterface.bgpPeers[]": {"addressFamily":"t","amazonAddress":"t","asn":"n","asnLong":"n","awsDeviceV2":"t","awsLogicalDeviceId":"t","bgpPeerId":"t","bgpPeerState":"t","bgpStatus":"t","customerAddress":"t"},
"RouteFilterPrefix": {"cidr":"t"},
"Tag": {"key":"t","value":"t"}
}}`) as ConfigFields;
