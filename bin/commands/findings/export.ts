/** `muster findings export`: writes the findings of the platform as a report, onto the standard output or into a file. */
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { asNotWritten, NotWritten } from '../../../shared/exports/errors.ts';
import type { WrittenFile } from '../../../shared/exports/file-sink.ts';
import { exists } from '../../../shared/make-folders.ts';
import { REPORT_FORMATS } from '../../../shared/reports/formats.ts';
import type { ReportName } from '../../../shared/reports/names.ts';
import { type ReportContent, type ReportFile, type ReportFormat, unreadAccounts } from '../../../shared/reports/record.ts';
import { writeReport } from '../../../shared/reports/write-reports.ts';
import type { CommandContext } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printable, written } from '../output.ts';
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
  if (file !== undefined) await refuseExisting(file);
  const ending = new AbortController();
  const uninterrupted = surroundings.onInterrupt?.(() => ending.abort(new CommandError('Interrupted: nothing was written.', EXIT.failed)));
  const folder = await mkdtemp(join(tmpdir(), 'muster-findings-'));
  try {
    const content = await exportContent(api, {
      ...request,
      version: versionOf(),
      folder,
      signal: ending.signal,
      leftOut: output.leftOut('finding'),
    });
    const { findings: report, lacksUnreadAccounts }: ReportFormat = REPORT_FORMATS[format];
    const unread = lacksUnreadAccounts ? await unreadAccounts(content) : [];
    for (const { text } of unread) surroundings.stderr.write(`muster: ${printable(`${report.name} has no place for this: ${text}`)}\n`);
    if (file === undefined) {
      for await (const text of report.text(content)) {
        ending.signal.throwIfAborted();
        await written(surroundings.stdout, text);
      }
      output.endAnswer();
      return;
    }
    const { bytes, sha256 } = await placeReport(file, report, content, ending.signal);
    if (output.json) output.document({ file, format, bytes, sha256 });
    else output.say(`Wrote ${file}.`);
    output.endAnswer();
  } finally {
    uninterrupted?.();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes beside the file and renames it when it is complete: nobody sees a part of it. */
async function placeReport(file: string, report: ReportFile, content: ReportContent, signal: AbortSignal): Promise<WrittenFile> {
  const target = resolve(file);
  const temporary = join(dirname(target), `.${basename(target)}.partial-${process.pid}`);
  try {
    const result = await writeReport(temporary, report, content, signal);
    await refuseExisting(file);
    await rename(temporary, target);
    return result;
  } catch (error) {
    throw error instanceof NotWritten
      ? new NotWritten(error.message.replaceAll(temporary, file), { cause: error })
      : asNotWritten(file, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** @throws NotWritten */
async function refuseExisting(file: string): Promise<void> {
  let isThere: boolean;
  try {
    isThere = await exists(file);
  } catch (error) {
    throw asNotWritten(file, error);
  }
  if (isThere) throw new NotWritten(`${file} exists already, and was not touched; name another file, or remove it first.`);
}
