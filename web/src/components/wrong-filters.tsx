/** Says which filters of an address are none, and what is allowed, in place of a list that would leave them out. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { Text } from './text.tsx';
import type { WrongFilter } from './wrong-filter.ts';

interface WrongFiltersProps {
  readonly wrong: readonly WrongFilter[];
  readonly onClear: () => void;
}

export function WrongFilters({ wrong, onClear }: WrongFiltersProps) {
  return (
    <Alert type="error" header="The address has a filter that is none" action={<ClearFilters onClear={onClear} />}>
      {wrong.map(({ name, came, allowed }) => (
        <div key={`${name}=${came}`}>
          {name}=<Text of={came} most={100} /> came; allowed {allowed}.
        </div>
      ))}
    </Alert>
  );
}

export const ClearFilters = ({ onClear }: { readonly onClear: () => void }) => <Button onClick={onClear}>Clear filters</Button>;
