/** A chart of the rows that the table has read: bars or lines of the chosen columns. */
import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import LineChart from '@cloudscape-design/components/line-chart';
import Multiselect from '@cloudscape-design/components/multiselect';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Empty } from '../../components/states.tsx';
import { useAddress } from '../../components/use-address.ts';
import { visibleText } from '../../components/visible-text.ts';
import { isNumeric, MOST_POINTS, seriesOf, type Column, type Row } from './result-text.ts';

interface ResultChartProps {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const MOST_LABEL = 40;
const HEIGHT = 320;

export function ResultChart({ columns, rows }: ResultChartProps) {
  const address = useAddress();
  const options = columns.map(({ name }, at) => ({ value: String(at), label: visibleText(name) }));
  const numeric = options.filter((_, at) => columns[at] !== undefined && isNumeric(columns[at]));
  if (numeric.length === 0) return <Empty title="No column of numbers">A chart needs one: select a count, a sum or another number.</Empty>;
  const kind = address.one('chart') === 'line' ? 'line' : 'bar';
  const known = (text: string | undefined) => options.find(({ value }) => value === text);
  const label = known(address.one('x')) ?? options.find(({ value }) => !numeric.some((each) => each.value === value)) ?? options[0];
  const asked = address.all('y').flatMap((text) => numeric.filter(({ value }) => value === text));
  const values = asked.length > 0 ? asked : numeric.filter(({ value }) => value !== label?.value).slice(0, 1);
  const series = seriesOf(
    columns,
    rows.map((row) => row.map((text) => (text === null ? null : visibleText(text).slice(0, MOST_LABEL)))),
    Number(label?.value ?? 0),
    values.map(({ value }) => Number(value)),
  );
  const domain = [...new Set(series.flatMap(({ data }) => data.map(({ x }) => x)))];
  const shared = {
    height: HEIGHT,
    xScaleType: 'categorical' as const,
    xDomain: domain,
    xTitle: label?.label ?? '',
    hideFilter: true,
    ariaLabel: 'Chart of the result',
    i18nStrings: { xAxisAriaRoleDescription: 'x axis', yAxisAriaRoleDescription: 'y axis' },
    empty: <Empty title="Nothing to draw">The rows have no numbers in the chosen columns.</Empty>,
  };
  return (
    <SpaceBetween size="m">
      <SpaceBetween size="m" direction="horizontal">
        <FormField label="Kind">
          <SegmentedControl
            label="Kind of chart"
            selectedId={kind}
            options={[
              { id: 'bar', text: 'Bars' },
              { id: 'line', text: 'Lines' },
            ]}
            onChange={({ detail }) => address.set({ chart: detail.selectedId })}
          />
        </FormField>
        <FormField label="Over">
          <Select
            selectedOption={label ?? null}
            options={options}
            onChange={({ detail }) => address.set({ x: detail.selectedOption.value })}
          />
        </FormField>
        <FormField label="Numbers">
          <Multiselect
            selectedOptions={values}
            options={numeric}
            onChange={({ detail }) =>
              address.set({ y: detail.selectedOptions.flatMap(({ value }) => (value === undefined ? [] : [value])) })
            }
          />
        </FormField>
      </SpaceBetween>
      {rows.length > MOST_POINTS && (
        <Box color="text-body-secondary">
          The chart shows the first {MOST_POINTS} of {rows.length.toLocaleString()} rows that were read.
        </Box>
      )}
      {kind === 'bar' ? (
        <BarChart {...shared} series={series.map(({ title, data }) => ({ type: 'bar', title, data }))} />
      ) : (
        <LineChart {...shared} series={series.map(({ title, data }) => ({ type: 'line', title, data }))} />
      )}
    </SpaceBetween>
  );
}
