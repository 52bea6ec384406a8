/** The forms of a permission: the verb and family of a policy statement, with or without a condition, or a role in an identity domain. */

/** The verbs of policies; each includes those before it. https://docs.oracle.com/iaas/Content/Identity/Reference/policyreference.htm */
export const VERBS = ['inspect', 'read', 'use', 'manage'] as const;

/** The permission that one policy statement gives. */
export interface Grant {
  readonly verb: (typeof VERBS)[number];
  readonly family: string;
  /** ` where request.permission='…'`: of all that the verb allows, only this; empty for all of it. */
  readonly condition: string;
}

const GRANT = /^(?<verb>[a-z]+) (?<family>[a-z][a-z-]*)(?<condition> where request\.permission='[A-Z_]+')?$/;

/** Undefined for a permission that no policy statement gives. */
export function grantOf(permission: string): Grant | undefined {
  const { verb: word, family, condition = '' } = GRANT.exec(permission)?.groups ?? {};
  const verb = VERBS.find((each) => each === word);
  return verb === undefined || family === undefined ? undefined : { verb, family, condition };
}

/** @param subject as a statement names it: `group muster`; `place` likewise: `compartment apps:web`, `tenancy` */
export const statementOf = ({ verb, family, condition }: Grant, subject: string, place: string): string =>
  `Allow ${subject} to ${verb} ${family} in ${place}${condition}`;

const DOMAIN_ROLE = /^domain role (?<role>.+)$/;

/** `Audit Administrator` for `domain role Audit Administrator`; undefined for what a policy statement gives. */
export const domainRoleOf = (permission: string): string | undefined => DOMAIN_ROLE.exec(permission)?.groups?.['role'];

/** The part of a message that says what the login may not do and what gives it the right. `where`: ` there`, or nothing. */
export function lackOf(permission: string, code: string, where: '' | ' there' = ''): string {
  const role = domainRoleOf(permission);
  if (role !== undefined)
    return `the login does not have the role ${role}${where} (${code}); give it this role in the identity domain, which no policy statement can do.`;
  const grant = grantOf(permission);
  const lacking = `the login may not ${grant ? `${grant.verb} ${grant.family}` : permission}${where} (${code})`;
  return grant
    ? `${lacking}; allow it with a policy statement such as "${statementOf(grant, 'group <group>', 'tenancy')}".`
    : `${lacking}.`;
}
