/** Open findings over the nights. The chart's code is loaded after the page. */
import Box from '@cloudscape-design/components/box';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { api, read } from '../../api/client.ts';
import { Answer, Loading } from '../../components/states.tsx';

const TrendChart = lazy(async () => ({ default: (await import('./trend-chart.tsx')).TrendChart }));
const DAYS = '60';

const readTrend = (signal: AbortSignal) => read(api.trend.$get({ query: { days: DAYS } }, { init: { signal } }));

export function Trend() {
  const query = useQuery({ queryKey: ['trend'], queryFn: async ({ signal }) => await readTrend(signal) });
  return (
    <Answer query={query}>
      {({ days }) =>
        days.length < 2 ? (
          <Box color="text-body-secondary">After the second night, a chart here shows how the findings change.</Box>
        ) : (
          <Suspense fallback={<Loading what="Drawing" />}>
            <TrendChart days={days} />
          </Suspense>
        )
      }
    </Answer>
  );
}
