/** The views that the person has saved of this page: choose one, save what is shown now, delete one. */
import Alert from '@cloudscape-design/components/alert';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { viewNameProblem } from '../../../../shared/api/view-names.ts';
import { api, read } from '../../api/client.ts';
import { sentenceOf } from '../../api/problems.ts';
import { Dialog } from '../../components/dialog.tsx';
import { visibleText } from '../../components/visible-text.ts';

const PAGE = 'findings';
const SAVE = 'save';

/** @param query what is shown now, as the address has it after `?` */
export function SavedViews({ query }: { readonly query: string }) {
  const navigate = useNavigate();
  const [isSaving, setSaving] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['views', PAGE],
    queryFn: async () => await read(api.views.$get({ query: { page: PAGE } })),
  });
  const views = data?.items ?? [];
  const current = views.find((view) => view.query === query);
  const remove = useRemoval();
  return (
    <>
      <ButtonDropdown
        loading={remove.isPending}
        items={[
          {
            text: views.length === 0 ? 'You have saved no view yet' : 'Your views',
            items: views.map(({ name }, index) => ({
              id: `view-${index}`,
              text: visibleText(name),
              ...(name === current?.name && { iconName: 'check' as const }),
            })),
          },
          {
            text: 'This view',
            items: [
              { id: SAVE, text: 'Save what is shown now' },
              ...(current ? [{ id: `delete-${views.indexOf(current)}`, text: `Delete “${visibleText(current.name)}”` }] : []),
            ],
          },
        ]}
        onItemClick={({ detail: { id } }) => {
          const view = views[Number(id.split('-')[1])];
          if (id === SAVE) setSaving(true);
          else if (view && id.startsWith('view-')) void navigate(`/${PAGE}?${view.query}`);
          else if (view) remove.mutate(view.name);
        }}
      >
        {current ? visibleText(current.name) : 'Saved views'}
      </ButtonDropdown>
      {(error ?? remove.error) && <Alert type="error">{sentenceOf(error ?? remove.error)}</Alert>}
      {isSaving && <SaveDialog query={query} onClose={() => setSaving(false)} />}
    </>
  );
}

function useRemoval() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => await read(api.views[':name'].$delete({ param: { name: encodeURIComponent(name) } })),
    onSettled: async () => await queries.invalidateQueries({ queryKey: ['views'] }),
  });
}

function SaveDialog({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: async () =>
      await read(api.views[':name'].$put({ param: { name: encodeURIComponent(name.trim()) }, json: { page: PAGE, query } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['views'] });
      onClose();
    },
  });
  const wrong = viewNameProblem(name.trim());
  const isReady = name.trim() !== '' && wrong === undefined;
  const submit = (): void => {
    if (isReady) save.mutate();
  };
  return (
    <Dialog
      title="Save this view"
      onClose={onClose}
      action={{ label: 'Save', isPending: save.isPending, isDisabled: !isReady, onClick: submit }}
    >
      <FormField
        label="Name"
        description="Nobody else sees it. A view of the same name is replaced."
        errorText={wrong ?? (save.error ? sentenceOf(save.error) : undefined)}
      >
        <Input
          value={name}
          onChange={({ detail }) => setName(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') submit();
          }}
        />
      </FormField>
    </Dialog>
  );
}
