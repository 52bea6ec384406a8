/** Shows the configuration as a tree, and the tags; now, or as they were at an earlier time. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { JsonTree, type Unread } from '../../components/json-tree.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { changeAt, readHistory, stateAfter } from './history.ts';
import type { Resource } from './resource.ts';

/** The part of a resource's state that is shown. */
interface State {
  readonly config: unknown;
  readonly tags: unknown;
  readonly unread: Readonly<Record<string, Unread>>;
}

export function Configuration({ resource }: { readonly resource: Resource }) {
  const address = useAddress();
  const day = address.one('as_of');
  return (
    <SpaceBetween size="m">
      <FormField label="As of the end of" description="A day in your time zone; empty: now." stretch>
        <SpaceBetween direction="horizontal" size="xs">
          <DatePicker
            value={day ?? ''}
            placeholder="YYYY/MM/DD"
            openCalendarAriaLabel={(chosen) => `Choose a day${chosen === null ? '' : `; chosen is ${chosen}`}`}
            onChange={({ detail }) => address.set({ as_of: detail.value === '' ? undefined : detail.value })}
          />
          {day !== undefined && <Button onClick={() => address.set({ as_of: undefined })}>Show now</Button>}
        </SpaceBetween>
      </FormField>
      {day === undefined ? <StateShown state={resource} type={resource.type} /> : <Earlier resource={resource} day={day} />}
    </SpaceBetween>
  );
}

function Earlier({ resource, day }: { readonly resource: Resource; readonly day: string }) {
  const query = useQuery({ queryKey: ['history', resource.id], queryFn: () => readHistory(resource.id) });
  const end = new Date(`${day}T23:59:59.999`);
  if (Number.isNaN(end.getTime())) return <Alert type="error">{day} is no day; write one such as 2026-11-21.</Alert>;
  return (
    <Answer query={query}>
      {({ changes, isWhole }) => {
        const change = changeAt(changes, end.toISOString());
        if (change === undefined) return <Alert type="info">The resource was not known yet at the end of this day.</Alert>;
        const state = stateAfter(changes, change.version);
        return (
          <SpaceBetween size="m">
            {!isWhole && <Alert type="warning">The resource has changed so often that its newest changes are not shown here.</Alert>}
            <Alert type="info">
              This is version {change.version}, seen <Time at={change.observed_at} />
              {change.op === 'delete' && ': the resource was deleted then, and this was its last state'}.
            </Alert>
            {isState(state) ? (
              <StateShown state={state} type={resource.type} />
            ) : (
              <Alert type="warning">The state at this time cannot be told from the stored changes.</Alert>
            )}
          </SpaceBetween>
        );
      }}
    </Answer>
  );
}

const isState = (state: unknown): state is State =>
  typeof state === 'object' && state !== null && 'config' in state && 'tags' in state && 'unread' in state;

function StateShown({ state: { config, tags, unread }, type }: { readonly state: State; readonly type: string }) {
  return (
    <SpaceBetween size="m">
      <Container header={<Header variant="h2">Configuration</Header>}>
        <JsonTree value={config} root="config" unread={unread} actions={(path) => <FieldActions path={path} type={type} />} />
      </Container>
      <Container header={<Header variant="h2">Tags</Header>}>
        {tags === null ? (
          <Alert type="warning">The tags could not be read.</Alert>
        ) : (
          <JsonTree value={tags} root="tags" actions={(path) => <FieldActions path={path} type={type} />} />
        )}
      </Container>
    </SpaceBetween>
  );
}

function FieldActions({ path, type }: { readonly path: string; readonly type: string }) {
  return (
    <span className="json-tree-actions">
      <CopyToClipboard
        variant="icon"
        textToCopy={path}
        copyButtonAriaLabel={`Copy the path ${path}`}
        copySuccessText="The path is copied"
        copyErrorText="The browser did not allow to copy"
      />
      <RouteLink
        to={`/policies/new?type=${encodeURIComponent(type)}&path=${encodeURIComponent(path)}`}
        ariaLabel={`Write a policy from the field ${path}`}
      >
        policy
      </RouteLink>
    </span>
  );
}
