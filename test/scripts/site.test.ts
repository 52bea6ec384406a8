/** The pages of the site before VitePress builds them, and the check of what it built. `npm run docs` does both for real. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { policyFiles, readPolicy } from '../../scripts/generate-policies.ts';
import { builtInPolicies } from '../../shared/policies/catalog.ts';
import { frameworks } from '../../shared/policies/frameworks.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { siteProblems } from '../../scripts/site/check-links.ts';
import { block, code, text } from '../../scripts/site/markdown.ts';
import { type MenuItem, type Site, site } from '../../scripts/site/pages.ts';
import { frameworkPath, policyPath, typePath } from '../../scripts/site/places.ts';

let made: Site;
let byPath: ReadonlyMap<string, string>;
beforeAll(async () => {
  made = await site();
  byPath = new Map(made.pages.map(({ path, text: written }) => [path, written]));
});

describe('the pages', () => {
  it('are one for each policy, type and framework, each at a path of its own', () => {
    const wanted = [
      ...builtInPolicies().map(({ policy }) => policyPath(policy.id)),
      ...RESOURCE_TYPES.map(({ type }) => typePath(type)),
      ...frameworks().map(({ id }) => frameworkPath(id)),
    ];

    expect(wanted.filter((path) => !byPath.has(path))).toEqual([]);
    expect(byPath.size).toBe(made.pages.length);
  });

  it('show of a policy everything that its file says', () => {
    for (const policy of policyFiles().map(readPolicy)) {
      const page = byPath.get(policyPath(policy.id))!;
      const blocks = [policy.pass, policy.applies_to, policy.evidence, policy.remediation.cli].filter((each) => each !== undefined);

      expect(blocks.filter((each) => !page.includes(`\n${each.trimEnd()}\n`))).toEqual([]);
      expect(page).toContain(`# ${text(policy.title)}`);
      expect(page).toContain(text(policy.description));
      expect(page).toContain(`| Severity | ${policy.severity} |`);
      expect(policy.references.filter((url) => !page.includes(url))).toEqual([]);
      expect(
        Object.values(policy.frameworks)
          .flat()
          .filter((control) => !page.includes(code(control))),
      ).toEqual([]);
      expect((policy.remediation.console ?? []).filter((step) => !page.includes(text(step)))).toEqual([]);
      expect(page.match(/^::: details /gm)).toHaveLength(policy.tests.length);
    }
  });

  it('show of a type its permissions, its policies and its special fields', () => {
    for (const type of RESOURCE_TYPES) {
      const page = byPath.get(typePath(type.type))!;
      const about = builtInPolicies().filter(({ policy }) => policy.resource_type === type.type);

      expect(type.permissions.filter((permission) => !page.includes(`| ${code(permission)} |`))).toEqual([]);
      expect([...type.ordered, ...type.volatile, ...type.times].filter((path) => !page.includes(code(path)))).toEqual([]);
      expect(about.filter(({ policy }) => !page.includes(`(/${policyPath(policy.id)})`))).toEqual([]);
      expect(page).toMatch(/\n\| Field \| Holds \|\n\| --- \| --- \|\n\| `/);
    }
  });

  it('list every control of a framework with the policies that answer it', () => {
    for (const { id, controls } of frameworks()) {
      const page = byPath.get(frameworkPath(id))!;

      expect(controls.filter((control) => !page.includes(`| ${code(control.id)}{#`))).toEqual([]);
      for (const { policy } of builtInPolicies())
        for (const control of policy.frameworks[id] ?? []) {
          const row = page.split('\n').find((line) => line.startsWith(`| ${code(control)}{#`));
          expect(row).toContain(code(policy.id));
        }
    }
  });

  it('link only to pages that there are, and so do the menus', () => {
    const linked = made.pages.flatMap(({ path, text: written }) =>
      [...written.matchAll(/\]\((\/[^)#]*\.md)[^)]*\)/g)].map(([, target]) => ({ path, target: target!.slice(1) })),
    );
    const items = (of: readonly MenuItem[]): readonly MenuItem[] => of.flatMap((item) => [item, ...items(item.items ?? [])]);
    const menu = items(Object.values(made.sidebar).flat()).flatMap((item) => item.link ?? []);

    expect(linked.length).toBeGreaterThan(500);
    expect(linked.filter(({ target }) => !byPath.has(target))).toEqual([]);
    expect(menu.length).toBeGreaterThan(made.pages.length / 2);
    expect(menu.filter((target) => !byPath.has(`${target.slice(1)}.md`) && !byPath.has(`${target.slice(1)}index.md`))).toEqual([]);
  });
});

describe('text of a definition', () => {
  it.each([
    ['a <b> & {{ x }} | y', 'a &lt;b&gt; &amp; &#123; &#123; x &#125;&#125; &#124; y'],
    ['*bold* [link](x) # not', '\\*bold\\* \\[link\\](x) \\# not'],
    ['the field `A.B[]` of <it>', 'the field `A.B[]` of &lt;it&gt;'],
    ['two\n  lines', 'two lines'],
  ])('%j becomes no markup', (plain, written) => {
    expect(text(plain)).toBe(written);
  });

  it('in a block cannot end the block', () => {
    expect(block('sh', 'echo ```\n')).toBe('````sh\necho ```\n````');
    expect(code('a`b|c')).toBe('``a`b\\|c``');
  });
});

describe('the check of a built site', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-site-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const built = (files: Readonly<Record<string, string>>): string => {
    const of = mkdtempSync(join(folder, 'site-'));
    for (const [file, written] of Object.entries(files)) {
      mkdirSync(dirname(join(of, file)), { recursive: true });
      writeFileSync(join(of, file), written);
    }
    return of;
  };

  it('accepts links to pages and anchors, and links of readers to other hosts', () => {
    const page = '<h2 id="a.b">x</h2><a href="/x/">y</a><a class="z" href="#a.b">z</a><a href="https://example.com">e</a>';

    expect(siteProblems(built({ 'index.html': page, 'x/index.html': '<a href="../index.html#a.b">up</a>' }))).toEqual([]);
    expect(siteProblems(built({ 'index.html': '<a href="/muster/index.html">x</a>' }), '/muster/')).toEqual([]);
  });

  it.each([
    ['<a href="/gone.html">x</a>', 'index.html: there is no page /gone.html.'],
    ['<a href="#gone">x</a>', 'index.html: the page index.html has no anchor #gone.'],
    ['<img alt="" src="//cdn.example/x.png">', 'index.html: img loads //cdn.example/x.png.'],
    ['<script src="https://cdn.example/x.js"></script>', 'index.html: script loads https://cdn.example/x.js.'],
  ])('tells of %j', (page, problem) => {
    expect(siteProblems(built({ 'index.html': page }))).toEqual([problem]);
  });

  it('tells of a style that loads a font from another host', () => {
    const css = '@font-face { src: url("https://fonts.example/x.woff2") }';

    expect(siteProblems(built({ 'index.html': '', 'a.css': css }))).toEqual(['a.css: it loads https://fonts.example/x.woff2.']);
  });

  it('tells of a link that does not begin with the base', () => {
    expect(siteProblems(built({ 'index.html': '<a href="/x">x</a>' }), '/muster/')).toContain(
      'index.html: href /x does not begin with /muster/.',
    );
  });
});
