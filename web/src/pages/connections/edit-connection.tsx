/** Adds a connection, or changes one: its name, and the settings of its cloud. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { api, read } from '../../api/client.ts';
import { Action } from '../../components/action.tsx';
import type { Connection } from './read-connections.ts';
import { filledIn, PROVIDERS, SETTINGS_FIELDS, settingText, type Provider } from './settings-fields.ts';

type Values = Readonly<Record<string, string>>;

export function AddConnection() {
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [provider, setProvider] = useState<Provider>('aws');
  const [values, setValues] = useState<Values>({});
  const add = async () =>
    await read(api.connections.$post({ json: { connection_id: id, provider, ...(name !== '' && { name }), settings: filledIn(values) } }));
  const clear = () => {
    setId('');
    setName('');
    setValues({});
  };
  return (
    <Action title="Add a connection" variant="primary" act={add} changes={['connections']} ready={id !== ''} onDone={clear}>
      <FormField label="Id" description="Lower-case letters, digits and hyphens; it stays.">
        <Input value={id} onChange={({ detail }) => setId(detail.value)} />
      </FormField>
      <SegmentedControl
        label="Cloud"
        selectedId={provider}
        options={PROVIDER_IDS.map((each) => ({ id: each, text: PROVIDERS[each] }))}
        onChange={({ detail }) => {
          setProvider(PROVIDER_IDS.find((each) => each === detail.selectedId) ?? 'aws');
          setValues({});
        }}
      />
      <Fields provider={provider} name={name} onName={setName} values={values} onValues={setValues} />
    </Action>
  );
}

export function ChangeConnection({ connection: { connection_id, provider, name: before, settings } }: { readonly connection: Connection }) {
  const [name, setName] = useState(before);
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, settingText(value)])),
  );
  const change = async () =>
    await read(
      api.connections[':connection_id'].$patch({
        param: { connection_id: encodeURIComponent(connection_id) },
        json: { ...(name !== '' && { name }), settings: filledIn(values) },
      }),
    );
  return (
    <Action title="Change" act={change} changes={['connections']}>
      The next job over the accounts of {connection_id} uses what is set here.
      <Fields provider={provider} name={name} onName={setName} values={values} onValues={setValues} />
    </Action>
  );
}

const PROVIDER_IDS = ['aws', 'azure', 'oci'] as const satisfies readonly Provider[];

interface FieldsProps {
  readonly provider: Provider;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly values: Values;
  readonly onValues: (values: Values) => void;
}

function Fields({ provider, name, onName, values, onValues }: FieldsProps) {
  return (
    <SpaceBetween size="m">
      <FormField label="Name">
        <Input value={name} onChange={({ detail }) => onName(detail.value)} />
      </FormField>
      {SETTINGS_FIELDS[provider].map((field) => (
        <FormField key={field.name} label={field.label} description={field.help}>
          <Input
            value={values[field.name] ?? ''}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onValues({ ...values, [field.name]: detail.value })}
          />
        </FormField>
      ))}
    </SpaceBetween>
  );
}
