/** The frameworks with their scores, and how much the scores rest on. */
import { numberText } from '../../../../shared/number-text.ts';
import { accountsOf } from '../../../../shared/reports/framework-words.ts';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { useList } from '../../components/use-list.ts';
import { readFrameworks, type FrameworkSummary } from './framework-api.ts';

export default function Frameworks() {
  const list = useList(['frameworks'], readFrameworks);
  return (
    <ListTable
      title="Frameworks"
      description="A score is of what was seen: the share of judged controls that pass. What could not be read never counts as passed."
      list={list}
      trackBy="framework_id"
      nameOf={({ name }) => name}
      empty={<Empty title="No framework">This version of Muster knows no framework.</Empty>}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Framework',
          minWidth: 220,
          cell: ({ framework_id, name }) => <RouteLink to={`/frameworks/${encodeURIComponent(framework_id)}`}>{name}</RouteLink>,
          isRowHeader: true,
        },
        { id: 'score', header: 'Score', cell: ({ score: { percent } }) => (percent === undefined ? 'nothing judged' : `${percent}%`) },
        { id: 'fail', header: 'Controls that fail', cell: ({ score: { states } }) => numberText(states.fail) },
        { id: 'unknown', header: 'Unknown', cell: ({ score: { states } }) => numberText(states.unknown) },
        { id: 'seen', header: 'Accounts seen whole', cell: ({ seen }) => (seen ? accountsOf(seen) || 'none' : 'no policy') },
        { id: 'verdicts', header: 'Verdicts known', cell: verdictsText },
        {
          id: 'covered',
          header: 'Controls covered',
          cell: ({ coverage: { covered, partial, controls } }) =>
            `${numberText(covered)} of ${numberText(controls)}${partial === 0 ? '' : `, ${numberText(partial)} more in part`}`,
        },
      ]}
    />
  );
}

function verdictsText({ seen }: FrameworkSummary): string {
  if (!seen) return 'no policy';
  const { judged, unknown } = seen.resources;
  return `${numberText(judged)} of ${numberText(judged + unknown)}`;
}
