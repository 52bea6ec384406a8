/** `findings.json`: one array of findings, each with what its policy says, for programs that read a document and not lines. */
import { fixOf, type ReportContent, type ReportFormat } from './record.ts';
import { json as jsonText } from './text.ts';

async function* text({ findings, policies }: ReportContent): AsyncGenerator<string> {
  let before = '[';
  for await (const finding of findings()) {
    const policy = policies.get(finding.policy_id);
    const { description = null, references = [], frameworks = {} } = policy ?? {};
    yield `${before}\n${jsonText({ ...finding, description, remediation: fixOf(policy, finding), references, frameworks })}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

export const json = { name: 'json', help: 'one JSON array', findings: { name: 'findings.json', text } } as const satisfies ReportFormat;
