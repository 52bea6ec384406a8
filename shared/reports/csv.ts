/** `findings.csv`: for spreadsheets. No cell of it runs as a formula. Accounts that could not be read are its last rows, of status `not_read`. */
import {
  controlsOf,
  fixOf,
  nameOf,
  noteOf,
  type ReportContent,
  type ReportedFinding,
  type ReportedPolicy,
  type ReportFormat,
  unreadAccounts,
} from './record.ts';
import { json, visible } from './text.ts';

type Read = (finding: ReportedFinding, policy: ReportedPolicy | undefined) => string | null | undefined;

const COLUMNS: Readonly<Record<string, Read>> = {
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  verdict: ({ verdict }) => verdict,
  title: ({ title }) => title,
  resource: nameOf,
  account_id: ({ account_id }) => account_id,
  account: ({ account_name }) => account_name,
  region: ({ region }) => region,
  type: ({ type }) => type,
  resource_id: ({ resource_id }) => resource_id,
  native_id: ({ native_id }) => native_id,
  tags: ({ tags }) => tags && json(tags),
  policy_id: ({ policy_id }) => policy_id,
  description: (_, policy) => policy?.description,
  remediation: (_, policy) => policy?.remediation?.text,
  remediation_console: (_, policy) => policy?.remediation?.console?.map((step, index) => `${index + 1}. ${step}`).join('\n'),
  remediation_cli: (finding, policy) => fixOf(policy, finding)?.cli,
  frameworks: (_, policy) => policy && controlsOf(policy).join(', '),
  references: (_, policy) => policy?.references.join(' '),
  evidence: ({ evidence }) => (evidence === undefined ? null : typeof evidence === 'string' ? evidence : json(evidence)),
  note: noteOf,
  first_seen_at: ({ first_seen_at }) => first_seen_at,
  opened_at: ({ opened_at }) => opened_at,
  resolved_at: ({ resolved_at }) => resolved_at,
  finding_id: ({ finding_id }) => finding_id,
};

async function* text(content: ReportContent): AsyncGenerator<string> {
  const { findings, policies } = content;
  yield csvLine(Object.keys(COLUMNS));
  for await (const finding of findings()) {
    if (finding.status === null) continue;
    const policy = policies.get(finding.policy_id);
    yield csvLine(Object.values(COLUMNS).map((read) => read(finding, policy) ?? ''));
  }
  for (const { account_id, name, text: note } of await unreadAccounts(content)) {
    const cells: Readonly<Record<string, string | null>> = {
      status: 'not_read',
      verdict: 'unknown',
      title: 'Account could not be read',
      account_id,
      account: name,
      note,
    };
    yield csvLine(Object.keys(COLUMNS).map((column) => cells[column] ?? ''));
  }
}

export const csv = { name: 'csv', help: 'for spreadsheets', findings: { name: 'findings.csv', text } } as const satisfies ReportFormat;

/** A line of cells, none of which runs as a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A cell in quotes, which does not run as a formula. */
export const csvCell = (value: string): string => `"${inert(visible(value, '\n')).replaceAll('"', '""')}"`;

/** A spreadsheet takes a cell that begins with one of these for a formula. Some spreadsheets treat the full-width ones alike. */
const FORMULA = '=+\\-@＝＋－＠';
const BLANK = '\\s\\p{Z}\\uFEFF';
const AT_START = new RegExp(`^[${FORMULA}]`, 'u');
/** A spreadsheet may see a formula inside of a cell too: after blanks, or after a semicolon or line break, which may split cells. */
const WITHIN = new RegExp(`(^[${BLANK}]+|[;\\n]["${BLANK}]*)([${FORMULA}])`, 'gu');

const inert = (cell: string): string => cell.replaceAll(WITHIN, "$1'$2").replace(AT_START, "'$&");
