/** The settings of a connection to AWS. */
import { z } from 'zod';

export const awsConnectionSettings = z.strictObject({
  /** The role to assume in each account, without its path; the deployment's role name if absent. */
  role_name: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, "write the role's name without its path")
    .optional(),
  /** The external id that the role's trust policy requires. It identifies the deployment and is not a secret. */
  external_id: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'write 2 to 1224 letters, digits or any of +=,.@:/-_')
    .optional(),
});

export type AwsConnectionSettings = z.infer<typeof awsConnectionSettings>;

/** Leaves out values that are undefined or empty. */
export const awsSettingsOf = (roleName: string | undefined, externalId: string | undefined): AwsConnectionSettings => ({
  ...(roleName && { role_name: roleName }),
  ...(externalId && { external_id: externalId }),
});
