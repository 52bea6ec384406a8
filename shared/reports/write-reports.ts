/** Writes reports into the folder of an export. */
import { join } from 'node:path';
import { FileSink, type WrittenFile } from '../exports/file-sink.ts';
import type { ReportContent, ReportFile, ReportFormat } from './record.ts';

export interface WrittenReport extends WrittenFile {
  readonly name: string;
  readonly format: string;
}

/** @throws NotWritten, also if a file exists; the signal's reason once it is aborted */
export async function writeReports(
  folder: string,
  formats: readonly ReportFormat[],
  content: ReportContent,
  signal?: AbortSignal,
): Promise<WrittenReport[]> {
  const written: WrittenReport[] = [];
  for (const { name: format, findings, resources } of formats) {
    for (const file of [findings, ...(resources && content.resources ? [resources] : [])])
      written.push({ name: file.name, format, ...(await writeReport(join(folder, file.name), file, content, signal)) });
  }
  return written;
}

/** Writes one new file. @throws as `writeReports` */
export async function writeReport(path: string, file: ReportFile, content: ReportContent, signal?: AbortSignal): Promise<WrittenFile> {
  await using sink = await FileSink.create(path);
  for await (const text of file.text(content)) {
    signal?.throwIfAborted();
    await sink.writeText(text);
  }
  return await sink.finish();
}
