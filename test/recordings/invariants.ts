/** Checks what must hold of the resources that are read from any answers. */
import { expect } from '@jest/globals';
import type { FetchedResource } from '../../shared/clouds/cloud.ts';
import type { ReadType } from './reading.ts';

/** Not blank, and not the text of a value that was not there. */
const ID = /^(?!.*\b(undefined|\[object Object\])\b).*\S/s;
const ARN = /^arn:aws[a-z-]*:/;

/** Ids are there and differ; texts of tags are texts; relationships name a type and an id, whose ARN is whole if it is one. */
export function expectSound(read: ReadType, resources: readonly FetchedResource[]): void {
  const ids = resources.map(({ resource_id }) => resource_id);
  expect(new Set(ids).size).toBe(ids.length);
  expectWhole(read, resources);
}

/** The same of resources whose ids need not differ, because a recording has masked them. */
export function expectWhole({ type, definition }: ReadType, resources: readonly FetchedResource[]): void {
  const ids = resources.map(({ resource_id }) => resource_id);
  expect(ids.filter((id) => !ID.test(id))).toEqual([]);
  for (const { native_id, tags, relationships, config, unread } of resources) {
    if (native_id !== null && type.provider === 'aws' && typeof definition.nativeId === 'object') expect(native_id).toMatch(ID);
    if (tags !== null) expect(Object.values(tags).every((value) => typeof value === 'string')).toBe(true);
    expect(Object.keys(unread).filter((field) => field === '')).toEqual([]);
    for (const { id, type: target, relation } of relationships) {
      expect(id).toMatch(ID);
      expect(target).toMatch(/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/);
      expect(relation).toMatch(/\S/);
      if (ARN.test(id)) expect(id.split(':').length).toBeGreaterThanOrEqual(6);
    }
    expect(() => JSON.stringify(config)).not.toThrow();
  }
}
