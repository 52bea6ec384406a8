/** The evidence of a finding: texts, numbers, and lists and objects of them, as the policy shows them. */
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { Text } from './text.tsx';

export function Evidence({ of: value }: { readonly of: unknown }) {
  if (value === null) return <Box color="text-body-secondary">not set</Box>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <Box color="text-body-secondary">an empty list</Box>;
    return (
      <ul>
        {value.map((item: unknown) => (
          <li key={JSON.stringify(item)}>
            <Evidence of={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== undefined)
    return (
      <KeyValuePairs
        columns={3}
        items={Object.entries(value).map(([name, member]: [string, unknown]) => ({ label: name, value: <Evidence of={member} /> }))}
      />
    );
  return <Text of={typeof value === 'string' ? value : JSON.stringify(value)} />;
}
