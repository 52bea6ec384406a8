/** What Muster may do in an AWS account: the reads of every registered type, and what it takes to know where to read. */
import { SESSION_PERMISSIONS } from '../shared/clouds/aws/session-policy.ts';
import { AWS_TYPES } from '../shared/clouds/aws/types.generated.ts';

const typeActions = AWS_TYPES.flatMap((type) => type.permissions);

export const READ_ACTIONS: readonly string[] = [...new Set([...SESSION_PERMISSIONS, ...typeActions])].toSorted((a, b) =>
  a.localeCompare(b),
);
