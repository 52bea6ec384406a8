/** Which fields, of those that are reads of their own and may fail by themselves, tell what a resource's relationships name. */

interface Told {
  readonly relation: string;
  /** Type of what is named. */
  readonly type: string;
  readonly by: string;
}

/** By the type of the resource that names. A test says that it is what the types make of their fields. */
export const RELATION_FIELDS: Readonly<Record<string, readonly Told[]>> = {
  'AWS::S3::Bucket': [
    { relation: 'logs_to', type: 'AWS::S3::Bucket', by: 'LoggingEnabled' },
    { relation: 'replicates_to', type: 'AWS::S3::Bucket', by: 'ReplicationConfiguration' },
    { relation: 'uses', type: 'AWS::IAM::Role', by: 'ReplicationConfiguration' },
    { relation: 'uses', type: 'AWS::KMS::Key', by: 'ServerSideEncryptionConfiguration' },
  ],
};

const NONE: readonly Told[] = [];

/** Whether an unread `field` of a resource of type `from` may have named something of type `target` by the relation. */
export const isToldBy = (from: string, field: string, relation: string, target: string): boolean =>
  (RELATION_FIELDS[from] ?? NONE).some((told) => told.by === field && told.relation === relation && told.type === target);

/** Whether an unread `field` may have been the reason of any relationship. */
export const isTelling = (from: string, field: string): boolean => (RELATION_FIELDS[from] ?? NONE).some(({ by }) => by === field);
