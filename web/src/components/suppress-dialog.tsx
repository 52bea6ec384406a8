/** Asks why findings are accepted, and until when, and suppresses them. */
import Alert from '@cloudscape-design/components/alert';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '../api/client.ts';
import { sentenceOf } from '../api/problems.ts';
import { Dialog } from './dialog.tsx';
import { Text } from './text.tsx';
import { useNow } from './use-now.ts';

/** The most that one request takes. */
const MOST_AT_ONCE = 100;

interface SuppressDialogProps {
  readonly findings: readonly { readonly finding_id: string; readonly id: string; readonly title: string }[];
  readonly onClose: () => void;
}

interface Input {
  readonly reason: string;
  /** `2027-06-30`; empty if the suppression does not end. */
  readonly date: string;
}

export function SuppressDialog({ findings, onClose }: SuppressDialogProps) {
  const queries = useQueryClient();
  const [{ reason, date }, setInput] = useState<Input>({ reason: '', date: '' });
  const [isTried, setTried] = useState(false);
  const work = useMutation({
    mutationFn: async () =>
      await suppress(
        findings.map(({ finding_id }) => finding_id),
        { reason, date },
      ),
    onSettled: async () => await queries.invalidateQueries(),
    onSuccess: (refusals) => {
      if (refusals.length === 0) onClose();
    },
  });
  const missing = isTried && reason.trim() === '' ? 'Write why this is acceptable: others will read it.' : undefined;
  const now = useNow();
  const isPast = date !== '' && endOfDay(date) <= now;
  const what = findings.length === 1 ? 'this finding' : `${findings.length.toLocaleString()} findings`;

  function submit(): void {
    setTried(true);
    if (reason.trim() !== '' && !isPast) work.mutate();
  }

  return (
    <Dialog
      title={`Suppress ${what}`}
      onClose={onClose}
      leave={work.isSuccess ? 'Close' : 'Cancel'}
      {...(!work.isSuccess && { action: { label: 'Suppress', isPending: work.isPending, onClick: submit } })}
    >
      {work.error && <Alert type="error">{sentenceOf(work.error)}</Alert>}
      {work.data && work.data.length > 0 && <Refusals all={findings.length} refusals={work.data} />}
      <FormField label="Reason" description="Why the risk is accepted, and by whom." errorText={missing}>
        <Textarea
          value={reason}
          disabled={work.isPending || work.isSuccess}
          onChange={({ detail }) => setInput({ reason: detail.value, date })}
        />
      </FormField>
      <FormField
        label="Until"
        description="At the end of this day the findings open again. Leave it empty to accept the risk for good."
        errorText={isPast ? 'Choose a day that has not passed.' : undefined}
      >
        <DatePicker
          value={date}
          placeholder="YYYY/MM/DD"
          openCalendarAriaLabel={(chosen) => (chosen === null ? 'Choose a day' : `Choose a day; ${chosen} is chosen`)}
          isDateEnabled={(day) => day.getTime() >= startOfToday()}
          disabled={work.isPending || work.isSuccess}
          onChange={({ detail }) => setInput({ reason, date: detail.value })}
        />
      </FormField>
    </Dialog>
  );
}

function Refusals({ all, refusals }: { readonly all: number; readonly refusals: readonly Refusal[] }) {
  return (
    <Alert type="warning" header={`${(all - refusals.length).toLocaleString()} of ${all.toLocaleString()} were suppressed`}>
      <ul>
        {refusals.map(({ id, refused }) => (
          <li key={id}>
            <Text of={refused} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

interface Refusal {
  readonly id: string;
  readonly refused: string;
}

/** Resolves with those that were refused. */
async function suppress(finding_ids: readonly string[], { reason, date }: Input): Promise<readonly Refusal[]> {
  const until = date === '' ? undefined : endOfDay(date).toISOString();
  const refusals: Refusal[] = [];
  for (let from = 0; from < finding_ids.length; from += MOST_AT_ONCE) {
    const json = { finding_ids: finding_ids.slice(from, from + MOST_AT_ONCE), reason, ...(until !== undefined && { until }) };
    const { items } = await read(api.findings.suppress.$post({ json }));
    for (const { id, refused } of items) if (refused !== undefined) refusals.push({ id, refused });
  }
  return refusals;
}

/** The end of a day in the zone of the person. */
function endOfDay(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 23, 59, 59);
}

const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);
