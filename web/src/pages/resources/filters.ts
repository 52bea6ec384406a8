/** The filters of resources, in the address and as tokens of a property filter. */
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { listValue } from '../../../../shared/validation/lists.ts';

/** The filters that have values to choose from, by their names in the address and in the API. */
export const PROPERTIES = [
  { key: 'type', propertyLabel: 'Type', groupValuesLabel: 'Types', operators: ['='] },
  { key: 'kind', propertyLabel: 'Kind', groupValuesLabel: 'Kinds', operators: ['='] },
  { key: 'account_id', propertyLabel: 'Account', groupValuesLabel: 'Accounts', operators: ['='] },
  { key: 'region', propertyLabel: 'Region', groupValuesLabel: 'Regions', operators: ['='] },
  { key: 'service', propertyLabel: 'Service', groupValuesLabel: 'Services', operators: ['='] },
  { key: 'tag', propertyLabel: 'Tag', groupValuesLabel: 'Tags', operators: ['='] },
] as const satisfies readonly PropertyFilterProps.FilteringProperty[];

const NAMES = PROPERTIES.map(({ key }) => key);
type Name = (typeof NAMES)[number];

/** Values by the filter's name; `text` has the words that are searched. */
export type Filters = Readonly<Record<Name | 'text', readonly string[]>>;

export const filtersIn = (all: (name: string) => readonly string[]): Filters => ({
  type: all('type'),
  kind: all('kind'),
  account_id: all('account_id'),
  region: all('region'),
  service: all('service'),
  tag: all('tag'),
  text: all('text'),
});

/** The filters as the API takes them: those without a value are left out. */
export function queryOf({ text, ...lists }: Filters): Readonly<Record<string, string | string[]>> {
  const given = Object.entries(lists).filter(([, values]) => values.length > 0);
  return {
    ...Object.fromEntries(given.map(([name, values]) => [name, values.map((value) => listValue(value))])),
    ...(text.length > 0 && { text: text.join(' ') }),
  };
}

export function tokensOf({ text, ...lists }: Filters): readonly PropertyFilterProps.Token[] {
  const chosen = NAMES.flatMap((name) => lists[name].map((value) => ({ propertyKey: name, operator: '=', value })));
  return [...chosen, ...text.map((value) => ({ operator: ':', value }))];
}

export function filtersOf(tokens: readonly PropertyFilterProps.Token[]): Filters {
  const valuesOf = (key: string | undefined): readonly string[] => [
    ...new Set(tokens.flatMap((token) => (token.propertyKey === key && typeof token.value === 'string' ? [token.value] : []))),
  ];
  return { ...filtersIn(valuesOf), text: valuesOf(undefined) };
}
