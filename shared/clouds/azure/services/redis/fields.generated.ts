/** Made by scripts/azure-fields.ts from the schemas of Azure's packages. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"Microsoft.Cache/redis": {"id":"t","identity":"#arm-rediscache.ManagedServiceIdentity","location":"t","name":"t","properties":"#Microsoft.Cache/redis.properties","tags":"{}t","type":"t","zones":"[]t"}
}, "shapes": {
"Microsoft.Cache/redis.properties": {"disableAccessKeyAuthentication":"b","enableNonSslPort":"b","hostName":"t","instances":"[]#arm-rediscache.RedisInstanceDetails","linkedServers":"[]#arm-rediscache.RedisLinkedServer","minimumTlsVersion":"t","port":"n","privateEndpointConnections":"[]#arm-rediscache.PrivateEndpointConnection","provisioningState":"t","publicNetworkAccess":"t","redisConfiguration":"#Microsoft.Cache/redis.properties.redisConfiguration","redisVersion":"t","replicasPerMaster":"n","replicasPerPrimary":"n","shardCount":"n","sku":"#arm-rediscache.Sku","sslPort":"n","staticIP":"t","subnetId":"t","tenantSettings":"{}t","updateChannel":"t","zonalAllocationPolicy":"t"},
"Microsoft.Cache/redis.properties.redisConfiguration": {"aad-enabled":"t","aof-backup-enabled":"t","authnotrequired":"t","maxclients":"t","maxfragmentationmemory-reserved":"t","maxmemory-delta":"t","maxmemory-policy":"t","maxmemory-reserved":"t","notify-keyspace-events":"t","preferred-data-archive-auth-method":"t","preferred-data-persistence-auth-method":"t","rdb-backup-enabled":"t","rdb-backup-frequency":"t","rdb-backup-max-snapshot-count":"t","storage-subscription-id":"t","zonal-configuration":"t","*":"*"},
"arm-rediscache.ManagedServiceIdentity": {"principalId":"t","tenantId":"t","type":"t","userAssignedIdentities":"{}#arm-rediscache.UserAssignedIdentity"},
"arm-rediscache.PrivateEndpoint": {"id":"t"},
"arm-rediscache.PrivateEndpointConnection": {"id":"t","name":"t","properties":"#arm-rediscache.PrivateEndpointConnection.properties","type":"t"},
"arm-rediscache.PrivateEndpointConnection.properties": {"privateEndpoint":"#arm-rediscache.PrivateEndpoint","privateLinkServiceConnectionState":"#arm-rediscache.PrivateLinkServiceConnectionState","provisioningState":"t"},
"arm-rediscache.PrivateLinkServiceConnectionState": {"actionsRequired":"t","description":"t","status":"t"},
"arm-rediscache.RedisInstanceDetails": {"isMaster":"b","isPrimary":"b","nonSslPort":"n","shardId":"n","sslPort":"n","zone":"t"},
"arm-rediscache.RedisLinkedServer": {"id":"t"},
"arm-rediscache.Sku": {"capacity":"n","family":"t","name":"t"},
"arm-rediscache.UserAssignedIdentity": {"clientId":"t","principalId":"t"}
}}`) as ConfigFields;
