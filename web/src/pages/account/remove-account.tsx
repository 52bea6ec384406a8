/** Removes an account with all that is stored of it, after its id was typed. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { api, read } from '../../api/client.ts';
import { Action } from '../../components/action.tsx';

interface RemoveAccountProps {
  readonly accountId: string;
  readonly onDone: () => void;
}

export function RemoveAccount({ accountId, onDone }: RemoveAccountProps) {
  const [typed, setTyped] = useState('');
  /** The API works for a limited time on each request, and says whether the account is gone. */
  async function remove(): Promise<void> {
    for (;;) {
      const { removed } = await read(api.accounts[':account_id'].$delete({ param: { account_id: encodeURIComponent(accountId) } }));
      if (removed) return;
    }
  }
  return (
    <Action title="Remove" act={remove} changes={['accounts']} ready={typed === accountId} onDone={onDone}>
      This deletes the account and the resources, findings and coverage that are stored of it. Exports that were made before keep it.
      Nothing changes in the cloud.
      <FormField label="Id of the account" description={`Type ${accountId} to remove it.`}>
        <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} autoComplete={false} />
      </FormField>
    </Action>
  );
}
