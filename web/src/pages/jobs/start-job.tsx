/** Starts a job. What the API refuses is shown at the field that it names. */
import Checkbox from '@cloudscape-design/components/checkbox';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, read } from '../../api/client.ts';
import { ApiProblem } from '../../api/problems.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Failed } from '../../components/states.tsx';
import { type JobForm, type Operation, requestOf } from './job-request.ts';

const OPERATIONS: readonly { readonly value: Operation; readonly label: string; readonly description: string }[] = [
  { value: 'inventory', label: 'Inventory', description: 'Reads the resources of accounts from their clouds.' },
  { value: 'scan', label: 'Scan', description: 'Judges the stored resources by policies; it calls no cloud.' },
  { value: 'export', label: 'Export', description: "Writes today's files of everything that is stored." },
];

const FIELDS = ['service', 'policy', 'accounts'];

export function StartJob({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  // The same for each attempt of this form: a request whose answer was lost starts no second job.
  const [token] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState<JobForm>({
    operation: 'inventory',
    service: '',
    policy: '',
    accounts: '',
    thenScan: true,
    thenExport: true,
  });
  const change = (part: Partial<JobForm>): void => setForm((before) => ({ ...before, ...part }));
  const start = useMutation({
    mutationFn: () => read(api.jobs.$post({ json: requestOf(form, token) })),
    onSuccess: async ({ job_id }) => {
      await queries.invalidateQueries({ queryKey: ['jobs'] });
      onClose();
      void navigate(`/jobs/${encodeURIComponent(job_id)}`);
    },
  });
  const problem = start.error instanceof ApiProblem ? start.error : undefined;
  const errorOf = (field: string): string | undefined => (problem?.field === field ? problem.message : undefined);
  const isElsewhere = start.error !== null && !FIELDS.includes(problem?.field ?? '');
  return (
    <Dialog
      title="Start a job"
      onClose={onClose}
      leave="Close"
      action={{ label: 'Start', isPending: start.isPending, onClick: () => start.mutate() }}
    >
      <Form>
        <SpaceBetween size="m">
          {isElsewhere && <Failed error={start.error} />}
          <FormField label="What to do">
            <RadioGroup
              items={[...OPERATIONS]}
              value={form.operation}
              onChange={({ detail }) => {
                const chosen = OPERATIONS.find(({ value }) => value === detail.value);
                if (chosen) change({ operation: chosen.value });
              }}
            />
          </FormField>
          {form.operation === 'inventory' && (
            <FormField label="Service" description="Leave it empty for all services." errorText={errorOf('service')}>
              <Input value={form.service} placeholder="aws.s3" onChange={({ detail }) => change({ service: detail.value })} />
            </FormField>
          )}
          {form.operation === 'scan' && (
            <FormField
              label="Policies"
              description="The id of a policy, a pattern, or a framework; leave it empty for all."
              errorText={errorOf('policy')}
            >
              <Input value={form.policy} placeholder="cis-aws-7.0" onChange={({ detail }) => change({ policy: detail.value })} />
            </FormField>
          )}
          {form.operation !== 'export' && (
            <FormField
              label="Accounts"
              description="Ids or selectors, one a line; leave it empty for every enabled account."
              errorText={errorOf('accounts')}
            >
              <Textarea
                value={form.accounts}
                rows={3}
                placeholder={'123456789012\nunit:/Root/Prod/*'}
                onChange={({ detail }) => change({ accounts: detail.value })}
              />
            </FormField>
          )}
          {form.operation === 'inventory' && (
            <Checkbox checked={form.thenScan} onChange={({ detail }) => change({ thenScan: detail.checked })}>
              Then scan the accounts
            </Checkbox>
          )}
          {form.operation !== 'export' && (
            <Checkbox checked={form.thenExport} onChange={({ detail }) => change({ thenExport: detail.checked })}>
              Then export
            </Checkbox>
          )}
        </SpaceBetween>
      </Form>
    </Dialog>
  );
}
