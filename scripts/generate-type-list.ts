/** Makes docs/resource-types.md, the list of the resource types that Muster reads. */
import { PROVIDER_FACTS } from '../shared/provider-facts.ts';

export const TYPE_LIST = 'docs/resource-types.md';

export const TITLES: Readonly<Record<string, string>> = { aws: 'AWS', azure: 'Azure', oci: 'OCI' };

/** Markdown: a table for each provider, with a row for each of its services. */
export function generatedTypeList(): string {
  const sections = PROVIDER_FACTS.map(({ id, types }) => {
    const namesOf = (service: string): string =>
      types
        .filter((type) => type.service === service)
        .map(({ type }) => type)
        .toSorted()
        .join('`, `');
    const services = [...new Set(types.map(({ service }) => service))].toSorted();
    const rows = services.map((service) => `| \`${service}\` | \`${namesOf(service)}\` |`);
    const title = `## ${TITLES[id] ?? id}: ${types.length} types of ${services.length} services`;
    return [title, '', '| service | resource types |', '|---|---|', ...rows].join('\n');
  });
  const lead =
    'Muster reads these types with all that their policies ask for. Of Azure and OCI it also lists the resources of every other type that the cloud tells of,\n' +
    'by what the list says of them. `npm run generate` writes this page.';
  return `# Resource types\n\n${lead}\n\n${sections.join('\n\n')}\n`;
}
