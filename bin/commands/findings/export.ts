/** `muster findings export`: writes the findings of the platform as a report, onto the standard output or into a file. */
import { placeFile } from '../../../shared/exports/place-file.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { REPORT_FORMATS } from '../../../shared/reports/formats.ts';
import type { ReportName } from '../../../shared/reports/names.ts';
import { writeReport } from '../../../shared/reports/write-reports.ts';
import type { CommandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { written } from '../output.ts';
import { versionOf } from '../version.ts';
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
    const report = REPORT_FORMATS[format].findings;
    const leftOut = output.leftOut('finding');
    const content = async () => await exportContent(api, { ...request, version: versionOf(), folder: folder.path, signal, leftOut });
    if (file === undefined) {
      for await (const text of report.text(await content())) {
        signal.throwIfAborted();
        await written(surroundings.stdout, text);
      }
    } else {
      const { bytes, sha256 } = await placeFile(file, async (path) => await writeReport(path, report, await content(), signal));
      if (output.json) output.document({ file, format, bytes, sha256 });
      else output.say(`Wrote ${file}.`);
    }
    output.endAnswer();
  } finally {
    uninterrupted?.();
  }
}
