/** Checks the ids, ARNs and relationships that a type gives to the resources of the demo estate. */
import { expect } from '@jest/globals';
import { GLOBAL_SEGMENT } from '../../../../../shared/clouds/cloud.ts';
import { ACCOUNT, fetchAll, REGION, typeCalled } from './sampled-aws.ts';

/** The expected ids of a type's resources, written independently of its definition. */
export interface Identity {
  readonly type: string;
  /** The ARN of every resource after `arn:aws:`, with `<region>` and `<account>`, as a regular expression; null if the type has no ARNs. */
  readonly arn: string | null;
  /** A resource's id, as a regular expression. */
  readonly id: string;
  /** All that the resources of the samples relate to: `in AWS::EC2::VPC`. */
  readonly relations?: readonly string[];
}

export async function expectIdentity({ type, arn, id, relations = [] }: Identity): Promise<void> {
  const resources = await fetchAll(typeCalled(type));
  expect(resources.length).toBeGreaterThan(0);
  const found = new Set(resources.flatMap((each) => each.relationships.map(({ relation, type: to }) => `${relation} ${to}`)));
  expect([...found].toSorted()).toEqual(relations.toSorted());
  const pattern = `^arn:aws:${arn?.replaceAll('<region>', REGION).replaceAll('<account>', ACCOUNT) ?? ''}$`;
  for (const { resource_id, native_id } of resources) {
    expect(resource_id).toMatch(new RegExp(`^${id}$`));
    expect(resource_id).not.toContain(`:${GLOBAL_SEGMENT}:`);
    if (arn === null) expect(native_id).toBeNull();
    else if (native_id !== null) expect(native_id).toMatch(new RegExp(pattern));
  }
  if (arn !== null) expect(resources.some(({ native_id }) => native_id !== null)).toBe(true);
  expect(new Set(resources.map(({ resource_id }) => resource_id)).size).toBe(resources.length);
}
