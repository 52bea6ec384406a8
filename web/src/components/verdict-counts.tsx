/** How many resources have each verdict of a policy. Each is a word and a number, not a colour alone. */
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';

export interface Counts {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly not_applicable: number;
}

export const VERDICTS = ['fail', 'unknown', 'pass', 'not_applicable'] as const satisfies readonly (keyof Counts)[];

const WORDS: Readonly<Record<keyof Counts, string>> = {
  fail: 'Fail',
  unknown: 'Unknown: could not be judged',
  pass: 'Pass',
  not_applicable: 'Not applicable',
};

export const verdictWord = (verdict: keyof Counts): string => WORDS[verdict];

export function VerdictCounts({ counts }: { readonly counts: Counts }) {
  return (
    <ColumnLayout columns={4} variant="text-grid" minColumnWidth={120}>
      {VERDICTS.map((verdict) => (
        <div key={verdict}>
          <Box variant="awsui-key-label">{WORDS[verdict]}</Box>
          <Box fontSize="heading-l" data-verdict={verdict}>
            {counts[verdict].toLocaleString()}
          </Box>
        </div>
      ))}
    </ColumnLayout>
  );
}
