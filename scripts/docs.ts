/**
 * Builds the site of the docs: `npm run docs`. It writes the pages into `docs/site/pages`, lets VitePress build them into `docs/site/dist`,
 * and checks the links. VitePress has a package.json of its own in docs/site, so that only those install it who build the site.
 *
 *     npm run docs -- --serve         # serves the site on this machine, and shows changes of pages at once
 *     npm run docs -- --base /muster/ # for a site below a path of its host
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { siteProblems } from './site/check-links.ts';
import { site } from './site/pages.ts';

const folder = fileURLToPath(new URL('../docs/site/', import.meta.url));
const pages = join(folder, 'pages');
const images = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** Runs a program in docs/site. @throws Error if it fails */
function run(command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed in docs/site; what it printed says why.`);
}

/** Installs VitePress unless the installed packages are those of the lock. */
function install(): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const installed = join(folder, 'node_modules', '.installed');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(installed, lock);
}

async function writePages(): Promise<number> {
  const made = await site();
  rmSync(pages, { recursive: true, force: true });
  for (const { path, text } of made.pages) {
    mkdirSync(dirname(join(pages, path)), { recursive: true });
    writeFileSync(join(pages, path), text);
  }
  writeFileSync(join(pages, 'sidebar.json'), JSON.stringify(made.sidebar));
  cpSync(images, join(pages, 'public', 'images'), { recursive: true });
  return made.pages.length;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { serve: { type: 'boolean', default: false }, base: { type: 'string', default: '/' } } });
  const { serve, base } = values;
  if (!/^\/(?:.*\/)?$/.test(base)) throw new Error(`--base is ${JSON.stringify(base)}; it begins and ends with a slash, as /muster/ does.`);
  const count = await writePages();
  install();
  const vitepress = [join('node_modules', 'vitepress', 'bin', 'vitepress.js'), ...(serve ? ['dev'] : ['build']), '--base', base];
  run(process.execPath, ...vitepress);
  if (serve) return;
  const problems = siteProblems(join(folder, 'dist'), base);
  if (problems.length > 0)
    throw new Error(`The site has links that lead nowhere, or loads something from elsewhere:\n${problems.join('\n')}`);
  process.stdout.write(`${count} pages are in docs/site/dist; every link leads to a page.\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
