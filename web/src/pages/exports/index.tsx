/** The nightly exports, and the files of a night. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { bytesText } from './bytes-text.ts';
import { NightAccounts } from './night-accounts.tsx';

const readNights = (cursor: string | undefined) =>
  read(api.exports.$get({ query: { limit: '50', ...(cursor !== undefined && { cursor }) } }));

export default function Exports() {
  const address = useAddress();
  const list = useList(['exports'], readNights);
  const date = address.one('date');
  const nights = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = nights.filter((night) => night.date === date);
  return (
    <SpaceBetween size="l">
      <ListTable
        title="Exports"
        description="The files of each night, which never change: inventory, relationships, findings and coverage."
        list={list}
        trackBy="date"
        nameOf={(night) => night.date}
        selectionType="single"
        selectedItems={chosen}
        onSelectionChange={({ detail }) => address.set({ date: detail.selectedItems[0]?.date, account_id: undefined })}
        empty={<Empty title="No exports yet">The first one is made after the scan of the next night.</Empty>}
        columnDefinitions={[
          { id: 'date', header: 'Night', isRowHeader: true, cell: (night) => night.date },
          { id: 'collected_at', header: 'Requested', cell: ({ collected_at }) => <Time at={collected_at} /> },
          {
            id: 'accounts',
            header: 'Accounts',
            cell: ({ exported, failed }) =>
              failed === 0 ? (
                exported.toLocaleString()
              ) : (
                <StatusIndicator type="warning">
                  {exported.toLocaleString()}, {failed.toLocaleString()} failed
                </StatusIndicator>
              ),
          },
          { id: 'files', header: 'Files', cell: ({ files }) => files.toLocaleString() },
          { id: 'bytes', header: 'Size', cell: ({ bytes }) => bytesText(bytes) },
        ]}
      />
      {date !== undefined && <NightAccounts key={date} date={date} />}
      <Box color="text-body-secondary">
        On the command line: <Box variant="code">muster exports get {date ?? 'newest'}</Box> fetches the files of a night, and{' '}
        <Box variant="code">muster query</Box> asks them by SQL.
      </Box>
    </SpaceBetween>
  );
}
