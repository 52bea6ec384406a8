/** SQL over the newest nightly export: an editor, the documented queries, and the result as a table, a chart and a file. */
import { sql as sqlLanguage } from '@codemirror/lang-sql';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { TABLES } from './tables.ts';
import { CodeEditor } from '../../components/code-editor.tsx';
import { Failed } from '../../components/states.tsx';
import { useAddress } from '../../components/use-address.ts';
import { LibraryPanel } from './library-panel.tsx';
import { ResultChart } from './result-chart.tsx';
import { ResultTable } from './result-table.tsx';
import { type RunningQuery, useQueryRun } from './use-query-run.ts';

const FIRST = 'SELECT type, count(*) AS resources\nFROM resources\nGROUP BY type\nORDER BY resources DESC';
/** Browsers and servers take addresses of this length. */
const MOST_IN_ADDRESS = 6000;
const LANGUAGE = sqlLanguage({ schema: TABLES, upperCaseKeywords: true });

export default function QueryPage() {
  const address = useAddress();
  const [given, setGiven] = useState(() => ({ text: address.one('sql') ?? FIRST }));
  const [sql, setSql] = useState(given.text);
  const { run, cancel, canCancel, isRunning, id, query, error, rows } = useQueryRun();

  function start(): void {
    if (isRunning || sql.trim() === '') return;
    address.set({ sql: sql.length <= MOST_IN_ADDRESS ? sql : undefined, x: undefined, y: undefined });
    run(sql);
  }

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="SQL over the newest nightly export. It says what was there that night; what has changed since is in Resources and Findings."
      >
        Query
      </Header>
      <LibraryPanel onChoose={(text) => setGiven({ text })} />
      <Container>
        <SpaceBetween size="s">
          <CodeEditor label="SQL" language={LANGUAGE} given={given} onChange={setSql} onRun={start} height="16rem" />
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            <Button variant="primary" iconName="play" loading={isRunning} disabled={sql.trim() === ''} onClick={start}>
              Run
            </Button>
            <Button disabled={!canCancel} onClick={cancel}>
              Cancel
            </Button>
            <Box color="text-body-secondary" variant="small">
              Ctrl+Enter runs. One statement: SELECT, WITH, EXPLAIN, DESCRIBE or SHOW; 60 seconds; the first 10,000 rows.
            </Box>
          </SpaceBetween>
          {sql.length > MOST_IN_ADDRESS && (
            <Box color="text-body-secondary" variant="small">
              The statement is too long for a link: the address of this page does not hold it.
            </Box>
          )}
          <div aria-live="polite">{query && <Progress query={query} />}</div>
        </SpaceBetween>
      </Container>
      {error && <Failed error={error} />}
      {id !== undefined && query?.state === 'succeeded' && (
        <Container>
          <Tabs
            activeTabId={address.one('tab') === 'chart' ? 'chart' : 'table'}
            onChange={({ detail }) => address.set({ tab: detail.activeTabId })}
            tabs={[
              { id: 'table', label: 'Table', content: <ResultTable id={id} columns={query.columns ?? []} rows={rows} /> },
              {
                id: 'chart',
                label: 'Chart',
                content: <ResultChart columns={query.columns ?? []} rows={rows.data?.pages.flatMap(({ items }) => items) ?? []} />,
              },
            ]}
          />
        </Container>
      )}
      <WhatSqlCannotKnow />
    </SpaceBetween>
  );
}

const MIB = 2 ** 20;

function Progress({ query: { state, date, error, scanned_bytes, started_at, ended_at } }: { readonly query: RunningQuery }) {
  if (state === 'failed')
    return (
      <Alert type="error" header="The query failed">
        {error}
      </Alert>
    );
  if (state === 'cancelled') return <StatusIndicator type="stopped">Cancelled</StatusIndicator>;
  if (state !== 'succeeded') return <StatusIndicator type="in-progress">{state === 'queued' ? 'Waiting' : 'Running'}</StatusIndicator>;
  const seconds = ended_at === undefined ? undefined : Math.max(0, Date.parse(ended_at) - Date.parse(started_at)) / 1000;
  return (
    <StatusIndicator type="success">
      Read the export of the night of {date} (UTC){seconds !== undefined && ` in ${seconds.toFixed(1)} s`}
      {scanned_bytes !== undefined && `, ${(scanned_bytes / MIB).toFixed(1)} MiB`}
    </StatusIndicator>
  );
}

const WhatSqlCannotKnow = () => (
  <Alert type="info" header="What an answer cannot know">
    A resource that could not be read is in no table, and a field that could not be read is missing from <code>config</code> and named in{' '}
    <code>unread</code>: no row does not mean that there is nothing. The table <code>coverage</code> tells what was read and why the rest
    was not; the documented queries below “What could not be read” ask it.
  </Alert>
);
