/** How messages name a permission that the login lacks: the verb and family of a policy statement, or a role in an identity domain. */

const DOMAIN_ROLE = /^domain role (?<role>.+)$/;

/** `Audit Administrator` for `domain role Audit Administrator`; undefined for what a policy statement gives. */
export const domainRoleOf = (permission: string): string | undefined => DOMAIN_ROLE.exec(permission)?.groups?.['role'];

/** The part of a message that says what the login may not do and what gives it the right. `where`: ` there`, or nothing. */
export function lackOf(permission: string, code: string, where: '' | ' there' = ''): string {
  const role = domainRoleOf(permission);
  return role === undefined
    ? `the login may not ${permission}${where} (${code}); allow it with a policy statement such as "Allow group <group> to ${permission} in tenancy".`
    : `the login does not have the role ${role}${where} (${code}); give it this role in the identity domain, which no policy statement can do.`;
}
