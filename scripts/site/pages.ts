/** Every page of the site, and its menus. */
import { ancestorsOf } from '../../shared/clouds/types/metadata.ts';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { permissionOf } from '../../shared/clouds/aws/types/permission-of.ts';
import { callsOfService } from '../../shared/clouds/aws/types/service-calls.ts';
import type { Call } from '../../shared/clouds/types/definition.ts';
import { loadFields } from '../../shared/policies/known-fields.ts';
import type { Policy } from '../../shared/policies/policy.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { policyFiles, policyText, readFrameworks, readPolicy } from '../generate-policies.ts';
import { serviceFolders } from '../generate-types.ts';
import { REST_PROVIDERS, restServices } from '../rest-types.ts';
import { frameworkIndex, frameworkPage } from './framework-page.ts';
import { guides } from './guides.ts';
import { grouped, type Page } from './markdown.ts';
import { serviceOfPolicy } from './places.ts';
import { policyIndexes, policyPage } from './policy-page.ts';
import { type DefinedType, typeIndex, typePage } from './type-page.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A menu as VitePress's default theme takes it. */
export interface MenuItem {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: readonly MenuItem[];
}

export interface Site {
  readonly pages: readonly Page[];
  /** The menus beside the pages, by how the pages' paths begin. */
  readonly sidebar: Readonly<Record<string, readonly MenuItem[]>>;
}

export async function site(): Promise<Site> {
  const files = policyFiles().map((file) => ({ policy: readPolicy(file), tests: (parse(policyText(file)) as { tests: unknown[] }).tests }));
  const policies = files.map(({ policy }) => policy);
  const frameworks = readFrameworks();
  const types = await definedTypes();
  const known = new Set(RESOURCE_TYPES.map(({ type }) => type));

  const ofPolicies = files.map(({ policy, tests }) => policyPage(policy, frameworks, tests));
  const ofTypes = types.map((type) => typePage(type, policies, known));
  const ofFrameworks = frameworks.map((framework) => frameworkPage(framework, policies));
  const written = guides(ROOT);
  return {
    pages: [
      home(policies.length, RESOURCE_TYPES.length, frameworks.length),
      ...written,
      ...policyIndexes(policies, frameworks),
      ...ofPolicies,
      typeIndex(RESOURCE_TYPES, policies),
      ...ofTypes,
      frameworkIndex(frameworks, policies),
      ...ofFrameworks,
    ],
    sidebar: {
      '/policies/': [
        { text: 'By service', link: '/policies/' },
        { text: 'By severity', link: '/policies/by-severity' },
        { text: 'By framework', link: '/policies/by-framework' },
        ...byService(policies, ofPolicies),
      ],
      '/types/': [
        { text: 'All types', link: '/types/' },
        ...grouped(
          types.map(({ type }, index) => ({ type, page: ofTypes[index]! })),
          ({ type }) => `${type.provider}.${type.service}`,
        ).map(([service, of]): MenuItem => ({ text: service, items: of.map(({ page }) => menuItem(page)) })),
      ],
      '/frameworks/': [{ text: 'All frameworks', link: '/frameworks/' }, ...ofFrameworks.map(menuItem)],
      '/': guideMenu(written),
    },
  };
}

/** The types with their definitions, sorted as the registry is. @throws Error if a type of the registry has no definition */
async function definedTypes(): Promise<readonly DefinedType[]> {
  const fields = await loadFields(RESOURCE_TYPES.map(({ type }) => type));
  const sdk = (await serviceFolders(ROOT)).flatMap(({ loaded: { service, types } }) =>
    types.map((definition) => ({
      definition,
      onRefusal: callsOfService(service),
      permissionOf: (call: Call) => permissionOf(service, call),
    })),
  );
  const rest = (await Promise.all(REST_PROVIDERS.map(async (provider) => await restServices(provider, ROOT)))).flat();
  const defined = [
    ...sdk,
    ...rest.flatMap(({ types }) =>
      types.map((definition) => ({ definition, onRefusal: [], permissionOf: ({ permission = '' }: Call) => permission })),
    ),
  ];
  return RESOURCE_TYPES.map((type) => {
    const found = defined.find(({ definition }) => definition.type === type.type);
    if (!found) throw new Error(`${type.type} has no definition in the folders of services.`);
    const ancestors = ancestorsOf(
      found.definition,
      defined.map(({ definition }) => definition),
    );
    return { type, ...found, ancestors, fields: fields(type.type) };
  });
}

const menuItem = ({ path, title }: Page): MenuItem => ({ text: title, link: `/${path.replace(/\.md$/, '')}` });

const byService = (policies: readonly Policy[], pages: readonly Page[]): readonly MenuItem[] =>
  grouped(
    policies.map(({ id }, index) => ({ id, page: pages[index]! })),
    ({ id }) => serviceOfPolicy(id),
  ).map(([service, of]) => ({ text: service, collapsed: true, items: of.map(({ page }) => menuItem(page)) }));

/** The guides that a reader needs first are first; guides that no group names are in the last one. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Start: ['overview', 'run', 'logins', 'command-line', 'image'],
  Answers: ['answers', 'queries', 'diff', 'reports', 'exports'],
  Extend: ['write-a-policy', 'add-a-resource-type', 'add-an-azure-type', 'samples', 'contributing'],
  Operate: ['operations', 'scale', 'simulation'],
};

function guideMenu(written: readonly Page[]): readonly MenuItem[] {
  const named = Object.values(GROUPS).flat();
  const page = (name: string): readonly Page[] => written.filter(({ path }) => path === `${name}.md`);
  const others = written.filter(({ path }) => !path.startsWith('adr/') && !named.includes(path.replace(/\.md$/, '')));
  const decisions = written.filter(({ path }) => path.startsWith('adr/') && path !== 'adr/index.md');
  return [
    ...Object.entries(GROUPS).map(([name, of]): MenuItem => ({ text: name, items: of.flatMap(page).map(menuItem) })),
    ...(others.length === 0 ? [] : [{ text: 'More', items: others.map(menuItem) }]),
    { text: 'Decisions', collapsed: true, items: decisions.map(menuItem) },
  ];
}

const home = (policies: number, types: number, frameworks: number): Page => ({
  path: 'index.md',
  title: 'Muster',
  text: `---
layout: home
hero:
  name: Muster
  text: What is in your cloud accounts, and what breaks a policy
  tagline: An inventory of hundreds to thousands of accounts every night, its changes, and verdicts. No server to keep alive; it also runs whole on one machine.
  actions:
    - { theme: brand, text: Try it, link: /overview }
    - { theme: alt, text: Run it over your accounts, link: /run }
    - { theme: alt, text: Write a policy, link: /write-a-policy }
features:
  - { title: ${policies} policies, details: 'Each with its expression, its remediation and its tests', link: /policies/ }
  - { title: ${types} resource types, details: 'Each with its calls, permissions, fields and relationships', link: /types/ }
  - { title: ${frameworks} frameworks, details: 'Their controls, and the policies that answer them', link: /frameworks/ }
---
`,
});
