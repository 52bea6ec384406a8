/** The filters of the list of findings. They stand in the address under the names that the API has for them. */
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { FINDING_STATUSES } from '../../../../shared/scan/model.ts';
import { SEVERITIES } from '../../../../shared/severity.ts';
import { listValue, splitList } from '../../../../shared/validation/lists.ts';

interface Filter {
  readonly label: string;
  readonly plural: string;
  /** The values are chosen from options; if absent, they are typed. */
  readonly isChosen?: true;
  /** The filter takes one value alone. */
  readonly isSingle?: true;
}

/** By the name of the API's parameter. */
const FILTERS = {
  severity: { label: 'Severity', plural: 'Severities', isChosen: true },
  status: { label: 'Status', plural: 'Statuses', isSingle: true },
  policy: { label: 'Policy', plural: 'Policies', isChosen: true },
  framework: { label: 'Framework', plural: 'Frameworks', isChosen: true },
  account_id: { label: 'Account', plural: 'Accounts', isChosen: true },
  organizational_unit: { label: 'Unit', plural: 'Units' },
  service: { label: 'Service', plural: 'Services', isChosen: true },
  type: { label: 'Type', plural: 'Types', isChosen: true },
  region: { label: 'Region', plural: 'Regions' },
  resource: { label: 'Resource', plural: 'Ids, names and ARNs of resources' },
  tag: { label: 'Tag', plural: 'Tags (key or key=value)' },
  since: { label: 'Opened since', plural: 'Times', isSingle: true },
  suppression_id: { label: 'Suppression', plural: 'Suppressions', isSingle: true },
} as const satisfies Record<string, Filter>;

export type FilterName = keyof typeof FILTERS;
// The keys of the constant are the names.
export const FILTER_NAMES = Object.keys(FILTERS) as readonly FilterName[];

/** The values of each filter; a finding must match one of them, and all of the tags. */
export type Filters = Readonly<Partial<Record<FilterName, readonly string[]>>>;

const isFilterName = (name: string | undefined): name is FilterName => name !== undefined && Object.hasOwn(FILTERS, name);
const filterOf = (name: FilterName): Filter => FILTERS[name];

export const FILTERING_PROPERTIES: readonly PropertyFilterProps.FilteringProperty[] = FILTER_NAMES.map((key) => {
  const { label, plural, isChosen } = filterOf(key);
  return {
    key,
    propertyLabel: label,
    groupValuesLabel: plural,
    operators: isChosen ? [{ operator: '=', tokenType: 'enum' }] : ['='],
  };
});

const OWN_OPTIONS: readonly PropertyFilterProps.FilteringOption[] = [
  ...SEVERITIES.map((value) => ({ propertyKey: 'severity', value })),
  ...FINDING_STATUSES.map((value) => ({ propertyKey: 'status', value })),
];

interface Known {
  readonly policies?: readonly { readonly policy_id: string; readonly title: string }[];
  readonly frameworks?: readonly { readonly framework_id: string; readonly name: string }[];
  readonly accounts?: readonly { readonly account_id: string; readonly name: string }[];
  readonly types?: readonly string[];
  readonly services?: readonly string[];
}

/** Lists the values that a person can choose. */
export const filteringOptions = ({ policies = [], frameworks = [], accounts = [], types = [], services = [] }: Known) => [
  ...OWN_OPTIONS,
  ...policies.map(({ policy_id, title }) => ({ propertyKey: 'policy', value: policy_id, label: policy_id, tags: [title] })),
  ...frameworks.map(({ framework_id, name }) => ({ propertyKey: 'framework', value: framework_id, label: framework_id, tags: [name] })),
  ...accounts.map(({ account_id, name }) => ({ propertyKey: 'account_id', value: account_id, label: account_id, tags: [name] })),
  ...types.map((value) => ({ propertyKey: 'type', value })),
  ...services.map((value) => ({ propertyKey: 'service', value })),
];

/** @param all the values of a name in the address; one that is chosen may be a list with commas, as the API takes it */
export function filtersOfAddress(all: (name: string) => readonly string[]): Filters {
  const found = FILTER_NAMES.flatMap((name) => {
    const values = all(name)
      .flatMap((value) => (filterOf(name).isChosen ? splitList(value) : [value]))
      .filter((value) => value !== '');
    return values.length === 0 ? [] : [[name, filterOf(name).isSingle ? values.slice(-1) : values] as const];
  });
  return Object.fromEntries(found);
}

export function queryOfFilters(filters: Filters): PropertyFilterProps.Query {
  const tokens = FILTER_NAMES.flatMap((name): PropertyFilterProps.Token[] => {
    const values = filters[name] ?? [];
    if (values.length === 0) return [];
    const token = (value: unknown): PropertyFilterProps.Token => ({ propertyKey: name, operator: '=', value });
    return filterOf(name).isChosen ? [token([...values])] : values.map(token);
  });
  return { tokens, operation: 'and' };
}

/** Text that was typed without a filter's name is taken for a resource. */
export function filtersOfQuery({ tokens }: PropertyFilterProps.Query): Filters {
  const filters: Partial<Record<FilterName, string[]>> = {};
  for (const { propertyKey = 'resource', value } of tokens) {
    if (!isFilterName(propertyKey)) continue;
    const before = filterOf(propertyKey).isSingle ? [] : (filters[propertyKey] ?? []);
    filters[propertyKey] = [...new Set([...before, ...[value].flat().map(String)])];
  }
  return filters;
}

/** The filters as the API takes them. */
export const apiQuery = (filters: Filters): Record<string, string | string[]> =>
  Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const values = filters[name];
      if (!values?.length) return [];
      const { isSingle } = filterOf(name);
      return [[name, isSingle ? values[0]! : values.map(listValue)] as const];
    }),
  );

/** The filters in words, for a report: `severity critical, high; tag team=data`. */
export const filtersText = (filters: Filters): string =>
  FILTER_NAMES.flatMap((name) => (filters[name]?.length ? [`${filterOf(name).label.toLowerCase()} ${filters[name].join(', ')}`] : [])).join(
    '; ',
  );

/** The values of the filters as `filtersOfAddress` reads them. */
export const addressValues = (filters: Filters): Filters =>
  Object.fromEntries(
    Object.entries(filters).map(([name, values]) => [name, isFilterName(name) && filterOf(name).isChosen ? values.map(listValue) : values]),
  );

/** The filters as an address has them after `?`, which saved views keep. */
export function addressOf(filters: Filters): string {
  const parameters = new URLSearchParams();
  const written = addressValues(filters);
  for (const name of FILTER_NAMES) for (const value of written[name] ?? []) parameters.append(name, value);
  return parameters.toString();
}
