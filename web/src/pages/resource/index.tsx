/** One resource: what it is, what is wrong with it, how it has changed, and what it is related to. */
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty, Loading } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { Configuration } from './configuration.tsx';
import { FindingsOf } from './findings-of.tsx';
import { readResource, type Resource } from './resource.ts';
import { Timeline } from './timeline.tsx';

/** React Flow is loaded only when somebody looks at relationships. */
const Relations = lazy(async () => ({ default: (await import('./relations.tsx')).Relations }));

export default function ResourcePage() {
  const id = useAddress().one('id');
  if (id === undefined) return <Empty title="No resource is named">Choose one from the list of resources.</Empty>;
  return <ResourceOf key={id} id={id} />;
}

function ResourceOf({ id }: { readonly id: string }) {
  const query = useQuery({ queryKey: ['resource', id], queryFn: () => readResource(id) });
  return <Answer query={query}>{(resource) => <Shown resource={resource} />}</Answer>;
}

function Shown({ resource }: { readonly resource: Resource }) {
  const address = useAddress();
  const tabs = [
    { id: 'configuration', label: 'Configuration', content: <Configuration resource={resource} /> },
    { id: 'findings', label: 'Findings', content: <FindingsOf resource={resource} /> },
    { id: 'changes', label: 'Changes', content: <Timeline resource={resource} /> },
    {
      id: 'relations',
      label: 'Relationships',
      content: (
        <Suspense fallback={<Loading />}>
          <Relations id={resource.id} />
        </Suspense>
      ),
    },
  ];
  const chosen = tabs.find((tab) => tab.id === address.one('tab')) ?? tabs[0]!;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={<Text of={resource.type} />}>
        <Text of={resource.name ?? resource.resource_id} />
      </Header>
      <Facts resource={resource} />
      <Tabs
        ariaLabel="About this resource"
        activeTabId={chosen.id}
        onChange={({ detail }) => address.set({ tab: detail.activeTabId })}
        tabs={tabs}
      />
    </SpaceBetween>
  );
}

function Facts({ resource }: { readonly resource: Resource }) {
  const { account_id, region, kind, native_id, resource_id, first_seen_at, changed_at, observed_at, is_last, deleted_at } = resource;
  return (
    <KeyValuePairs
      columns={4}
      items={[
        {
          label: 'State',
          value:
            is_last === 1 ? (
              <StatusIndicator type="success">in use</StatusIndicator>
            ) : (
              <StatusIndicator type="stopped">deleted {deleted_at !== undefined && <Time at={deleted_at} relative />}</StatusIndicator>
            ),
        },
        {
          label: 'Account',
          value: <RouteLink to={`/resources?account_id=${encodeURIComponent(account_id)}`}>{account_id}</RouteLink>,
        },
        { label: 'Region', value: <Text of={region} /> },
        { label: 'Kind', value: kind.replaceAll('_', ' ') },
        { label: 'Id', value: <Text of={resource_id} /> },
        { label: 'ARN or other native id', value: native_id === null ? 'none' : <Text of={native_id} /> },
        { label: 'First seen', value: <Time at={first_seen_at} /> },
        {
          label: 'Last changed',
          value: (
            <>
              <Time at={changed_at} relative />, stored as of <Time at={observed_at} relative />
            </>
          ),
        },
      ]}
    />
  );
}
