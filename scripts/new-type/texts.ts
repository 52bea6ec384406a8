/** The files that a scaffolded type begins with. */
import type { Draft, TagsRead } from './draft.ts';

const quoted = (text: string): string => `'${text}'`;
const object = (entries: readonly (readonly [string, string])[]): string => `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

export function typeText(draft: Draft): string {
  const { type, list, describe, tags, id, nativeId, name } = draft;
  const [, service = '', title = ''] = type.split('::');
  const builders = new Set(['defineType', list.pages ? 'paged' : 'listed']);
  if (describe) builders.add('read');
  if (tags?.read) builders.add(tags.read.pages ? 'readAll' : 'read');
  return [
    `/** ${title} resources of ${service}. */`,
    `import { ${[...builders].toSorted().join(', ')} } from '../../types/define.ts';`,
    '',
    'export default defineType({',
    `  type: ${quoted(type)},`,
    "  kind: 'settings',",
    `  list: ${listText(list)},`,
    ...(describe ? [`  describe: read(${quoted(describe.operation)}, ${object([[describe.from[0], quoted(describe.from[1])]])}, ${quoted(describe.path)}),`] : []),
    `  id: ${quoted(id)},`,
    ...(nativeId === undefined ? [] : [`  nativeId: ${quoted(nativeId)},`]),
    ...(name === undefined ? [] : [`  name: ${quoted(name)},`]),
    ...(tags ? [`  tags: ${tagsText(tags)},`] : []),
    ...(tags?.read ? [`  details: { Tags: ${tagsReadText(tags.read)} },`] : []),
    '});',
    '',
  ].join('\n');
}

function listText({ operation, items, as, pages, pageSize }: Draft['list']): string {
  const input = pageSize === undefined ? '{}' : `{ ${pageSize}: 100 }`;
  const options = as === undefined ? '' : `, { as: ${quoted(as)} }`;
  const inputs = pageSize === undefined && options === '' ? '' : `, ${input}`;
  return `${pages ? 'paged' : 'listed'}(${quoted(operation)}, ${quoted(items)}${inputs}${options})`;
}

function tagsText({ path, key, value }: NonNullable<Draft['tags']>): string {
  if (key === undefined || value === undefined) return quoted(path);
  return object([
    ['path', quoted(path)],
    ['key', quoted(key)],
    ['value', quoted(value)],
  ]);
}

const tagsReadText = ({ operation, from, path, pages }: TagsRead): string =>
  `${pages ? 'readAll' : 'read'}(${quoted(operation)}, ${object([[from[0], quoted(from[1])]])}, ${quoted(path)})`;

export const serviceText = (id: string, sdk: string, client: string): string =>
  [
    `/** The service ${id}. */`,
    "import { defineService } from '../../types/define.ts';",
    '',
    'export default defineService({',
    `  id: ${quoted(id)},`,
    `  sdk: ${quoted(sdk)},`,
    `  client: ${quoted(client)},`,
    `  permissions: ${quoted(id)},`,
    '  // No limit was looked up; this is one that every service allows.',
    '  limit: { perSecond: 10, burst: 20 },',
    '});',
    '',
  ].join('\n');
