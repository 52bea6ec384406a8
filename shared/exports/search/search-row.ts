/** Makes the row of a resource that searches keep. */
import type { ResourceState } from '../../inventory/model.ts';
import type { Place, SearchRow } from './block.ts';
import { searchText, storedTag } from './search-text.ts';

export const searchRow = ({
  segment,
  type,
  resource_id,
  region,
  tags,
  ...names
}: Place & Pick<ResourceState, 'name' | 'native_id' | 'region' | 'tags'>): SearchRow => ({
  segment,
  type,
  resource_id,
  region,
  text: searchText({ ...names, resource_id }),
  tags: tags === null ? undefined : Object.entries(tags).map(([key, value]) => storedTag(key, value)),
});
