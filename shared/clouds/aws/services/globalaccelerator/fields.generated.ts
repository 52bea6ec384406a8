/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::GlobalAccelerator::Accelerator": {"AcceleratorArn":"t","Attributes":"#AcceleratorAttributes","CreatedTime":"d","DnsName":"t","DualStackDnsName":"t","Enabled":"b","Events":"[]#AcceleratorEvent","IpAddressType":"t","IpSets":"[]#IpSet","LastModifiedTime":"d","Name":"t","Status":"t","Tags":"[]#Tag"}
}, "shapes": {
"AcceleratorAttributes": {"FlowLogsEnabled":"b","FlowLogsS3Bucket":"t","FlowLogsS3Prefix":"t"},
"AcceleratorEvent": {"Message":"t","Timestamp":"d"},
"IpAddressDetail": {"IpAddress":"t","NetworkZone":"t"},
"IpSet": {"IpAddressDetails":"[]#IpAddressDetail","IpAddressFamily":"t","IpAddresses":"[]t","IpFamily":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
