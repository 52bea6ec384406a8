/** Says who accepted a finding, why, and until when. */
import Alert from '@cloudscape-design/components/alert';
import { Person } from './person.tsx';
import { RouteLink } from './route-link.tsx';
import { Text } from './text.tsx';
import { Time } from './time.tsx';

type Suppression =
  | { readonly by: 'operators' }
  | {
      readonly suppression_id: string;
      readonly reason: string;
      readonly author: string;
      readonly on_behalf_of?: string | undefined;
      readonly until?: string | undefined;
    };

/** Tells whether the operators have suppressed the finding that a customer sees: only they can change that. */
export const isOfOperators = ({ suppression }: { readonly suppression?: Suppression | undefined }): boolean =>
  suppression !== undefined && 'by' in suppression;

export function Suppressed({ by }: { readonly by: Suppression }) {
  if ('by' in by)
    return (
      <Alert type="info" header="Suppressed by the operators">
        Only they can end or replace that, so you cannot do it here.
      </Alert>
    );
  const { suppression_id, reason, until } = by;
  return (
    <Alert type="info" header="Suppressed: somebody accepts the risk">
      <Text of={reason} /> — <Person {...by} />
      {until !== undefined && (
        <>
          , until <Time at={until} />
        </>
      )}
      . <RouteLink to={`/findings?status=suppressed&suppression_id=${encodeURIComponent(suppression_id)}`}>Show what it hides</RouteLink>
    </Alert>
  );
}
