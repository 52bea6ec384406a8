/**
 * The calls and drops that web apps and their slots have in common. App settings, connection strings, credentials
 * and command lines may hold secrets: they are never asked for, and dropped where an answer has them.
 */
import { armRead, diagnosticSettings } from '../../types/define.ts';
import type { ReadCall } from '../../../types/definition.ts';

const VERSION = '2025-03-01';

/** The reads of an app; `permission` is that of its configuration. */
export const appDetails = (permission: string): Readonly<Record<string, ReadCall>> => ({
  config: armRead('config/web', VERSION, permission),
  authSettings: armRead('config/authsettingsV2', VERSION, permission),
  diagnosticSettings: diagnosticSettings(),
});

/**
 * The list's `siteConfig` is null but for a few members: `config` has it whole. `siteProperties`, which no schema knows, may hold app settings;
 * the states after it change by themselves.
 */
export const APP_DROPS = [
  'properties.siteConfig',
  'properties.siteProperties',
  'properties.functionExecutionUnitsCache',
  'properties.contentAvailabilityState',
  'properties.runtimeAvailabilityState',
  'properties.customDomainVerificationId',
  'config.properties.appSettings',
  'config.properties.connectionStrings',
  'config.properties.azureStorageAccounts',
  'config.properties.metadata',
  'config.properties.appCommandLine',
  'config.properties.experiments',
  'config.properties.publishingUsername',
  'config.properties.push',
  'config.id',
  'config.name',
  'config.type',
  'authSettings.id',
  'authSettings.name',
  'authSettings.type',
];

/** The members that the platform itself changes while an app runs. */
export const APP_VOLATILE = [
  'properties.lastModifiedTimeUtc',
  'properties.usageState',
  'properties.availabilityState',
  'properties.outboundIpAddresses',
  'properties.possibleOutboundIpAddresses',
  'properties.suspendedTill',
  'properties.slotSwapStatus',
  'properties.inProgressOperationId',
];
