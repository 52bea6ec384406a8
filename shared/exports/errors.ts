/** What goes wrong with an export's files. Each message is one sentence for whoever asked for it. */
import { MusterError } from '../errors.ts';

/** The files cannot be written: they exist already, the folder cannot be written to, the disk is full. Nothing is left behind. */
export class NotWritten extends MusterError {
  readonly code = 'not_written';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotWritten';
  }
}

/** What should be an export is corrupt, truncated, unfinished, of another schema version, or none. */
export class BadExport extends MusterError {
  readonly code = 'bad_export';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BadExport';
  }
}
