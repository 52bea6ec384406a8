/** The texts that Azure's definitions build in a way of their own, from ARM ids and locations. */
import type { FormText, RelatedId } from '../../reader/parse.ts';
import type { Path, Text } from '../../types/definition.ts';

/** The way in which the text at a path is stored. */
const FORMS = {
  /** ARM ids mean the same in any case. */
  lowerCase: (text: string): string | null => text.toLowerCase(),
  /** Old services write `West Europe` for `westeurope`. */
  location: (text: string): string | null => text.toLowerCase().replaceAll(' ', ''),
  /** The id of the resource one level up: `…/servers/a/databases/b` → `…/servers/a`. */
  parentId: (text: string): string | null => /^(.*)\/[^/]+\/[^/]+$/.exec(text)?.[1] ?? null,
  /** The id of the resource group; null for what belongs to none. */
  groupId: (text: string): string | null => /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+(?=\/)/i.exec(text)?.[0] ?? null,
} as const;

interface Form {
  readonly azure: keyof typeof FORMS;
  readonly path: Path;
}

/** The id of an object in a vault, as roles name it: below the ARM id of the vault. */
interface VaultObjectForm {
  readonly vaultId: Path;
  /** The path of the object's URL. */
  readonly url: Path;
}

const formOf = (azure: Form['azure'], path: Path): Text => ({ form: { azure, path } satisfies Form });

export const lowerCase = (path: Path): Text => formOf('lowerCase', path);
export const location = (path: Path): Text => formOf('location', path);
export const parentId = (path: Path): Text => formOf('parentId', path);
export const groupId = (path: Path): Text => formOf('groupId', path);

/** `…/vaults/a` and `https://a.vault.azure.net/certificates/b` → `…/vaults/a/certificates/b` in lower case. */
export const inVault = (vaultId: Path, url: Path): Text => ({ form: { vaultId, url } satisfies VaultObjectForm });

const isForm = (form: object): form is Form => 'azure' in form && 'path' in form;
const isVaultObject = (form: object): form is VaultObjectForm => 'vaultId' in form && 'url' in form;

/** @throws TypeError if the form is none of Azure's */
export const formText: FormText = (form, at) => {
  if (isVaultObject(form)) {
    const [vault, url] = [at(form.vaultId), URL.parse(at(form.url) ?? '')];
    return vault === null || !url ? null : `${vault}${url.pathname}`.toLowerCase();
  }
  if (!isForm(form)) throw new TypeError('A text of an Azure type has a form that Azure does not know.');
  const text = at(form.path);
  return text === null ? null : FORMS[form.azure](text);
};

/** The `resource_id` of what a relationship names. Ids of ARM begin with a slash and tell their type; others mean what they say. */
export const relatedId: RelatedId = (id, type) => {
  if (!id.startsWith('/')) return id;
  return typeOfId(id) === type.toLowerCase() ? id.toLowerCase() : null;
};

/** The type of the resource with the id, in lower case: `/subscriptions/…/providers/Microsoft.Sql/servers/a/databases/b` → `microsoft.sql/servers/databases` */
function typeOfId(id: string): string {
  const [, provider, below = ''] = /^.*\/providers\/([^/]+)\/(.+)$/.exec(id.toLowerCase()) ?? [];
  if (provider !== undefined) return [provider, ...below.split('/').filter((_name, at) => at % 2 === 0)].join('/');
  return /\/resourcegroups\/[^/]+$/i.test(id) ? 'microsoft.resources/resourcegroups' : 'microsoft.resources/subscriptions';
}
