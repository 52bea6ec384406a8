/** A filter with a few values, which stands in the address. */
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import type { AddressState } from './use-address.ts';

interface AddressSelectProps {
  readonly address: AddressState;
  /** The name of the parameter. */
  readonly name: string;
  readonly label: string;
  /** The values with their words. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Chooses any number of values; none stands for all. */
export function AddressMultiselect({ address, name, label, options }: AddressSelectProps) {
  const chosen = address.all(name);
  return (
    <FormField label={label}>
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        placeholder="Any"
        deselectAriaLabel={(option) => `Remove ${option.label ?? ''}`}
        onChange={({ detail }) => address.set({ [name]: detail.selectedOptions.flatMap(({ value }) => value ?? []) })}
      />
    </FormField>
  );
}

/** Chooses one value, or `any` of them. */
export function AddressSelect({ address, name, label, options, any }: AddressSelectProps & { readonly any: string }) {
  const all = [{ value: '', label: any }, ...options];
  return (
    <FormField label={label}>
      <Select
        options={all}
        selectedOption={all.find(({ value }) => value === (address.one(name) ?? '')) ?? null}
        onChange={({ detail }) => address.set({ [name]: detail.selectedOption.value || undefined })}
      />
    </FormField>
  );
}
