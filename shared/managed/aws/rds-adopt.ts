/** A database server that an inventory has found, as a managed resource. */
import { InvalidRequest } from '../../errors.ts';
import { majorOf } from '../differences.ts';
import type { JsonObject } from '../model.ts';
import { idOf, observationOf } from './rds-instance.ts';
import { RDS_ENGINES, type RdsActual, rdsConfig, type RdsConfig } from './rds-config.ts';

/** @throws InvalidRequest for a server that Muster's configuration cannot say */
export function adoptServer({ resource_id, config: found }: { readonly resource_id: string; readonly config: JsonObject }): {
  readonly provider_resource_id: string;
  readonly config: RdsConfig;
} {
  // An inventory stores the members of DescribeDBInstances as they came, so they are those of the SDK's type.
  const seen = observationOf({ ...found, DBInstanceIdentifier: resource_id });
  if (seen.state === 'absent') throw new TypeError('An inventoried instance is there.');
  const owner = found['DBClusterIdentifier'] ?? found['ReadReplicaSourceDBInstanceIdentifier'];
  if (typeof owner === 'string' && owner !== '')
    throw new InvalidRequest('resource', `resource: ${resource_id} belongs to ${owner}, and a database under management stands alone.`);
  // Without it, what is there would be taken for gone.
  if (typeof found['DbiResourceId'] !== 'string' || found['DbiResourceId'] === '')
    throw new InvalidRequest(
      'resource',
      `resource: the inventory does not have the id (DbiResourceId) of ${resource_id}; wait for the next one.`,
    );
  const named = Object.fromEntries(Object.entries(seen.actual).filter(([name]) => name in rdsConfig.shape));
  // Without a group of its own, the instance has the VPC's default one, which the configuration leaves to AWS.
  if (seen.actual.security_groups.length === 0) delete named['security_groups'];
  const parsed = rdsConfig.safeParse({ ...named, ...versionOf(seen.actual, found['AutoMinorVersionUpgrade'] === true) });
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ');
    throw new InvalidRequest(
      'resource',
      `resource: ${resource_id} cannot be managed as it is, because of its ${fields}; GET /managers/database tells what can be.`,
    );
  }
  return { provider_resource_id: idOf({ ...found, DBInstanceIdentifier: resource_id }), config: parsed.data };
}

/** Only the major version, if RDS raises the minor one by itself. */
function versionOf({ engine, version }: RdsActual, raisesMinor: boolean): { readonly version?: string } {
  const known = Object.entries(RDS_ENGINES).find(([name]) => name === engine)?.[1];
  if (version === undefined || !known) return {};
  return { version: raisesMinor ? majorOf(version, known.major) : version };
}
