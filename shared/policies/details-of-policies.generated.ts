/** Made by scripts/generate.ts from the policy files. Do not edit. */
import type { NamedFields } from '../clouds/asked-details.ts';

// prettier-ignore
export const DETAILS_OF_POLICIES: NamedFields = {"AWS::S3::Bucket":["PolicyStatus","NotificationConfiguration","ObjectLockConfiguration"]};
