/** One customer with its whole accounts and its resources. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';
import { type Customer, readCustomer, readOwned, readOwnedAccounts } from './customer-api.ts';

export function CustomerPage() {
  const { customer_id = '' } = useParams();
  const query = useQuery({ queryKey: ['customers', customer_id], queryFn: () => readCustomer(customer_id) });
  return <Answer query={query}>{(customer) => <Shown customer={customer} />}</Answer>;
}

function Shown({ customer: { customer_id, name, email, created_at, updated_at } }: { readonly customer: Customer }) {
  return (
    <SpaceBetween size="l">
      <Header variant="h1">
        <Text of={name} most={100} />
      </Header>
      <Container>
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Id', value: customer_id },
            { label: 'E-mail', value: <Text of={email} /> },
            { label: 'Added', value: <Time at={created_at} /> },
            { label: 'Changed', value: <Time at={updated_at} /> },
          ]}
        />
      </Container>
      <Accounts customerId={customer_id} />
      <Resources customerId={customer_id} />
    </SpaceBetween>
  );
}

function Accounts({ customerId }: { readonly customerId: string }) {
  const list = useList(['accounts', { customer_id: customerId }], (cursor) => readOwnedAccounts(customerId, cursor));
  return (
    <ListTable
      title="Whole accounts"
      headingLevel="h2"
      list={list}
      trackBy="account_id"
      nameOf={({ account_id }) => account_id}
      empty={<Empty title="No whole account">The customer has single resources only, or none.</Empty>}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Account',
          minWidth: 200,
          cell: ({ account_id, name }) => (
            <RouteLink to={`/account?id=${encodeURIComponent(account_id)}`}>
              <Text of={name} most={100} />
            </RouteLink>
          ),
          isRowHeader: true,
        },
        { id: 'account_id', header: 'Id', cell: ({ account_id }) => account_id },
        { id: 'status', header: 'Newest inventory', cell: ({ status }) => status.replaceAll('_', ' ') },
      ]}
    />
  );
}

function Resources({ customerId }: { readonly customerId: string }) {
  const list = useList(['customers', customerId, 'resources'], (cursor) => readOwned(customerId, cursor));
  return (
    <ListTable
      title="Resources"
      headingLevel="h2"
      list={list}
      trackBy="resource_uid"
      nameOf={({ id }) => id}
      empty={<Empty title="No resources">Nothing is assigned to the customer, or nothing was read of its accounts yet.</Empty>}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Resource',
          minWidth: 220,
          cell: ({ resource_uid, name, id }) => (
            <RouteLink to={`/resources/one?id=${encodeURIComponent(resource_uid)}`}>
              <Text of={name ?? id} most={100} />
            </RouteLink>
          ),
          isRowHeader: true,
        },
        { id: 'type', header: 'Type', cell: ({ type }) => type },
        { id: 'account', header: 'Account', cell: ({ account_id }) => account_id },
        { id: 'region', header: 'Region', cell: ({ region }) => region ?? '' },
        { id: 'through', header: 'Owned', cell: ({ owned_through }) => (owned_through === 'account' ? 'with its account' : 'singly') },
        {
          id: 'state',
          header: 'State',
          cell: ({ state, deleted_at }) =>
            state === 'in_use' ? (
              <StatusIndicator type="success">in use</StatusIndicator>
            ) : (
              <StatusIndicator type="stopped">
                deleted
                {deleted_at !== undefined && (
                  <>
                    {' '}
                    <Time at={deleted_at} relative />
                  </>
                )}
              </StatusIndicator>
            ),
        },
      ]}
    />
  );
}
