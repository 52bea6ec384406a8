/** The texts of the files that `npm run new:type` writes. */
import type { Draft, TagsRead } from './draft.ts';

const quoted = (text: string): string => `'${text}'`;
const object = (entries: readonly (readonly [string, string])[]): string =>
  `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;

export function typeText(draft: Draft): string {
  const { type, kind, list, describe, tags, id, nativeId, name } = draft;
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
    `  kind: ${quoted(kind)},`,
    `  list: ${listText(list)},`,
    ...(describe
      ? [
          `  describe: read(${quoted(describe.operation)}, ${object([[describe.from[0], quoted(describe.from[1])]])}, ${quoted(describe.path)}),`,
        ]
      : []),
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
    '  // This limit was not looked up; it is low enough for every service.',
    '  limit: { perSecond: 10, burst: 20 },',
    '});',
    '',
  ].join('\n');

/** The beginning of a new service's `samples.yaml`, up to its samples. */
export const samplesHead = (id: string): string =>
  [
    `# Resources of ${id} in the demo estate, as the API answers them. docs/samples.md describes the language.`,
    '',
    '# How the service answers beyond its resources. The error codes are a guess: write those that its API documents.',
    'service:',
    '  page: 100',
    '  smallPage: 2',
    '  throttled: { code: ThrottlingException, status: 400, message: Rate exceeded }',
    '  denied: { code: AccessDeniedException, status: 400 }',
    '  closedRegion: { code: UnrecognizedClientException, status: 403 }',
    '  badToken: { code: InvalidParameterValue, status: 400 }',
    '  gone: { code: ResourceNotFoundException, status: 404 }',
    '',
    'samples:',
    '',
  ].join('\n');

/** Samples of a type: one resource of every account, and `several` more of the large account. */
export function sampleText({ type, id, nativeId, name, tags }: Draft, several: number): string {
  const [, service = '', title = ''] = type.split('::');
  const plainName = `\${stem}-${title.toLowerCase()}`;
  const arn = `arn:aws:${service.toLowerCase()}:\${region}:\${account}:${plainName}`;
  const members = new Map<string, string>([[id, "'${id}'"]]);
  if (nativeId !== undefined && nativeId !== id) members.set(nativeId, `'${arn}'`);
  if (name !== undefined && !members.has(name)) members.set(name, `'${plainName}'`);
  if (tags) members.set(tags.path, tags.isMap ? '{}' : '[]');
  return [
    `  ${type}:`,
    '    - name: first',
    '      when: region == primary',
    `      id: '${id === nativeId ? arn : plainName}'`,
    '      config:',
    ...[...members].map(([member, value]) => `        ${member}: ${value}`),
    '    - name: of the large account, which has several pages of them',
    '      when: region == primary && large',
    `      count: ${several}`,
    `      id: '${id === nativeId ? arn : plainName}-\${number}'`,
    '      config:',
    ...[...members].map(([member, value]) => `        ${member}: ${value.replace(plainName, `${plainName}-\${number}`)}`),
    '',
  ].join('\n');
}

/** For each operation of the draft, the answer of a fake AWS that has one resource. */
function answersOf({ list, describe, tags, id, nativeId }: Draft): readonly (readonly [operation: string, answer: string])[] {
  const item =
    list.as === undefined
      ? object([...new Set([id, ...(nativeId === undefined || describe ? [] : [nativeId])])].map((member) => [member, "'first'"]))
      : "'first'";
  const described = object(nativeId === undefined || nativeId === id ? [] : [[nativeId, "'first'"]]);
  return [
    [list.operation, `{ ${list.items}: [${item}] }`],
    ...(describe ? [[describe.operation, describe.path === '@' ? described : `{ ${describe.path}: ${described} }`] as const] : []),
    ...(tags?.read ? [[tags.read.operation, `{ ${tags.read.path}: [] }`] as const] : []),
  ];
}

export const testText = (draft: Draft): string =>
  [
    "import { expect, it } from '@jest/globals';",
    "import { typeNamed } from '../../../../../shared/registry.ts';",
    "import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';",
    "import { FakeAws, fetchAll } from '../../support.ts';",
    '',
    `const type = typeNamed(${quoted(draft.type)}) as ResourceType;`,
    '',
    `it('reads ${draft.type}', async () => {`,
    '  const aws = new FakeAws({',
    ...answersOf(draft).map(([operation, answer]) => `    ${operation}: ${answer},`),
    '  });',
    '',
    "  const found = await fetchAll(type, aws, type.scope === 'global' ? 'global' : 'eu-west-1');",
    '',
    "  expect(found).toMatchObject([{ resource_id: 'first', unread: {} }]);",
    '});',
    '',
  ].join('\n');
