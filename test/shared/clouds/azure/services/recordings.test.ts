/** Parses recorded answers of real subscriptions and tenants, and examples of Microsoft's documentation, if the recordings exist. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/azure/readers.generated.ts';
import { formText, relatedId } from '../../../../../shared/clouds/azure/types/texts.ts';
import { parseResource } from '../../../../../shared/clouds/reader/parse.ts';
import type { Item, TypeDefinition } from '../../../../../shared/clouds/types/definition.ts';
import { valuesAt } from '../../../../../shared/clouds/types/paths.ts';
import { recordings } from '../support/recordings.ts';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

const TYPES: readonly TypeDefinition[] = (await Promise.all(Object.values(SERVICE_LOADERS).map((load) => load()))).flatMap(
  ({ DEFINITIONS }) => DEFINITIONS.types,
);

const ARM = recordings('azure');
const GRAPH = recordings('msgraph');

const linesOf = (folder: string): readonly Recorded[] =>
  globSync('*.jsonl', { cwd: folder }).flatMap((file) =>
    readFileSync(`${folder}/${file}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Recorded),
  );

const isItem = (value: unknown): value is Item => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The items of the answer to a GET: those of its list, or itself. */
function itemsOf({ method, status, body }: Recorded): readonly Item[] {
  if (method !== 'GET' || status !== 200 || !isItem(body)) return [];
  const { value } = body;
  return Array.isArray(value) ? value.filter(isItem) : [body];
}

/** Items of ARM tell their type by their id. */
const ofArm = (type: TypeDefinition, items: readonly Item[]): readonly Item[] =>
  items.filter(({ id }) => typeof id === 'string' && id.startsWith('/') && relatedId(id, type.type) !== null);

/** Items of Microsoft Graph are those of the type's own path, or one of them. */
function ofGraph({ list }: TypeDefinition, lines: readonly Recorded[]): readonly Item[] {
  const path = list.kind === 'custom' ? '' : list.operation.replace('GET ', '');
  return lines
    .filter((line) => line.path === path || line.path.startsWith(`${path}?`) || new RegExp(`^${path}/[^/?]+(?:\\?.*)?$`).test(line.path))
    .flatMap(itemsOf)
    .filter(({ id }) => id !== undefined);
}

const parsed = (type: TypeDefinition, item: Item) => parseResource(item, {}, { type, formText, relatedId });

const lines = { arm: ARM === undefined ? [] : linesOf(ARM), graph: GRAPH === undefined ? [] : linesOf(GRAPH) };
const armItems = lines.arm.flatMap(itemsOf);

const CASES = TYPES.map((type) => ({
  name: type.type,
  type,
  items: type.account === 'directory' ? ofGraph(type, lines.graph) : ofArm(type, armItems),
})).filter(({ items }) => items.length > 0);

const run = ARM === undefined || GRAPH === undefined || CASES.length === 0 ? describe.skip : describe;

run("recorded answers of Azure (skipped without MUSTER_RECORDINGS' folders azure and msgraph)", () => {
  it('are there for most types', () => {
    expect(CASES.length).toBeGreaterThan(60);
  });

  it.each(CASES)('of $name are resources with ids, names and without secrets', ({ type, items }) => {
    for (const item of items) {
      const resource = parsed(type, item);

      expect(resource.native_id).toBe(item['id']);
      expect(resource.resource_id).toBe(resource.native_id?.startsWith('/') ? resource.native_id.toLowerCase() : resource.native_id);
      expect(resource.region ?? '').toMatch(/^[a-z0-9]*$/);
      expect((type.drop ?? []).flatMap((path) => valuesAt(resource.config, path))).toEqual([]);
      for (const to of resource.relationships) expect(relatedId(to.id, to.type)).toBe(to.id);
    }
  });

  it('of machines lead to their interfaces, disks and resource group', () => {
    const machines = CASES.find(({ name }) => name === 'Microsoft.Compute/virtualMachines');
    const found = machines?.items.map((item) => parsed(machines.type, item).relationships.map(({ type }) => type)) ?? [];

    expect(found.flat()).toEqual(
      expect.arrayContaining(['Microsoft.Resources/resourceGroups', 'Microsoft.Network/networkInterfaces', 'Microsoft.Compute/disks']),
    );
  });
});
