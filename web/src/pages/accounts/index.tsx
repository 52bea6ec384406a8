/** The accounts by organizational unit: which of them are read, how that ended, and what is wrong there. */
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useEffect, useMemo } from 'react';
import { api, read } from '../../api/client.ts';
import { AccountState } from '../../components/account-state.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty, Failed } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { useSession } from '../../session/session.tsx';
import { accountTree, isNotWhole, type Node } from './account-tree.ts';
import { AddAccounts } from './add-accounts.tsx';

/** The accounts that are read without being asked for; each page of the API has a hundred. */
const AT_ONCE = 2000;

const readAccounts = (cursor: string | undefined) =>
  read(api.accounts.$get({ query: { limit: '100', ...(cursor !== undefined && { cursor }) } }));
type Account = Awaited<ReturnType<typeof readAccounts>>['items'][number];

export default function Accounts() {
  const address = useAddress();
  const session = useSession();
  const list = useList(['accounts'], readAccounts);
  const accounts = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  const goesOn = hasNextPage && !isError && accounts.length < AT_ONCE;
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage();
  }, [goesOn, isFetching, fetchNextPage]);

  const text = address.one('text') ?? '';
  const show = address.one('show') === 'not-whole' ? 'not-whole' : 'all';
  const closed = new Set(address.all('closed'));
  const tree = useMemo(
    () => accountTree(accounts.filter((account) => (show === 'all' || isNotWhole(account)) && hasText(account, text))),
    [accounts, show, text],
  );
  const open = unitsOf(tree).filter(({ id }) => !closed.has(id));

  if (list.error && accounts.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      <Table<Node<Account>>
        trackBy="id"
        items={tree}
        loading={list.isPending}
        loadingText="Loading…"
        enableKeyboardNavigation
        resizableColumns
        wrapLines
        ariaLabels={{ tableLabel: 'Accounts' }}
        expandableRows={{
          getItemChildren: (node) => (node.kind === 'unit' ? node.children : []),
          isItemExpandable: (node) => node.kind === 'unit',
          expandedItems: open,
          onExpandableItemToggle: ({ detail: { item, expanded } }) =>
            address.set({ closed: expanded ? [...closed].filter((id) => id !== item.id) : [...closed, item.id] }),
        }}
        empty={
          text === '' && show === 'all' ? (
            <Empty title="No accounts yet">Accounts are registered by a connection, or one by one.</Empty>
          ) : (
            <Empty title="No account matches">Take the filter away to see every account.</Empty>
          )
        }
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${list.hasNextPage ? 'at least ' : ''}${accounts.length.toLocaleString()})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {list.hasNextPage && !goesOn && (
                  <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    Show more
                  </Button>
                )}
                {session.may('admin') && session.me.scope === 'all' && <AddAccounts />}
              </SpaceBetween>
            }
          >
            Accounts
          </Header>
        }
        filter={
          <SpaceBetween direction="horizontal" size="s">
            <TextFilter
              filteringText={text}
              filteringPlaceholder="Name, id or unit"
              filteringAriaLabel="Find accounts"
              onChange={({ detail }) => address.set({ text: detail.filteringText === '' ? undefined : detail.filteringText })}
            />
            <SegmentedControl
              label="Which accounts are shown"
              selectedId={show}
              options={[
                { id: 'all', text: 'All' },
                { id: 'not-whole', text: 'Not read whole' },
              ]}
              onChange={({ detail }) => address.set({ show: detail.selectedId === 'all' ? undefined : detail.selectedId })}
            />
          </SpaceBetween>
        }
        columnDefinitions={[
          { id: 'name', header: 'Unit or account', isRowHeader: true, minWidth: 220, cell: (node) => <Name node={node} /> },
          { id: 'id', header: 'Id', minWidth: 150, cell: (node) => (node.kind === 'unit' ? '' : <Text of={node.id} />) },
          { id: 'state', header: 'State', minWidth: 220, cell: (node) => <Standing node={node} /> },
          {
            id: 'read',
            header: 'Last read',
            minWidth: 130,
            cell: (node) => node.kind === 'account' && node.account.last_inventory && <Time at={node.account.last_inventory.at} relative />,
          },
          {
            id: 'findings',
            header: 'Critical, high',
            minWidth: 110,
            cell: (node) => (node.kind === 'account' ? worst(node.account) : ''),
          },
        ]}
      />
    </>
  );
}

function Name({ node }: { readonly node: Node<Account> }) {
  if (node.kind === 'unit') return <Text of={node.name} />;
  return (
    <RouteLink to={`/account?id=${encodeURIComponent(node.id)}`}>
      <Text of={node.account.name} />
    </RouteLink>
  );
}

function Standing({ node }: { readonly node: Node<Account> }) {
  if (node.kind === 'account') return <AccountState {...node.account} />;
  const accounts = node.accounts === 1 ? '1 account' : `${node.accounts.toLocaleString()} accounts`;
  return node.notWhole === 0 ? (
    <>{accounts}</>
  ) : (
    <StatusIndicator type="warning">
      {accounts}, {node.notWhole.toLocaleString()} not read whole
    </StatusIndicator>
  );
}

/** Before the first scan nothing is known, which is not the same as nothing being wrong. */
const worst = ({ findings }: Account): string => (findings ? `${findings.critical ?? 0}, ${findings.high ?? 0}` : 'not scanned');

const hasText = ({ account_id, name, organizational_unit = '' }: Account, text: string): boolean =>
  [account_id, name, organizational_unit].some((part) => part.toLowerCase().includes(text.toLowerCase()));

const unitsOf = (nodes: readonly Node<Account>[]): readonly Node<Account>[] =>
  nodes.flatMap((node) => (node.kind === 'unit' ? [node, ...unitsOf(node.children)] : []));
