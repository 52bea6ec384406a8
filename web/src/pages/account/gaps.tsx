/** Lists what Muster could not read of an account, and the permissions that would close the gaps. */
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { useList } from '../../components/use-list.ts';
import { missingPermissions, type Missing } from './missing-permissions.ts';

const OUTCOMES = ['partial', 'denied', 'failed', 'suspect'] as const;

export function Gaps({ accountId }: { readonly accountId: string }) {
  const list = useList(['coverage', accountId, OUTCOMES], (cursor) =>
    read(
      api.coverage.$get({
        query: { account_id: accountId, outcome: OUTCOMES.join(','), limit: '100', ...(cursor !== undefined && { cursor }) },
      }),
    ),
  );
  const missing = missingPermissions(list.data?.pages.flatMap(({ items }) => items) ?? []);
  return (
    <SpaceBetween size="l">
      {missing.length > 0 && <MissingPermissions missing={missing} isWhole={!list.hasNextPage} isAws={accountId.startsWith('aws:')} />}
      <ListTable
        title="What could not be read"
        list={list}
        nameOf={({ type, segment }) => `${type} in ${segment}`}
        empty={<Empty title="Everything was read">The newest inventory saw every slice of this account whole.</Empty>}
        columnDefinitions={[
          { id: 'type', header: 'Type', isRowHeader: true, cell: ({ type }) => (type === '*' ? 'The whole account' : type) },
          { id: 'segment', header: 'Region', cell: ({ segment }) => segment },
          { id: 'outcome', header: 'Outcome', cell: ({ outcome }) => outcome ?? '–' },
          { id: 'permission', header: 'Missing permission', cell: ({ error }) => error?.permission ?? '–' },
          { id: 'why', header: 'Why', cell: ({ error }) => <Text of={error?.message ?? '–'} /> },
        ]}
      />
    </SpaceBetween>
  );
}

interface MissingPermissionsProps {
  readonly missing: readonly Missing[];
  /** Every gap has been read; if false, there may be more. */
  readonly isWhole: boolean;
  readonly isAws: boolean;
}

function MissingPermissions({ missing, isWhole, isAws }: MissingPermissionsProps) {
  const permissions = missing.map(({ permission }) => permission).toSorted();
  const patch = isAws ? JSON.stringify({ Effect: 'Allow', Action: permissions, Resource: '*' }, undefined, 2) : permissions.join('\n');
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${isWhole ? '' : 'at least '}${missing.length})`}
          description={
            isAws
              ? 'Add this statement to the policy of the role that Muster takes in the account.'
              : 'Give the login of the connection these permissions.'
          }
          actions={
            <CopyToClipboard
              copyButtonText="Copy"
              textToCopy={patch}
              copySuccessText="Copied"
              copyErrorText="The browser does not let it be copied"
            />
          }
        >
          Missing permissions
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Box variant="pre">{patch}</Box>
        {missing.map(({ permission, types, slices }) => (
          <Box key={permission} variant="small" display="block">
            {permission}: {slices === 1 ? 'one slice' : `${slices.toLocaleString()} slices`} of {types.join(', ')}
          </Box>
        ))}
      </SpaceBetween>
    </Container>
  );
}
