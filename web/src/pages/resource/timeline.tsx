/** The changes of a resource, newest first, and the chosen one as the states before and after it. */
import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { JsonDiff } from '../../components/json-diff.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { type Change, type History, readHistory, stateAfter } from './history.ts';
import type { Resource } from './resource.ts';

const OPS: Readonly<Record<Change['op'], string>> = { add: 'added', update: 'changed', delete: 'deleted', restore: 'there again' };

export function Timeline({ resource }: { readonly resource: Resource }) {
  const query = useQuery({ queryKey: ['history', resource.id], queryFn: () => readHistory(resource.id) });
  return <Answer query={query}>{(history) => <Changes history={history} />}</Answer>;
}

function Changes({ history: { changes, isWhole } }: { readonly history: History }) {
  const address = useAddress();
  const chosen = changes.find(({ version }) => String(version) === address.one('version')) ?? changes.at(-1);
  return (
    <SpaceBetween size="m">
      {!isWhole && <Alert type="warning">The resource has changed so often that its newest changes are not shown here.</Alert>}
      <Table
        items={changes.toReversed()}
        trackBy={({ version }) => String(version)}
        selectionType="single"
        selectedItems={chosen ? [chosen] : []}
        onSelectionChange={({ detail }) => address.set({ version: String(detail.selectedItems[0]?.version) })}
        enableKeyboardNavigation
        ariaLabels={{
          tableLabel: 'Changes',
          selectionGroupLabel: 'Choose a change',
          itemSelectionLabel: (_, { version }) => `Show version ${version}`,
        }}
        header={
          <Header variant="h2" counter={`(${changes.length})`}>
            Changes
          </Header>
        }
        empty={<Empty title="No changes">Nothing is stored of this resource’s history.</Empty>}
        columnDefinitions={[
          { id: 'version', header: 'Version', isRowHeader: true, cell: ({ version }) => version },
          { id: 'op', header: 'What happened', cell: ({ op }) => <Badge>{OPS[op]}</Badge> },
          { id: 'fields', header: 'Fields', cell: (change) => <Fields of={change} /> },
          { id: 'observed_at', header: 'Seen', cell: ({ observed_at }) => <Time at={observed_at} /> },
          { id: 'job_id', header: 'By the job', cell: ({ job_id }) => job_id },
        ]}
      />
      {chosen && <Difference changes={changes} chosen={chosen} />}
    </SpaceBetween>
  );
}

const MOST_FIELDS = 3;

function Fields({ of: { op, patch } }: { readonly of: Change }) {
  if (op === 'add' || op === 'delete') return <>all</>;
  const paths = patch.map(({ path }) => path.slice(1));
  return (
    <>
      {paths.slice(0, MOST_FIELDS).map((path) => (
        <div key={path}>
          <Text of={path} most={80} />
        </div>
      ))}
      {paths.length > MOST_FIELDS && <div>and {paths.length - MOST_FIELDS} more</div>}
    </>
  );
}

function Difference({ changes, chosen }: { readonly changes: readonly Change[]; readonly chosen: Change }) {
  const after = stateAfter(changes, chosen.version);
  const before = stateAfter(changes, chosen.version - 1);
  const isDeleted = chosen.op === 'delete';
  return (
    <Container header={<Header variant="h2">Version {chosen.version}</Header>}>
      {after === undefined ? (
        <Alert type="warning">The state after this change cannot be told from the stored changes.</Alert>
      ) : (
        <JsonDiff
          key={chosen.version}
          before={before}
          after={isDeleted ? undefined : after}
          beforeTitle={before === undefined ? 'Not there before' : `Version ${chosen.version - 1}`}
          afterTitle={isDeleted ? 'Deleted' : `Version ${chosen.version}`}
        />
      )}
    </Container>
  );
}
