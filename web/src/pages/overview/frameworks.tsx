/** The score of each framework, beside how much of it the score is based on. */
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { everyPage } from '../../api/every-page.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';

const readPage = (cursor: string | undefined, signal: AbortSignal) =>
  read(api.frameworks.$get({ query: { limit: '100', ...(cursor !== undefined && { cursor }) } }, { init: { signal } }));
type Framework = Awaited<ReturnType<typeof readPage>>['items'][number];

export function Frameworks() {
  const query = useQuery({
    queryKey: ['frameworks'],
    queryFn: async ({ signal }) => {
      const found: Framework[] = [];
      for await (const page of everyPage((cursor) => readPage(cursor, signal))) found.push(...page.items);
      return found;
    },
  });
  return (
    <Answer query={query}>
      {(all) => (
        <Table
          variant="embedded"
          ariaLabels={{ tableLabel: 'Frameworks' }}
          // There is no score of a cloud of which nothing was seen, nor of a framework no control of which is checked whole.
          items={all.filter(
            ({ coverage, score, seen }) => coverage.covered > 0 && (score.percent !== undefined || (seen?.resources.unknown ?? 0) > 0),
          )}
          empty={<Empty title="No scores yet">A scan scores the frameworks of the clouds that were read.</Empty>}
          columnDefinitions={[
            {
              id: 'name',
              header: 'Framework',
              cell: ({ framework_id, name }) => <RouteLink to={`/frameworks/${encodeURIComponent(framework_id)}`}>{name}</RouteLink>,
              isRowHeader: true,
            },
            {
              id: 'score',
              header: 'Score of what was seen',
              cell: ({ score }) => (score.percent === undefined ? 'not known' : `${score.percent} %`),
            },
            {
              id: 'controls',
              header: 'Controls checked',
              cell: ({ coverage }) => `${coverage.covered.toLocaleString()} of ${coverage.controls.toLocaleString()}`,
            },
            {
              id: 'accounts',
              header: 'Accounts seen whole',
              cell: ({ seen }) => (seen ? `${seen.accounts.whole.toLocaleString()} of ${seen.accounts.total.toLocaleString()}` : 'none'),
            },
            { id: 'unknown', header: 'Verdicts not known', cell: ({ seen }) => (seen ? seen.resources.unknown.toLocaleString() : '–') },
          ]}
        />
      )}
    </Answer>
  );
}
