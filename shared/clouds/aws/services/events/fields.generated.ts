/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Events::Endpoint": {"Arn":"t","CreationTime":"d","Description":"t","EndpointId":"t","EndpointUrl":"t","EventBuses":"[]#EndpointEventBus","LastModifiedTime":"d","Name":"t","ReplicationConfig":"#ReplicationConfig","RoleArn":"t","RoutingConfig":"#RoutingConfig","State":"t","StateReason":"t"},
"AWS::Events::EventBus": {"Arn":"t","CreationTime":"d","DeadLetterConfig":"#DeadLetterConfig","Description":"t","KmsKeyIdentifier":"t","LastModifiedTime":"d","LogConfig":"#LogConfig","ManagedBy":"t","Name":"t","Policy":"*","Tags":"[]#Tag"}
}, "shapes": {
"DeadLetterConfig": {"Arn":"t"},
"EndpointEventBus": {"EventBusArn":"t"},
"FailoverConfig": {"Primary":"#Primary","Secondary":"#Secondary"},
"LogConfig": {"IncludeDetail":"t","Level":"t"},
"Primary": {"HealthCheck":"t"},
"ReplicationConfig": {"State":"t"},
"RoutingConfig": {"FailoverConfig":"#FailoverConfig"},
"Secondary": {"Route":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
