/** Shows the progress of jobs on stderr: a bar on a terminal, a few lines elsewhere. */
import { SingleBar } from 'cli-progress';
import { isDumb } from '../commands/output.ts';
import type { JobId } from '../../shared/ids.ts';
import type { JobRow } from '../../shared/jobs/model.ts';
import { numberText } from '../../shared/number-text.ts';

export interface Progress {
  /** Shows the progress of a job. Jobs are shown one after the other. */
  update(job: JobRow): void;
  /** Prints a line that stays, above the bar. */
  note(line: string): void;
  stop(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const doneOf = ({ completed, partial, failed }: JobRow): number => completed + partial + failed;

const nameOf = ({ operation }: JobRow): string => `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY && !isDumb(process.env) ? barProgress(stream) : lineProgress(stream);
}

function barProgress(stream: NodeJS.WriteStream): Progress {
  const format = '{name} {bar} {value}/{total} accounts | {failed} failed | {duration_formatted}';
  const bar = new SingleBar({ stream, format, hideCursor: true, barsize: 30, clearOnComplete: false });
  let shown: JobId | undefined;
  return {
    update: (job) => {
      if (job.job_id !== shown) {
        bar.stop();
        bar.start(job.total_accounts, 0, { name: nameOf(job), failed: 0 });
      }
      shown = job.job_id;
      bar.update(doneOf(job), { failed: job.failed });
    },
    note: (line) => stream.write(`\r\u001b[K${line}\n`),
    stop: () => bar.stop(),
  };
}

/** Prints a line when a quarter of the accounts more is done. */
export function lineProgress(stream: Terminal): Progress {
  let shown: JobId | undefined;
  let quarter = -1;
  return {
    update: (job) => {
      if (job.job_id !== shown) quarter = -1;
      shown = job.job_id;
      const reached = job.total_accounts === 0 ? 4 : Math.floor((doneOf(job) / job.total_accounts) * 4);
      if (reached > quarter)
        stream.write(
          `${nameOf(job)}: ${numberText(doneOf(job))} of ${numberText(job.total_accounts)} accounts (${numberText(job.failed)} failed)\n`,
        );
      quarter = Math.max(quarter, reached);
    },
    note: (line) => stream.write(`${line}\n`),
    stop: () => undefined,
  };
}
