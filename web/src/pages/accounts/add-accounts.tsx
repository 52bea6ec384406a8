/** Registers accounts, one id in each line. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { api, read } from '../../api/client.ts';
import { Action } from '../../components/action.tsx';

export function AddAccounts() {
  const [text, setText] = useState('');
  const [connection, setConnection] = useState('aws');
  const ids = text.split(/[\s,]+/).filter((id) => id !== '');
  const add = async () =>
    await read(api.accounts.$post({ json: { accounts: ids.map((account_id) => ({ account_id, connection_id: connection })) } }));
  return (
    <Action title="Add accounts" variant="primary" act={add} changes={['accounts']} ready={ids.length > 0} onDone={() => setText('')}>
      <FormField
        label="Ids"
        description="One in each line: 12 digits for AWS, azure:… for a subscription, oci:… for a tenancy. An account that is registered already stays as it is."
      >
        <Textarea value={text} rows={5} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      <FormField label="Connection" description="Its id; aws is the deployment's own.">
        <Input value={connection} onChange={({ detail }) => setConnection(detail.value)} />
      </FormField>
    </Action>
  );
}
