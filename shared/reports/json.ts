/** `findings.json`: one document for programs that do not read lines: the findings, each with what its policy says, and the accounts that could not be read. */
import { fixOf, type ReportContent, type ReportFormat, unreadAccounts } from './record.ts';
import { json as jsonText } from './text.ts';

async function* text(content: ReportContent): AsyncGenerator<string> {
  const { collected_at, scope, findings, policies } = content;
  const unread_accounts = (await unreadAccounts(content)).map(({ account_id, name, reason }) => ({ account_id, name, reason }));
  yield `${jsonText({ collected_at, scope, unread_accounts }).slice(0, -1)},"findings":`;
  let before = '[';
  for await (const finding of findings()) {
    const policy = policies.get(finding.policy_id);
    const { description = null, references = [], frameworks = {} } = policy ?? {};
    yield `${before}\n${jsonText({ ...finding, description, remediation: fixOf(policy, finding), references, frameworks })}`;
    before = ',';
  }
  yield before === '[' ? '[]}\n' : '\n]}\n';
}

export const json = { name: 'json', help: 'one JSON document', findings: { name: 'findings.json', text } } as const satisfies ReportFormat;
