/** Where the pages of policies, types and frameworks are. */

/** `aws.s3.bucket-versioning-enabled` → `policies/aws/s3/bucket-versioning-enabled.md` */
export const policyPath = (id: string): string => `policies/${id.replaceAll('.', '/')}.md`;

/** `AWS::S3::Bucket` → `types/aws/s3/bucket.md`; `Microsoft.Sql/servers` → `types/microsoft.sql/servers.md` */
export const typePath = (type: string): string => `types/${type.toLowerCase().replaceAll('::', '/')}.md`;

export const frameworkPath = (id: string): string => `frameworks/${id}.md`;

/** The anchor of a control on its framework's page. */
export const controlAnchor = (control: string): string => `control-${control.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

/** The service of a policy or type: `aws.s3`. */
export const serviceOfPolicy = (id: string): string => id.split('.').slice(0, -1).join('.');
