/** The editor of a policy with its problems, its tests and its trial, which are those of the text as it is. */
import type { Extension } from '@codemirror/state';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, read } from '../../api/client.ts';
import { CodeEditor } from '../../components/code-editor.tsx';
import { PolicyTests } from '../../components/policy-tests.tsx';
import { Failed } from '../../components/states.tsx';
import { useSession } from '../../session/session.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { TrialResult } from './trial.tsx';
import { type Checked, useCheck } from './use-check.ts';

interface EditorProps {
  /** The stored policy that is edited; undefined for a new one. */
  readonly policyId: string | undefined;
  readonly start: string;
  readonly language: Extension;
}

const save = (policy_id: string, text: string) =>
  read(
    api.policies[':policy_id'].$put(
      { param: { policy_id } },
      // The client sends JSON and forms; a policy is sent as YAML.
      { init: { body: text, headers: { 'content-type': 'application/yaml' } } },
    ),
  );

export function Editor({ policyId, start, language }: EditorProps) {
  const [given] = useState({ text: start });
  const [text, setText] = useState(start);
  const saved = useRef(start);
  const written = useRef(text);
  const write = useCallback((changed: string) => {
    written.current = changed;
    setText(changed);
  }, []);
  const isUnsaved = useCallback(() => written.current !== saved.current, []);
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { checked, error, isChecking, trial, trialError, isTrying, tryIt } = useCheck(text);
  const id = checked?.policy?.policy_id;
  const store = useMutation({
    mutationFn: (policy: string) => save(policy, text),
    onSuccess: async ({ policy }) => {
      saved.current = text;
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('polic') });
      void navigate(`/policies/${encodeURIComponent(policy.policy_id)}`);
    },
  });
  const canSave = session.may('admin') && id !== undefined && checked?.problems.length === 0 && !isChecking;
  return (
    <SpaceBetween size="l">
      <LeaveGuard isUnsaved={isUnsaved} />
      <Header
        variant="h1"
        description="The text is checked while you write. Try it on stored resources to see what it would find before you save it."
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <Button loading={isTrying} disabled={checked?.policy === undefined || isChecking} onClick={tryIt}>
              Try on stored resources
            </Button>
            <Button variant="primary" loading={store.isPending} disabled={!canSave} onClick={() => id !== undefined && store.mutate(id)}>
              Save
            </Button>
          </SpaceBetween>
        }
      >
        {policyId === undefined ? 'New policy' : `Edit ${policyId}`}
      </Header>
      {!session.may('admin') && <Alert type="info">You can write and try policies here; an administrator can save them.</Alert>}
      {policyId !== undefined && id !== undefined && id !== policyId && (
        <Alert type="warning">
          The text has another id: it is saved as the policy {id}, and {policyId} stays as it is.
        </Alert>
      )}
      {store.error && <Failed error={store.error} />}
      <CodeEditor
        label="Text of the policy"
        language={language}
        given={given}
        onChange={write}
        problems={checked?.problems ?? NONE}
        height="28rem"
      />
      <div aria-live="polite">{error ? <Failed error={error} /> : <Problems checked={checked} isChecking={isChecking} />}</div>
      {(isTrying || trial || trialError) && (
        <Container header={<Header variant="h2">On stored resources</Header>}>
          {isTrying && <StatusIndicator type="loading">Judging stored resources</StatusIndicator>}
          {trialError && <Failed error={trialError} onRetry={tryIt} />}
          {trial?.trial_problem !== undefined && <Alert type="error">{trial.trial_problem}</Alert>}
          {trial?.trial && <TrialResult trial={trial.trial} />}
        </Container>
      )}
      {checked && checked.tests.length > 0 && (
        <Container header={<Header variant="h2">Tests</Header>}>
          <PolicyTests tests={checked.tests} />
        </Container>
      )}
    </SpaceBetween>
  );
}

const NONE: Checked['problems'] = [];

function Problems({ checked, isChecking }: { readonly checked: Checked | undefined; readonly isChecking: boolean }) {
  if (isChecking || !checked) return <StatusIndicator type="loading">Checking</StatusIndicator>;
  const { problems } = checked;
  if (problems.length === 0)
    return <StatusIndicator type="success">No problem: the policy can be used, and its tests pass</StatusIndicator>;
  return (
    <Alert type="error" header={problems.length === 1 ? 'There is a problem' : `There are ${problems.length} problems`}>
      <ul>
        {problems.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`}>
            Line {line}, column {column}: {message}
          </li>
        ))}
      </ul>
      <Box variant="small">A policy is saved once it has no problem.</Box>
    </Alert>
  );
}
