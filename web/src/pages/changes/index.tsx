/** Lists the resources of all accounts that have changed since a time. */
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { listValue, splitList } from '../../../../shared/validation/lists.ts';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { readFilled } from '../../components/read-filled.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { type AddressState, useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { dayOf, isTime, type WrongFilter, wrongValues } from '../../components/wrong-filter.ts';
import { WrongFilters } from '../../components/wrong-filters.tsx';

const PROPERTIES = (['account_id', 'type', 'region', 'op', 'tag'] as const).map((key) => ({
  key,
  propertyLabel: { account_id: 'Account', type: 'Type', region: 'Region', op: 'What happened', tag: 'Tag' }[key],
  groupValuesLabel: 'Values',
  operators: ['='],
}));
type Name = (typeof PROPERTIES)[number]['key'];

const OPS = { add: 'added', update: 'changed', delete: 'deleted', restore: 'there again' } as const;
const DAY_MS = 86_400_000;

const dayBefore = (): string => new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

type Filters = Readonly<Partial<Record<Name, readonly string[]>>>;

/** The time of a filter that is a time, or a day: then its beginning in the person's zone. */
function timeOf(since: string): string {
  const day = dayOf(since);
  return (day ? new Date(day.year, day.month - 1, day.day) : new Date(since)).toISOString();
}

/** A time as the day of the person's zone, such as `2026-11-21`. */
function dayHere(time: string): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

async function readChanges(since: string, filters: Filters, cursor: string | undefined) {
  const lists = Object.entries(filters).filter(([, values]) => values.length > 0);
  return await read(
    api.changes.$get({
      query: {
        since: timeOf(since),
        limit: '50',
        ...Object.fromEntries(lists.map(([name, values]) => [name, values.map((value) => listValue(value))])),
        ...(cursor !== undefined && { cursor }),
      },
    }),
  );
}
type Change = Awaited<ReturnType<typeof readChanges>>['items'][number];

/** A value of `op` may be a list with commas, as the API takes it; the names of the others can hold a comma. */
const valuesOf = (address: AddressState, name: Name): readonly string[] =>
  name === 'op' ? address.all(name).flatMap(splitList) : address.all(name);

const wrongIn = (since: string, { op = [] }: Filters): readonly WrongFilter[] => [
  ...(dayOf(since) || isTime(since)
    ? []
    : [{ name: 'since', came: since, allowed: 'is a day such as 2026-11-21, or a time such as 2026-11-21T02:00:00Z' }]),
  ...wrongValues('op', op, Object.keys(OPS)),
];

const TITLE = 'Changes';
const NO_FILTERS = Object.fromEntries(PROPERTIES.map(({ key }) => [key, undefined]));

export default function Changes() {
  const address = useAddress();
  const since = address.one('since') ?? dayBefore();
  const filters: Filters = Object.fromEntries(PROPERTIES.map(({ key }) => [key, valuesOf(address, key)]));
  const wrong = wrongIn(since, filters);
  const list = useList(['changes', since, filters], (cursor) => readFilled((from) => readChanges(since, filters, from), cursor), {
    enabled: wrong.length === 0,
  });
  const clear = () => address.set({ since: undefined, ...NO_FILTERS });
  if (wrong.length > 0)
    return (
      <SpaceBetween size="m">
        <Header variant="h1">{TITLE}</Header>
        <WrongFilters wrong={wrong} onClear={clear} />
      </SpaceBetween>
    );
  const unread = list.data?.pages.reduce((sum, page) => sum + (page.unread_tags ?? 0), 0) ?? 0;
  return (
    <SpaceBetween size="m">
      <FormField label="Since" description={<SinceWords since={since} />}>
        <DatePicker
          value={dayOf(since) ? since : dayHere(since)}
          openCalendarAriaLabel={(chosen) => `Choose a day${chosen === null ? '' : `; chosen is ${chosen}`}`}
          onChange={({ detail }) => address.set({ since: detail.value === '' ? undefined : detail.value })}
        />
      </FormField>
      <ListTable
        key={JSON.stringify([since, filters])}
        title={TITLE}
        description="Oldest day first, and by account within a day."
        list={list}
        onClear={clear}
        trackBy={({ id, version }) => `${version} ${id}`}
        nameOf={({ name, id }) => name ?? id}
        empty={
          <Empty title="No changes on this page">
            Nothing that was read has changed, as far as these filters ask; there may be a next page.
            {unread > 0 && <Box>The tags of {unread} changed resources could not be read.</Box>}
          </Empty>
        }
        filter={
          <PropertyFilter
            query={{
              operation: 'and',
              tokens: PROPERTIES.flatMap(({ key }) => (filters[key] ?? []).map((value) => ({ propertyKey: key, operator: '=', value }))),
            }}
            onChange={({ detail }) =>
              address.set(
                Object.fromEntries(
                  PROPERTIES.map(({ key }) => [
                    key,
                    detail.tokens.flatMap(({ propertyKey, value }) => (propertyKey === key && typeof value === 'string' ? [value] : [])),
                  ]),
                ),
              )
            }
            filteringProperties={PROPERTIES}
            filteringOptions={Object.entries(OPS).map(([value, label]) => ({ propertyKey: 'op', value, label }))}
            disableFreeTextFiltering
            hideOperations
            filteringPlaceholder="Choose a property"
            filteringAriaLabel="Filter changes"
            customFilterActions={null}
          />
        }
        columnDefinitions={[
          { id: 'observed_at', header: 'Seen', minWidth: 130, cell: ({ observed_at }) => <Time at={observed_at} /> },
          { id: 'op', header: 'What happened', minWidth: 110, cell: ({ op }) => <Badge>{OPS[op]}</Badge> },
          {
            id: 'resource',
            header: 'Resource',
            isRowHeader: true,
            minWidth: 200,
            cell: ({ id, name, version }) => (
              <RouteLink to={`/resources/one?id=${encodeURIComponent(id)}&tab=changes&version=${version}`}>
                <Text of={name ?? id} most={100} />
              </RouteLink>
            ),
          },
          { id: 'type', header: 'Type', minWidth: 160, cell: ({ type }) => <Text of={type} /> },
          { id: 'account_id', header: 'Account', minWidth: 160, cell: ({ account_id }) => account_id },
          { id: 'fields', header: 'Fields', minWidth: 220, cell: (change) => <Fields of={change} /> },
        ]}
      />
    </SpaceBetween>
  );
}

const SinceWords = ({ since }: { readonly since: string }) =>
  dayOf(since) ? (
    <>The beginning of a day in your time zone.</>
  ) : (
    <>
      From <Time at={since} /> on. Choose a day to see all of it.
    </>
  );

const MOST_FIELDS = 3;
const shownValue = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function Fields({ of: { op, fields = [] } }: { readonly of: Change }) {
  if (op === 'add' || op === 'delete') return <>all</>;
  return (
    <>
      {fields.slice(0, MOST_FIELDS).map(({ path, from, to }) => (
        <div key={path}>
          <Text of={path.slice(1)} most={80} />: <Text of={shownValue(from)} most={60} /> → <Text of={shownValue(to)} most={60} />
        </div>
      ))}
      {fields.length > MOST_FIELDS && <div>and {fields.length - MOST_FIELDS} more</div>}
    </>
  );
}
