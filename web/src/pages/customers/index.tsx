/** The customers by name. */
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';
import { readCustomers } from './customer-api.ts';

export default function Customers() {
  const list = useList(['customers'], readCustomers);
  return (
    <ListTable
      title="Customers"
      list={list}
      trackBy="customer_id"
      nameOf={({ name }) => name}
      empty={<Empty title="No customers">An administrator adds customers by POST /customers, or "muster customers add".</Empty>}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Name',
          minWidth: 200,
          cell: ({ customer_id, name }) => (
            <RouteLink to={`/customers/${encodeURIComponent(customer_id)}`}>
              <Text of={name} most={100} />
            </RouteLink>
          ),
          isRowHeader: true,
        },
        { id: 'email', header: 'E-mail', cell: ({ email }) => <Text of={email} /> },
        { id: 'customer_id', header: 'Id', cell: ({ customer_id }) => customer_id },
        { id: 'created_at', header: 'Added', cell: ({ created_at }) => <Time at={created_at} /> },
      ]}
    />
  );
}
