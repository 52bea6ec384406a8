/** The connections: each is one login to a cloud organisation. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { api, done } from '../../api/client.ts';
import { Action } from '../../components/action.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { useSession } from '../../session/session.tsx';
import { AddConnection, ChangeConnection } from './edit-connection.tsx';
import { CheckConnection } from './check-connection.tsx';
import { readConnections } from './read-connections.ts';
import { PROVIDERS, settingText } from './settings-fields.ts';

export default function Connections() {
  const address = useAddress();
  const mayChange = useSession().may('admin');
  const list = useList(['connections'], readConnections);
  const id = address.one('id');
  const chosen = list.data?.pages.flatMap(({ items }) => items).find(({ connection_id }) => connection_id === id);
  return (
    <ListTable
      title="Connections"
      description="Each is one login to an AWS organization or account, an Azure tenant, or a tenancy of Oracle Cloud."
      list={list}
      trackBy="connection_id"
      nameOf={({ connection_id }) => connection_id}
      {...(mayChange && { selectionType: 'single' as const })}
      selectedItems={chosen ? [chosen] : []}
      onSelectionChange={({ detail }) => address.set({ id: detail.selectedItems[0]?.connection_id })}
      actions={
        mayChange && (
          <SpaceBetween direction="horizontal" size="xs">
            {chosen && <CheckConnection key={`check ${chosen.connection_id}`} id={chosen.connection_id} />}
            {chosen && <ChangeConnection key={`change ${chosen.connection_id}`} connection={chosen} />}
            {chosen && <RemoveConnection id={chosen.connection_id} />}
            <AddConnection />
          </SpaceBetween>
        )
      }
      empty={<Empty title="No connections yet">The deployment reads its own organization until one is added.</Empty>}
      columnDefinitions={[
        { id: 'connection_id', header: 'Connection', isRowHeader: true, cell: ({ connection_id }) => connection_id },
        { id: 'name', header: 'Name', cell: ({ name }) => <Text of={name} /> },
        { id: 'provider', header: 'Cloud', cell: ({ provider }) => PROVIDERS[provider] },
        { id: 'settings', header: 'Settings', minWidth: 260, cell: ({ settings }) => <Settings settings={settings} /> },
        { id: 'created_at', header: 'Added', cell: ({ created_at }) => <Time at={created_at} relative /> },
      ]}
    />
  );
}

function Settings({ settings }: { readonly settings: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(settings);
  if (entries.length === 0) return <>–</>;
  return (
    <>
      {entries.map(([name, value]) => (
        <Box key={name} variant="small" display="block">
          {name}: <Text of={settingText(value)} />
        </Box>
      ))}
    </>
  );
}

function RemoveConnection({ id }: { readonly id: string }) {
  return (
    <Action
      title="Remove"
      act={() => done(api.connections[':connection_id'].$delete({ param: { connection_id: encodeURIComponent(id) } }))}
      changes={['connections']}
    >
      This removes the connection {id}. It is refused while accounts are read by it.
    </Action>
  );
}
