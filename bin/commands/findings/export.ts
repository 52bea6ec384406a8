/** `muster findings export`: writes the findings of the platform as a report, onto the standard output or into a file. */
import { placeFile } from '../../../shared/exports/place-file.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { REPORT_FORMATS } from '../../../shared/reports/formats.ts';
import type { ReportName } from '../../../shared/reports/names.ts';
import { type ReportContent, type ReportFormat, unreadAccounts } from '../../../shared/reports/record.ts';
import { writeReport } from '../../../shared/reports/write-reports.ts';
import type { CommandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printable, written } from '../output.ts';
import { versionOf } from '../../../shared/version.ts';
import { exportContent, type ExportRequest } from './export-content.ts';

export interface ExportOptions extends Omit<ExportRequest, 'version' | 'folder' | 'signal' | 'leftOut'> {
  readonly format: ReportName;
  /** The file to write; undefined for the standard output. */
  readonly output: string | undefined;
}

/** @throws CommandError, NotWritten */
export async function exportFindings({ format, output: file, ...request }: ExportOptions, context: CommandContext): Promise<void> {
  const { api, output, surroundings } = context;
  const ending = new AbortController();
  const { signal } = ending;
  await using folder = await TemporaryFolder.make('muster-findings');
  const uninterrupted = surroundings.onInterrupt?.(() => ending.abort(new CommandError('Interrupted: nothing was written.', EXIT.failed)));
  try {
    const { findings: report, lacksUnreadAccounts }: ReportFormat = REPORT_FORMATS[format];
    const leftOut = output.leftOut('finding');
    const read = async (): Promise<ReportContent> => {
      const content = await exportContent(api, { ...request, version: versionOf(), folder: folder.path, signal, leftOut });
      const unread = lacksUnreadAccounts ? await unreadAccounts(content) : [];
      for (const { text } of unread) surroundings.stderr.write(`muster: ${printable(`${report.name} has no place for this: ${text}`)}\n`);
      return content;
    };
    if (file === undefined) {
      for await (const text of report.text(await read())) {
        signal.throwIfAborted();
        await written(surroundings.stdout, text);
      }
    } else {
      const { bytes, sha256 } = await placeFile(file, async (path) => await writeReport(path, report, await read(), signal));
      if (output.json) output.document({ file, format, bytes, sha256 });
      else output.say(`Wrote ${file}.`);
    }
    output.endAnswer();
  } finally {
    uninterrupted?.();
  }
}
