/** The overview: what runs, what is wrong and since when, what changed last night, and what could not be read. */
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Answer } from '../../components/states.tsx';
import { Accounts } from './accounts.tsx';
import { Frameworks } from './frameworks.tsx';
import { Gaps } from './gaps.tsx';
import { LastNight } from './last-night.tsx';
import { NewestCritical } from './newest-critical.tsx';
import { OpenFindings } from './open-findings.tsx';
import { RunningJobs } from './running-jobs.tsx';
import { readSummary } from './summary.ts';
import { Trend } from './trend.tsx';

const POLL_MS = 3000;
const IDLE_MS = 60_000;

export default function Overview() {
  const query = useQuery({
    queryKey: ['summary'],
    queryFn: async ({ signal }) => await readSummary(signal),
    refetchInterval: ({ state }) => (state.data?.open_jobs.length ? POLL_MS : IDLE_MS),
  });
  return (
    <SpaceBetween size="l">
      <Header variant="h1">Overview</Header>
      <Answer query={query}>
        {(summary) => (
          <SpaceBetween size="l">
            <RunningJobs jobs={summary.open_jobs} />
            <Container header={<Header variant="h2">Open findings</Header>}>
              <SpaceBetween size="l">
                <OpenFindings summary={summary} />
                <Trend />
              </SpaceBetween>
            </Container>
            <ColumnLayout columns={2}>
              <Panel title="Newest critical findings">
                <NewestCritical isScanned={summary.findings.accounts > 0} />
              </Panel>
              <Panel title="The last night">
                <LastNight />
              </Panel>
              <Panel title="Accounts" description="By the state of their newest inventory.">
                <Accounts accounts={summary.accounts} />
              </Panel>
              <Panel title="What could not be read">
                <Gaps />
              </Panel>
            </ColumnLayout>
            <Container header={<Header variant="h2">Frameworks</Header>}>
              <Frameworks />
            </Container>
          </SpaceBetween>
        )}
      </Answer>
    </SpaceBetween>
  );
}

interface PanelProps {
  readonly title: string;
  readonly description?: string;
  readonly children: ReactNode;
}

const Panel = ({ title, description, children }: PanelProps) => (
  <Container
    fitHeight
    header={
      <Header variant="h2" description={description}>
        {title}
      </Header>
    }
  >
    <Box>{children}</Box>
  </Container>
);
