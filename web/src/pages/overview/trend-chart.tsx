/** The chart of open findings by night, and the same as a table for those who do not see it. */
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import MixedLineBarChart from '@cloudscape-design/components/mixed-line-bar-chart';
import Table from '@cloudscape-design/components/table';
import { CHART_COLORS } from '../../components/severity.tsx';
import { SEVERITIES, type Severity } from '../../../../shared/severity.ts';

/** A day of `GET /trend`. */
interface Day {
  readonly date: string;
  readonly open: { readonly [S in Severity]?: number | undefined };
  readonly opened: number;
  readonly resolved: number;
  readonly accounts: number;
}

/** A night is a date in UTC, whatever the zone of the reader. */
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const nameOf = ({ date }: Day): string => day.format(new Date(`${date}T00:00:00Z`));
const sumOf = ({ open }: Day): number => SEVERITIES.reduce((sum, severity) => sum + (open[severity] ?? 0), 0);

export function TrendChart({ days }: { readonly days: readonly Day[] }) {
  const shown = SEVERITIES.filter((severity) => days.some(({ open }) => (open[severity] ?? 0) > 0));
  return (
    <>
      <MixedLineBarChart
        height={200}
        hideFilter
        stackedBars
        xScaleType="categorical"
        xDomain={days.map(nameOf)}
        yDomain={[0, Math.max(1, ...days.map(sumOf))]}
        xTitle="Night (UTC)"
        yTitle="Open findings"
        ariaLabel="Open findings by night and severity"
        series={shown.map((severity) => ({
          type: 'bar' as const,
          title: severity,
          color: CHART_COLORS[severity],
          data: days.map((each) => ({ x: nameOf(each), y: each.open[severity] ?? 0 })),
        }))}
      />
      <ExpandableSection headerText="The numbers as a table">
        <Table
          variant="embedded"
          ariaLabels={{ tableLabel: 'Open findings by night' }}
          items={days.toReversed()}
          columnDefinitions={[
            { id: 'date', header: 'Night', cell: ({ date }) => date, isRowHeader: true },
            ...SEVERITIES.map((severity) => ({
              id: severity,
              header: severity,
              cell: ({ open }: Day) => (open[severity] ?? 0).toLocaleString(),
            })),
            { id: 'opened', header: 'New', cell: ({ opened }) => opened.toLocaleString() },
            { id: 'resolved', header: 'Resolved', cell: ({ resolved }) => resolved.toLocaleString() },
            { id: 'accounts', header: 'Accounts', cell: ({ accounts }) => accounts.toLocaleString() },
          ]}
        />
      </ExpandableSection>
    </>
  );
}
