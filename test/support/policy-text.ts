/** The text of a policy file as a user would write it, valid or not. */

interface Changes {
  readonly id?: string;
  readonly severity?: string;
  readonly pass?: string;
}

export const policyText = ({
  id = 's3.acceleration-off',
  severity = 'low',
  pass = 'config.AccelerateConfiguration == null',
}: Changes = {}): string =>
  `id: ${id}
title: S3 buckets are not accelerated
description: Acceleration costs more, and nobody asked for it.
severity: ${severity}
resource_type: AWS::S3::Bucket
pass: ${pass}
remediation:
  text: Suspend it.
  cli: aws s3api put-bucket-accelerate-configuration --bucket {resource_id} --accelerate-configuration Status=Suspended # {native_id}
frameworks: {}
tests:
  - name: not accelerated
    verdict: pass
    resource: {config: {AccelerateConfiguration: null}}
  - name: accelerated
    verdict: fail
    resource: {config: {AccelerateConfiguration: {Status: Enabled}}}
  - name: may not be read
    verdict: unknown
    resource: {unread: {AccelerateConfiguration: {permission: 's3:GetAccelerateConfiguration'}}}
`;
