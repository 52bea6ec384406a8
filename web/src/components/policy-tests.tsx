/** The tests that a policy holds, each with its result. */
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { Empty } from './states.tsx';
import { Text } from './text.tsx';

interface PolicyTest {
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly verdict: string;
  readonly reason?: string | undefined;
}

export const PolicyTests = ({ tests }: { readonly tests: readonly PolicyTest[] }) => (
  <Table
    variant="embedded"
    items={tests}
    wrapLines
    ariaLabels={{ tableLabel: 'Tests of the policy' }}
    empty={<Empty title="No tests">The policy cannot be used yet, so its tests were not run.</Empty>}
    columnDefinitions={[
      {
        id: 'result',
        header: 'Result',
        width: 120,
        cell: ({ passed }) => <StatusIndicator type={passed ? 'success' : 'error'}>{passed ? 'Passes' : 'Fails'}</StatusIndicator>,
      },
      { id: 'name', header: 'Test', cell: ({ name }) => <Text of={name} />, isRowHeader: true },
      { id: 'expected', header: 'Expected', cell: ({ expected }) => expected },
      {
        id: 'verdict',
        header: 'Verdict',
        cell: ({ verdict, reason }) => (
          <>
            {verdict}
            {reason !== undefined && (
              <>
                : <Text of={reason} />
              </>
            )}
          </>
        ),
      },
    ]}
  />
);
