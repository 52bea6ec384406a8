/** The file of a policy, as its author wrote it, and whether the tests that it holds pass. */
import { yaml } from '@codemirror/lang-yaml';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, read } from '../../api/client.ts';
import { CodeEditor } from '../../components/code-editor.tsx';
import { PolicyTests } from '../../components/policy-tests.tsx';
import { Answer } from '../../components/states.tsx';

const LANGUAGE = yaml();

export function PolicyFile({ policyId }: { readonly policyId: string }) {
  const file = useQuery({
    queryKey: ['policy-text', policyId],
    queryFn: () => read(api.policies[':policy_id'].text.$get({ param: { policy_id: policyId } })),
  });
  return <Answer query={file}>{({ text }) => <Shown policyId={policyId} text={text} />}</Answer>;
}

function Shown({ policyId, text }: { readonly policyId: string; readonly text: string }) {
  const given = useMemo(() => ({ text }), [text]);
  const tests = useQuery({
    queryKey: ['policy-tests', policyId, text],
    queryFn: () => read(api.policies.check.$post({ json: { text, resources: 0 } })),
    staleTime: Infinity,
  });
  return (
    <SpaceBetween size="l">
      <CodeEditor label={`Text of the policy ${policyId}`} language={LANGUAGE} given={given} height="30rem" />
      <div>
        <Box variant="h3">Tests</Box>
        <Answer query={tests}>{(checked) => <PolicyTests tests={checked.tests} />}</Answer>
      </div>
    </SpaceBetween>
  );
}
