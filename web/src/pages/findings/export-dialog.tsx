/** Writes the findings that the list shows into a file, with its progress; it can be cancelled. */
import Alert from '@cloudscape-design/components/alert';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { version } from '../../../../package.json';
import { sentenceOf } from '../../api/problems.ts';
import { Dialog } from '../../components/dialog.tsx';
import { download } from '../../components/download.ts';
import type { Filters } from './filters.ts';
import { FORMATS, type FormatName, makeReport } from './report.ts';

interface ExportDialogProps {
  readonly format: FormatName;
  readonly filters: Filters;
  /** How many findings the list has, if it is known. */
  readonly total: number | undefined;
  readonly onClose: () => void;
}

export function ExportDialog({ format, filters, total, onClose }: ExportDialogProps) {
  const [count, setCount] = useState(0);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      const report = await makeReport({ format, filters, version, signal, onProgress: setCount });
      download(report.name, report.mediaType, report.parts);
      return report;
    },
  });
  useEffect(() => {
    const controller = new AbortController();
    mutate(controller.signal);
    return () => controller.abort();
  }, [mutate]);
  const label = FORMATS.find(({ name }) => name === format)?.label ?? format;
  return (
    <Dialog title={`Export as ${label}`} onClose={onClose} leave={isPending ? 'Cancel' : 'Close'}>
      {error && <Alert type="error">{sentenceOf(error)} Nothing was saved.</Alert>}
      {isPending && (
        <ProgressBar
          value={total ? Math.min(100, (count / total) * 100) : 0}
          label="Reading the findings"
          additionalInfo={`${count.toLocaleString()} read`}
        />
      )}
      {data && (
        <Alert type="success" header={`${data.findings.toLocaleString()} findings are in ${data.name}`}>
          The file has exactly what the list shows, and the accounts that could not be read.
          {data.leftOut > 0 && ` ${data.leftOut.toLocaleString()} findings are left out: the tags of their resources could not be read.`}
        </Alert>
      )}
    </Dialog>
  );
}
