/** One account: how its last runs ended, what could not be read there and why, and what may be done with it. */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, read } from '../../api/client.ts';
import { AccountState } from '../../components/account-state.tsx';
import { Action } from '../../components/action.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useSession } from '../../session/session.tsx';
import { Gaps } from './gaps.tsx';
import { RemoveAccount } from './remove-account.tsx';

const readAccount = (id: string) => read(api.accounts[':account_id'].$get({ param: { account_id: encodeURIComponent(id) } }));
type AccountDetails = Awaited<ReturnType<typeof readAccount>>;

export default function Account() {
  const id = useAddress().one('id');
  const query = useQuery({ queryKey: ['account', id], queryFn: () => readAccount(id ?? ''), enabled: id !== undefined });
  if (id === undefined)
    return (
      <Empty title="No account is chosen">
        Choose one of the <RouteLink to="/accounts">accounts</RouteLink>.
      </Empty>
    );
  return <Answer query={query}>{(account) => <Shown account={account} />}</Answer>;
}

function Shown({ account }: { readonly account: AccountDetails }) {
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<Actions account={account} />}>
          <Text of={account.name} />
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container>
          <KeyValuePairs
            columns={3}
            items={[
              { label: 'Id', value: <Text of={account.account_id} /> },
              { label: 'State', value: <AccountState {...account} /> },
              { label: 'Why', value: <Text of={account.disabled_reason ?? account.last_inventory?.error ?? '–'} /> },
              { label: 'Organizational unit', value: <Text of={account.organizational_unit ?? '–'} /> },
              { label: 'Connection', value: <RouteLink to="/connections">{account.connection_id}</RouteLink> },
              { label: 'Registered', value: <Time at={account.created_at} /> },
              ...(['inventory', 'scan', 'export'] as const).map((name) => ({
                label: `Last ${name}`,
                value: <Run run={account[`last_${name}`]} />,
              })),
              { label: 'Open findings', value: <Findings account={account} /> },
              { label: 'Resources', value: <Resources account={account} /> },
              { label: 'Tags', value: <Tags tags={account.tags ?? {}} /> },
            ]}
          />
        </Container>
        <Gaps accountId={account.account_id} status={account.status} />
      </SpaceBetween>
    </ContentLayout>
  );
}

function Actions({ account }: { readonly account: AccountDetails }) {
  const session = useSession();
  const navigate = useNavigate();
  if (!session.may('admin') || session.me.scope !== 'all') return null;
  const { account_id, enabled } = account;
  const change = async () =>
    await read(api.accounts[':account_id'].$patch({ param: { account_id: encodeURIComponent(account_id) }, json: { enabled: !enabled } }));
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Action title={enabled ? 'Disable' : 'Enable'} act={change} changes={['account', 'accounts']}>
        {enabled
          ? 'Later jobs leave this account out. What is stored of it stays as it is.'
          : 'The next job over every account reads this one too.'}
      </Action>
      <RemoveAccount accountId={account_id} onDone={() => void navigate('/accounts')} />
    </SpaceBetween>
  );
}

function Run({ run }: { readonly run: AccountDetails['last_inventory'] }) {
  if (!run) return <>Never</>;
  return (
    <>
      {run.status.replaceAll('_', ' ')}, <Time at={run.at} relative />
    </>
  );
}

function Findings({ account: { account_id, findings } }: { readonly account: AccountDetails }) {
  if (!findings) return <>Not scanned yet</>;
  const sum = Object.values(findings).reduce<number>((total, count) => total + (count ?? 0), 0);
  return <RouteLink to={`/findings?account_id=${encodeURIComponent(account_id)}`}>{sum.toLocaleString()}</RouteLink>;
}

function Resources({ account: { account_id, resource_counts } }: { readonly account: AccountDetails }) {
  if (!resource_counts) return <>Not read yet</>;
  const sum = Object.values(resource_counts).reduce((total, count) => total + count, 0);
  return <RouteLink to={`/resources?account_id=${encodeURIComponent(account_id)}`}>{sum.toLocaleString()}</RouteLink>;
}

function Tags({ tags }: { readonly tags: Readonly<Record<string, string>> }) {
  const entries = Object.entries(tags);
  if (entries.length === 0) return <>–</>;
  return (
    <>
      {entries.map(([name, value]) => (
        <div key={name}>
          <Text of={name} />: <Text of={value} />
        </div>
      ))}
    </>
  );
}
