/** The audit log: who changed what, newest first, with what it was before and after. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { WrongFilters } from '../../components/wrong-filters.tsx';
import { wrongDays } from '../../components/wrong-filter.ts';
import { beginOfDay, endOfDay } from './days.ts';

interface Filters {
  readonly subject: string | undefined;
  /** Days such as `2026-11-21`, in the zone of the person who reads the page. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function readAudit({ subject, from, to }: Filters, cursor: string | undefined) {
  const [since, until] = [beginOfDay(from), endOfDay(to)];
  return read(
    api.audit.$get({
      query: {
        limit: '50',
        ...(cursor !== undefined && { cursor }),
        ...(subject !== undefined && { subject }),
        ...(since !== undefined && { since }),
        ...(until !== undefined && { until }),
      },
    }),
  );
}

const TITLE = 'Audit';

export default function Audit() {
  const address = useAddress();
  const filters = { subject: address.one('subject'), from: address.one('from'), to: address.one('to') };
  const wrong = wrongDays({ from: filters.from, to: filters.to });
  const list = useList(['audit', filters], (cursor) => readAudit(filters, cursor), { enabled: wrong.length === 0 });
  const clear = () => address.set({ subject: undefined, from: undefined, to: undefined });
  if (wrong.length > 0)
    return (
      <SpaceBetween size="m">
        <Header variant="h1">{TITLE}</Header>
        <WrongFilters wrong={wrong} onClear={clear} />
      </SpaceBetween>
    );
  return (
    <ListTable
      title={TITLE}
      description="Who changed what, kept for 400 days; the last 30 days unless you choose others."
      list={list}
      onClear={clear}
      trackBy="audit_id"
      filter={<FilterBar key={filters.subject} filters={filters} onChange={(changes) => address.set({ ...changes })} />}
      empty={<Empty title="Nothing was changed">Nobody has changed anything in these days that matches.</Empty>}
      columnDefinitions={[
        { id: 'at', header: 'When', minWidth: 120, isRowHeader: true, cell: ({ at }) => <Time at={at} /> },
        {
          id: 'who',
          header: 'Who',
          minWidth: 150,
          cell: ({ who_name, role }) => (
            <>
              <Text of={who_name} /> ({role})
            </>
          ),
        },
        { id: 'what', header: 'What', minWidth: 130, cell: ({ what }) => what },
        { id: 'subject', header: 'Of', minWidth: 180, cell: ({ subject }) => <Text of={subject} /> },
        { id: 'state', header: 'Before and after', minWidth: 260, cell: (entry) => <States {...entry} /> },
      ]}
    />
  );
}

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (changes: Readonly<Partial<Record<keyof Filters, string | undefined>>>) => void;
}

function FilterBar({ filters, onChange }: FilterBarProps) {
  const [subject, setSubject] = useState(filters.subject ?? '');
  const search = () => onChange({ subject: subject.trim() === '' ? undefined : subject.trim() });
  const day = (name: 'from' | 'to', label: string) => (
    <FormField label={label}>
      <DatePicker
        value={filters[name] ?? ''}
        placeholder="YYYY/MM/DD"
        onChange={({ detail }) => onChange({ [name]: detail.value === '' ? undefined : detail.value })}
        openCalendarAriaLabel={(chosen) =>
          chosen === null ? `Choose the day ${label.toLowerCase()}` : `${label} ${chosen}; choose another day`
        }
      />
    </FormField>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <SpaceBetween direction="horizontal" size="s" alignItems="end">
        <FormField label="Id of what was changed">
          <Input value={subject} placeholder="aws:123456789012" onChange={({ detail }) => setSubject(detail.value)} />
        </FormField>
        {day('from', 'From')}
        {day('to', 'To')}
        <Button formAction="submit">Search</Button>
      </SpaceBetween>
    </form>
  );
}

function States({ before, after }: { readonly before?: unknown; readonly after?: unknown }) {
  const states = Object.entries({ Before: before, After: after }).filter(([, state]) => state !== undefined);
  if (states.length === 0) return <>–</>;
  return (
    <ExpandableSection headerText="Show">
      {states.map(([name, state]) => (
        <div key={name}>
          <Box variant="strong">{name}</Box>
          <div style={{ whiteSpace: 'pre-wrap', fontFamily: 'monospace' }}>
            {JSON.stringify(state, undefined, 2)
              .split('\n')
              .map((line, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the lines of a text have no other name, and their order does not change
                <div key={index}>
                  <Text of={line} />
                </div>
              ))}
          </div>
        </div>
      ))}
    </ExpandableSection>
  );
}
