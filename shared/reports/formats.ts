/** The formats of reports. */
import { asff } from './asff.ts';
import { csv } from './csv.ts';
import { html } from './html/html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { ReportName } from './names.ts';
import { ocsf } from './ocsf.ts';
import type { ReportFormat } from './record.ts';
import { sarif } from './sarif.ts';

export const REPORT_FORMATS: { readonly [N in ReportName]: ReportFormat & { readonly name: N } } = {
  html,
  sarif,
  junit,
  ocsf,
  asff,
  csv,
  json,
};
