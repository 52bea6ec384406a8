/** The accounts of a night, and links to the files of one of them. */
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { bytesText } from './bytes-text.ts';

/** The API's links are good for 15 minutes: files that are shown longer get new ones. */
const LINKS_MS = 10 * 60_000;

export function NightAccounts({ date }: { readonly date: string }) {
  const address = useAddress();
  const list = useList(['export accounts', date], (cursor) =>
    read(api.exports[':date'].accounts.$get({ param: { date }, query: { limit: '50', ...(cursor !== undefined && { cursor }) } })),
  );
  const accountId = address.one('account_id');
  const chosen = list.data?.pages.flatMap(({ items }) => items).filter(({ account_id }) => account_id === accountId) ?? [];
  return (
    <SpaceBetween size="l">
      <ListTable
        title={`Accounts of ${date}`}
        list={list}
        trackBy="account_id"
        nameOf={({ account_id }) => account_id}
        selectionType="single"
        selectedItems={chosen}
        onSelectionChange={({ detail }) => address.set({ account_id: detail.selectedItems[0]?.account_id })}
        empty={<Empty title="No accounts">This export has no account that you may see.</Empty>}
        columnDefinitions={[
          { id: 'account_id', header: 'Account', isRowHeader: true, cell: ({ account_id }) => <Text of={account_id} /> },
          {
            id: 'status',
            header: 'Status',
            cell: ({ status, error }) =>
              status === 'exported' ? (
                <StatusIndicator>Exported</StatusIndicator>
              ) : (
                <StatusIndicator type="error">
                  Failed: <Text of={error ?? 'no reason is known'} />
                </StatusIndicator>
              ),
          },
          { id: 'files', header: 'Files', cell: ({ files }) => files.toLocaleString() },
          { id: 'bytes', header: 'Size', cell: ({ bytes }) => bytesText(bytes) },
        ]}
      />
      {accountId !== undefined && <Files date={date} accountId={accountId} />}
    </SpaceBetween>
  );
}

function Files({ date, accountId }: { readonly date: string; readonly accountId: string }) {
  const query = useQuery({
    queryKey: ['export files', date, accountId],
    queryFn: () =>
      read(api.exports[':date'].accounts[':account_id'].$get({ param: { date, account_id: encodeURIComponent(accountId) }, query: {} })),
    refetchInterval: LINKS_MS,
  });
  return (
    <Answer query={query}>
      {({ files }) => (
        <Table
          header={<Header variant="h2">Files of {accountId}</Header>}
          ariaLabels={{ tableLabel: `Files of ${accountId}` }}
          items={[...files]}
          trackBy="name"
          empty={<Empty title="No files">The account has no rows in this export.</Empty>}
          columnDefinitions={[
            {
              id: 'name',
              header: 'File',
              isRowHeader: true,
              cell: ({ name, url }) => (
                <Link href={url} external externalIconAriaLabel="Opens the file">
                  {name}
                </Link>
              ),
            },
            { id: 'rows', header: 'Rows', cell: ({ rows }) => rows.toLocaleString() },
            { id: 'bytes', header: 'Size', cell: ({ bytes }) => bytesText(bytes) },
            { id: 'sha256', header: 'SHA-256', cell: ({ sha256 }) => sha256 },
          ]}
        />
      )}
    </Answer>
  );
}
