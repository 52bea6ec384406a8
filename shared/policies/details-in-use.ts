/** The optional details that inventories of the platform read: those that policies in use name, users' own among them. */
import { contentHash } from '../canonical-json.ts';
import { allNamed, type NamedFields } from '../clouds/asked-details.ts';
import type { PolicyFiles } from './policy-library.ts';
import type { Screen } from './screen-apart.ts';

export class DetailsInUse {
  readonly #files: PolicyFiles;
  readonly #builtIn: NamedFields;
  readonly #screen: Screen;
  /** The fields that users' policies name, and the hash of their files: unchanged files are not compiled again. */
  #users: { readonly hash: string; readonly fields: Promise<NamedFields> } | undefined;

  /** `builtIn`: the optional details that built-in policies name. `screen`: finds the files that can be loaded here; without it, all are. */
  constructor(files: PolicyFiles, builtIn: NamedFields, screen: Screen = async (given) => ({ files: given, problems: [] })) {
    this.#files = files;
    this.#screen = screen;
    this.#builtIn = builtIn;
  }

  /** A file that cannot be used names no field. @throws Error if users' policy files cannot be read */
  async fields(): Promise<NamedFields> {
    const files = await this.#files.all();
    const texts = files.flatMap((file) => ('text' in file ? [file] : []));
    if (texts.length === 0) return this.#builtIn;
    const hash = contentHash(texts);
    if (this.#users?.hash !== hash) this.#users = { hash, fields: fieldsOf(texts, this.#screen) };
    return allNamed(this.#builtIn, await this.#users.fields);
  }
}

/** The compiler is loaded only where there are policies of users. */
async function fieldsOf(all: readonly { readonly file: string; readonly text: string }[], screen: Screen): Promise<NamedFields> {
  const { files } = await screen(all);
  const [{ loadPolicy }, { fieldsNamed }] = await Promise.all([import('./load-policy.ts'), import('./compile-policy.ts')]);
  const loaded = await Promise.all(files.map(async ({ file, text }) => await loadPolicy(file, text)));
  return fieldsNamed(loaded.flatMap((each) => ('compiled' in each ? [each.compiled.policy] : [])));
}
