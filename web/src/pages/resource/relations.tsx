/** Shows the resources that a resource uses and those that use it, as a graph and as a table. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { Background, Controls, type Edge, MarkerType, type Node, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo, useState } from 'react';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useTheme } from '../../app/theme.ts';
import { placesOf } from './layout.ts';
import './relations.css';

const DEPTHS = ['1', '2', '3'] as const;
const MOST_EDGES = '300';

const readRelated = (uid: string, depth: string) =>
  read(api.resources[':uid'].related.$get({ param: { uid }, query: { depth, limit: MOST_EDGES } }));
type Related = Awaited<ReturnType<typeof readRelated>>;
type Neighbour = Related['resources'][number];

export function Relations({ id }: { readonly id: string }) {
  const address = useAddress();
  const depth = DEPTHS.find((each) => each === address.one('depth')) ?? '1';
  const isTable = address.one('as') === 'table';
  const query = useQuery({ queryKey: ['related', id, depth], queryFn: () => readRelated(id, depth) });
  return (
    <SpaceBetween size="m">
      <SpaceBetween direction="horizontal" size="m">
        <SegmentedControl
          label="How far"
          selectedId={depth}
          options={DEPTHS.map((each) => ({ id: each, text: `${each} step${each === '1' ? '' : 's'}` }))}
          onChange={({ detail }) => address.set({ depth: detail.selectedId })}
        />
        <SegmentedControl
          label="How it is shown"
          selectedId={isTable ? 'table' : 'graph'}
          options={[
            { id: 'graph', text: 'Graph' },
            { id: 'table', text: 'Table' },
          ]}
          onChange={({ detail }) => address.set({ as: detail.selectedId })}
        />
      </SpaceBetween>
      <Answer query={query}>
        {(related) => (
          <SpaceBetween size="m">
            {related.cut !== null && <Alert type="warning">{related.cut}</Alert>}
            {related.unread.length > 0 && <Hidden of={related.unread} />}
            {isTable ? <RelationTable related={related} /> : <Graph key={`${id} ${depth}`} related={related} id={id} />}
          </SpaceBetween>
        )}
      </Answer>
    </SpaceBetween>
  );
}

const MOST_NAMED = 5;

function Hidden({ of }: { readonly of: Related['unread'] }) {
  return (
    <Alert type="warning" header="There may be more relationships">
      Fields that may name other resources could not be read:{' '}
      {of.slice(0, MOST_NAMED).map(({ id, fields }) => (
        <div key={id}>
          <Text of={`${fields.join(', ')} of ${id}`} />
        </div>
      ))}
      {of.length > MOST_NAMED && <div>and those of {of.length - MOST_NAMED} more resources</div>}
    </Alert>
  );
}

const addressOf = (id: string): string => `/resources/one?id=${encodeURIComponent(id)}&tab=relations`;
const nameOf = ({ name, id }: Neighbour): string => name ?? id.split('@').slice(3).join('@');

function Graph({ related, id }: { readonly related: Related; readonly id: string }) {
  const theme = useTheme();
  const [chosenId, choose] = useState<string>();
  const nodes = useMemo(() => nodesOf(related.resources, id), [related, id]);
  const edges = useMemo(() => edgesOf(related), [related]);
  const near = related.resources.filter(({ distance }) => distance <= 1).map((each) => ({ id: each.id }));
  const chosen = related.resources.find((each) => each.id === chosenId);
  return (
    <>
      <div className="relations-graph">
        <ReactFlow
          nodes={nodes.map((node) => ({ ...node, selected: node.id === chosenId }))}
          edges={edges}
          colorMode={theme}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          fitView
          fitViewOptions={{ nodes: near, minZoom: 0.4, maxZoom: 1 }}
          minZoom={0.1}
          onNodesChange={(changes) => {
            for (const change of changes) if (change.type === 'select' && change.selected) choose(change.id);
          }}
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      <Box>
        <output>
          {chosen ? (
            <>
              <Text of={nameOf(chosen)} />, <Text of={chosen.type} /> in {chosen.account_id}, <Text of={chosen.region} />.{' '}
              {chosen.distance > 0 && <RouteLink to={addressOf(chosen.id)}>Open this resource</RouteLink>}
            </>
          ) : (
            'Choose a resource of the graph, by the tab key and Enter or by a click, to read more of it.'
          )}
        </output>
      </Box>
    </>
  );
}

const MOST_LABEL = 40;
const cut = (text: string): string => (text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}…` : text);

function nodesOf(resources: readonly Neighbour[], id: string): Node[] {
  const places = placesOf(new Map(resources.map((each) => [each.id, each.distance])));
  return resources.map((each) => ({
    id: each.id,
    position: places.get(each.id) ?? { x: 0, y: 0 },
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
    ariaLabel: `${nameOf(each)}, ${each.type}`,
    className: each.id === id ? 'relations-middle' : '',
    data: {
      label: (
        <>
          <strong>
            <Text of={cut(nameOf(each))} />
          </strong>
          <br />
          <Text of={cut(each.type)} />
        </>
      ),
    },
  }));
}

const edgesOf = ({ relationships }: Related): Edge[] =>
  relationships.flatMap(({ source, relation, target }, place) =>
    target === null
      ? []
      : [{ id: String(place), source, target, label: relation.replaceAll('_', ' '), markerEnd: { type: MarkerType.ArrowClosed } }],
  );

function RelationTable({ related: { resources, relationships } }: { readonly related: Related }) {
  const byId = new Map(resources.map((each) => [each.id, each]));
  const end = (id: string | null, otherwise: string) => {
    const known = id === null ? undefined : byId.get(id);
    if (!known) return <Text of={otherwise} />;
    return (
      <RouteLink to={addressOf(known.id)}>
        <Text of={nameOf(known)} /> (<Text of={known.type} />)
      </RouteLink>
    );
  };
  return (
    <Table
      items={[...relationships]}
      enableKeyboardNavigation
      wrapLines
      ariaLabels={{ tableLabel: 'Relationships' }}
      empty={<Empty title="No relationships">Nothing that was read uses this resource, and it uses nothing.</Empty>}
      columnDefinitions={[
        { id: 'source', header: 'Resource', isRowHeader: true, cell: ({ source }) => end(source, source) },
        { id: 'relation', header: 'Relationship', cell: ({ relation }) => relation.replaceAll('_', ' ') },
        {
          id: 'target',
          header: 'Other resource',
          cell: ({ target, target_id, target_type }) => end(target, `${target_id} (${target_type}), not stored`),
        },
      ]}
    />
  );
}
