/** What a connection to AWS says of how to log in. */
import { z } from 'zod';

export const awsConnectionSettings = z.strictObject({
  /** The role to take in each account, without its path. The deployment's own if absent. */
  role_name: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, "write the role's name without its path")
    .optional(),
  /** What the role's trust policy asks for. It identifies the deployment and is not a secret. */
  external_id: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'write 2 to 1224 letters, digits or any of +=,.@:/-_')
    .optional(),
});

export type AwsConnectionSettings = z.infer<typeof awsConnectionSettings>;

/** Leaves out what is undefined or empty. */
export const awsSettingsOf = (roleName: string | undefined, externalId: string | undefined): AwsConnectionSettings => ({
  ...(roleName && { role_name: roleName }),
  ...(externalId && { external_id: externalId }),
});
