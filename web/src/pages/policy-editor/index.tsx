/** Writes a policy of one's own: a new one from a draft, or one that is stored. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api, read } from '../../api/client.ts';
import { draftSubject } from '../../components/field-path.ts';
import { Answer } from '../../components/states.tsx';
import { useAddress } from '../../components/use-address.ts';
import { Editor } from './editor.tsx';
import { policyLanguage } from './language.ts';

const FIRST_TYPE = 'AWS::S3::Bucket';

/** The format, by which the editor completes, and the text to begin with. */
async function readStart(policyId: string | undefined, type: string, path: string | undefined) {
  const text =
    policyId === undefined
      ? read(api.policies.draft.$get({ query: { type, ...(path !== undefined && draftSubject(path)) } }))
      : read(api.policies[':policy_id'].text.$get({ param: { policy_id: policyId } }));
  const [format, start] = await Promise.all([read(api.policies.schema.$get()), text]);
  return { language: policyLanguage(format), text: start.text };
}

export default function PolicyEditor() {
  const { policy_id } = useParams();
  const address = useAddress();
  const type = address.one('type') ?? FIRST_TYPE;
  const path = address.one('path');
  const start = useQuery({
    queryKey: ['policy-start', policy_id, type, path],
    queryFn: () => readStart(policy_id, type, path),
    // A later answer must not replace what somebody writes.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Answer query={start}>
      {({ text, language }) => <Editor key={`${policy_id}|${type}|${path}`} policyId={policy_id} start={text} language={language} />}
    </Answer>
  );
}
