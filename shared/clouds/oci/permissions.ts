/** The policy statements that let a group read what Muster inventories in a tenancy of OCI. */
import type { ResourceType } from '../resource-type.ts';
import { domainRoleOf, type Grant, grantOf, statementOf, VERBS } from './access/permission-text.ts';
import { FRAME_PERMISSIONS } from './access/tenancy.ts';

type OciType = Pick<ResourceType, 'permissions' | 'scope'>;

export interface StatementOptions {
  /** The group as a statement names it: `group muster`, `dynamic-group workers`. */
  readonly subject: string;
  /** The compartments as a statement names them: `compartment apps:web`. If there are none, all statements are for the whole tenancy. */
  readonly compartments: readonly string[];
}

export interface OciPermissions {
  readonly statements: readonly string[];
  /** Roles in each identity domain. No policy statement gives them. */
  readonly domain_roles: readonly string[];
}

/**
 * One statement for each family of resources, with the least verb that its types need, and one for each condition beside it. What belongs to the tenancy
 * itself is read in the tenancy.
 * @throws TypeError for a permission that is neither part of a statement nor a domain role
 */
export function permissionsFor(types: readonly OciType[], { subject, compartments }: StatementOptions): OciPermissions {
  const grants = new Map<string, Grant>();
  const roles = new Set<string>();
  const ofTenancy = new Set<string>();
  const add = (permission: string, isOfTenancy: boolean): void => {
    const role = domainRoleOf(permission);
    if (role !== undefined) return void roles.add(role);
    const grant = grantOf(permission);
    if (!grant)
      throw new TypeError(`${JSON.stringify(permission)} is neither a verb and a family of a policy statement nor a domain role.`);
    const key = `${grant.family}${grant.condition}`;
    const known = grants.get(key);
    if (!known || rank(known) < rank(grant)) grants.set(key, grant);
    if (isOfTenancy) ofTenancy.add(grant.family);
  };
  for (const permission of FRAME_PERMISSIONS) add(permission, true);
  for (const { permissions, scope } of types) for (const permission of permissions) add(permission, scope === 'global');
  const statements = [...grants]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, grant]) => {
      const places = compartments.length === 0 || ofTenancy.has(grant.family) ? ['tenancy'] : compartments;
      return places.map((place) => statementOf(grant, subject, place));
    });
  return { statements, domain_roles: [...roles].toSorted() };
}

const rank = ({ verb }: Grant): number => VERBS.indexOf(verb);
