/** The permissions that reads lacked, as tasks' and jobs' rows list them: at most `MAX_NAMED`, so that a row stays small. */
import { z } from 'zod';

/** The most permissions that a row lists; they take about 3 KB. */
const MAX_NAMED = 100;

export const missingPermissionsShape = {
  missing_permissions: z.array(z.string()).readonly().describe(`Permissions that reads lacked; at most ${MAX_NAMED}.`),
  more_missing_permissions: z.literal(true).optional().describe('More permissions are missing than are listed.'),
};

export interface MissingPermissions {
  readonly missing_permissions: readonly string[];
  readonly more_missing_permissions?: true | undefined;
}

export function addMissingPermissions(a: MissingPermissions | undefined, b: MissingPermissions): MissingPermissions {
  const all = [...new Set([...(a?.missing_permissions ?? []), ...b.missing_permissions])].toSorted();
  const more = a?.more_missing_permissions === true || b.more_missing_permissions === true || all.length > MAX_NAMED;
  return { missing_permissions: all.slice(0, MAX_NAMED), ...(more && { more_missing_permissions: true }) };
}
