/** A filter that people type. It takes effect, and stands in the address, once they press Enter or leave the field. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { AddressState } from './use-address.ts';

interface AddressInputProps {
  readonly address: AddressState;
  /** The name of the parameter. */
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
}

export function AddressInput({ address, name, label, placeholder }: AddressInputProps) {
  const stored = address.one(name) ?? '';
  return (
    <TypedInput
      key={stored}
      stored={stored}
      label={label}
      placeholder={placeholder}
      onCommit={(text) => address.set({ [name]: text || undefined })}
    />
  );
}

interface TypedInputProps extends Pick<AddressInputProps, 'label' | 'placeholder'> {
  readonly stored: string;
  readonly onCommit: (text: string) => void;
}

function TypedInput({ stored, label, placeholder, onCommit }: TypedInputProps) {
  const [text, setText] = useState(stored);
  const commit = (): void => {
    if (text.trim() !== stored) onCommit(text.trim());
  };
  return (
    <FormField label={label}>
      <Input
        type="search"
        value={text}
        placeholder={placeholder}
        clearAriaLabel={`Clear ${label}`}
        onChange={({ detail }) => {
          setText(detail.value);
          if (detail.value === '' && stored !== '') onCommit('');
        }}
        onBlur={commit}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') commit();
        }}
      />
    </FormField>
  );
}
