/** Tags as a large organization has them: a standard that most resources keep, some half, some not at all. */
import { MAIL_DOMAIN, type Blueprint } from './blueprint.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** `resource` is unique in the account; it decides which tags are missing, and which change on the second day. */
export function tagMap(blueprint: Blueprint, resource: string, name?: string): Record<string, string> {
  const { draw, profile, owner, costCenter, today } = blueprint;
  const tags: Record<string, string> = name === undefined ? {} : { Name: name };
  if (draw.chance(`untagged ${resource}`, 0.12)) return tags;
  tags['Environment'] = profile.environment;
  tags['Owner'] = today(`new owner of ${resource}`, 0.05) ? `cloud-operations@${MAIL_DOMAIN}` : owner;
  if (!draw.chance(`no cost center ${resource}`, 0.25)) tags['CostCenter'] = costCenter;
  if (draw.chance(`managed ${resource}`, 0.3)) tags['ManagedBy'] = 'terraform';
  return tags;
}

export const tagList = (tags: Readonly<Record<string, string>>): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** EC2 leaves `Tags` out where there are none, and lists the rest. */
export function tagged(tags: Readonly<Record<string, string>>): { Tags?: Tag[] } {
  const list = tagList(tags);
  return list.length === 0 ? {} : { Tags: list };
}
