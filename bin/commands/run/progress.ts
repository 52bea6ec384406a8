/** Shows the progress of a run on stderr: a bar on a terminal, lines of JSON, or nothing. */
import { SingleBar } from 'cli-progress';
import { isSearchOnly, isWhole } from '../../../shared/inventory/whole-slices.ts';
import { jsonLog } from '../../../shared/real-seams.ts';
import { redactText } from '../../../shared/redact.ts';
import type { RunEvents } from '../../../shared/run/run-events.ts';
import type { Streams } from '../output.ts';
import { isDumb, printable } from '../output.ts';

export interface RunProgress extends RunEvents {
  stop(): void;
}

type Terminal = Streams['stderr'];

export function createRunProgress(
  stderr: Terminal,
  { quiet, json_logs }: { readonly quiet: boolean; readonly json_logs: boolean },
  env: NodeJS.ProcessEnv,
): RunProgress {
  const hasBar = stderr.isTTY === true && !isDumb(env);
  if (json_logs) return logged(stderr);
  if (quiet) return silent({ note: () => undefined });
  const note = (text: string): void => {
    stderr.write(`${hasBar ? '\r\u001b[K' : ''}${printable(redactText(text))}\n`);
  };
  return hasBar ? bar(stderr, note) : silent({ note });
}

const silent = ({ note }: Pick<RunEvents, 'note'>): RunProgress => ({
  started: () => undefined,
  planned: () => undefined,
  read: () => undefined,
  sliceEnded: () => undefined,
  accountEnded: () => undefined,
  writing: () => undefined,
  note,
  stop: () => undefined,
});

const FORMAT =
  '{what} {bar} {value}/{total} accounts | {slices}/{planned} slices | {resources} resources | {failed} failed | {duration_formatted}';

function bar(stream: Terminal, note: RunEvents['note']): RunProgress {
  const single = new SingleBar({ stream, format: FORMAT, hideCursor: true, barsize: 30, clearOnComplete: false });
  const shown = { what: 'Reading', slices: 0, planned: 0, resources: 0, failed: 0 };
  const show = (): void => single.update(shown);
  return {
    started: (accounts) => single.start(accounts, 0, shown),
    planned: (_account, slices) => {
      shown.planned += slices;
      show();
    },
    read: (resources) => {
      shown.resources += resources;
      show();
    },
    sliceEnded: () => {
      shown.slices += 1;
      show();
    },
    accountEnded: ({ status }) => {
      if (status === 'failed') shown.failed += 1;
      single.increment(1, shown);
    },
    writing: () => {
      shown.what = 'Writing';
      show();
    },
    note,
    stop: () => single.stop(),
  };
}

/** Log messages are static texts; everything that varies is a field. */
function logged(stderr: Terminal): RunProgress {
  const log = jsonLog((line) => stderr.write(line));
  return {
    started: (accounts) => log.info('The run begins.', { accounts }),
    planned: (account_id, slices) => log.info('Logged in to an account.', { account_id, slices }),
    read: () => undefined,
    sliceEnded: (account_id, slice, outcome, error) => {
      const fields = { account_id, ...slice, outcome };
      if (isWhole(outcome)) log.info('A slice was read.', fields);
      else if (isSearchOnly(outcome, error?.error_code)) log.info('A slice is known from a search alone.', fields);
      else log.warn('A slice was not seen whole.', { ...fields, error });
    },
    accountEnded: ({ account_id, status, resources, error }) => {
      if (status === 'ok') log.info('An account was read.', { account_id, status, resources });
      else log.warn('An account was not read whole.', { account_id, status, resources, ...(error !== null && { error }) });
    },
    writing: () => log.info('The files are being written.'),
    note: (text) => log.info('A note.', { note: text }),
    stop: () => undefined,
  };
}
