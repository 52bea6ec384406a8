/** The IAM actions that Muster needs in an AWS account: those of every registered type, of a session itself, and of the check of a connection. */
import { CHECK_PERMISSION, SESSION_PERMISSIONS } from '../shared/clouds/aws/session-policy.ts';
import { AWS_TYPES } from '../shared/clouds/aws/types.generated.ts';

const typeActions = AWS_TYPES.flatMap((type) => type.permissions);

export const READ_ACTIONS: readonly string[] = [...new Set([...SESSION_PERMISSIONS, CHECK_PERMISSION, ...typeActions])].toSorted((a, b) =>
  a.localeCompare(b),
);
