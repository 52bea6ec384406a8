/**
 * Removes secrets from values that are logged or shown. A secret is recognized by the name of its field or by its own form; one
 * that has neither (40 characters in the middle of a sentence) cannot be recognized. Ids, ARNs, cursors and `client_token` are
 * not secrets.
 */

export const REDACTED = '[redacted]';

/**
 * Names of secrets, alone or within a longer name: `aws_secret_access_key`, `X-Amz-Security-Token`, `dbPassword`. Tokens
 * that only name a request or a page are left out.
 */
const NAME =
  'secret|passw(?:or)?d|pass[_-]?phrase|pwd|authorization|credentials?|cookie|signature|private[_-]?key|(?:api|auth|account|shared)[_-]?key(?![_-]?id)|access[_-]?key(?![_-]?id)|' +
  '(?<!(?:client|next|continuation|page)[ ._-]?)tokens?(?![a-z])';
/** Names of secrets before a colon, as in `name: value`. There a longer name is more likely that of an error or part of an ARN. */
const NAME_BEFORE_COLON =
  '(?:x-amz-|x-|aws_?|client_?)?(?:secret(?:_?access)?(?:_?key)?|private_?key|api[_-]?key|signature|' +
  '(?:session|security|access|refresh|id|auth|vault)[_-]?token|(?:auth|account|shared)[_-]?key|pass[_-]?phrase|pwd)|\\w{0,32}?passw(?:or)?d';
/** The beginnings of Muster's own sentences about a setting that is named like a secret. Any other words may be a password. */
const OWN_SENTENCES = '(?:write where the secret is and not the secret itself|this looks like a secret, which a connection never holds)';
const QUOTED = String.raw`\\*"(?:\\.|[^"\\])*(?:\\*")?|'(?:\\.|[^'\\])*'?`;

/** A space, also in a URL, or in a URL that is a parameter of another. */
const SPACE = String.raw`(?: |%(?:25)*20|\+)`;
const PEM_WORDS = `(?:[A-Z]|${SPACE}){0,32}`;

/** The forms of secrets within text, and the text that replaces each. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`-----BEGIN(${PEM_WORDS})PRIVATE${SPACE}KEY-----(?:[^-]|-(?!----))*(?:-----END${PEM_WORDS}PRIVATE${SPACE}KEY-----)?`, 'g'),
    `-----BEGIN$1PRIVATE KEY----- ${REDACTED}`,
  ],
  // Access key ids.
  [/(AKIA|ASIA)[A-Z0-9]{12,}/g, '$1…'],
  // Tokens of GitHub and of GitLab, which say what they are.
  [/\b(gh[opsur]_|github_pat_|glpat-)[\w-]{16,}/g, `$1${REDACTED}`],
  // JSON Web Tokens.
  [/eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*){1,3}/g, REDACTED],
  [/\b(Bearer(?:\s|%(?:25)*20|\+)+)[\w~+/.=%-]{6,}/gi, `$1${REDACTED}`],
  // A login in a URL.
  [/(:\/\/[^\s/:@]{0,256}:)[^\s/@]+(?=@)/g, `$1${REDACTED}`],
  // Whole headers, because each authentication scheme has its own form.
  [/((?:authorization|cookie)\\*["']?\s*[:=]\s*)(\\*["'])?[^"'\r\n]+/gi, `$1$2${REDACTED}`],
  // name=value, as in URLs and forms, also in a URL that is a parameter of another.
  [new RegExp(`((?:${NAME})[\\w-]{0,64}(?:=|%(?:25)*3D))(?:${QUOTED}|[^\\s"'&<>,;]+)`, 'gi'), `$1${REDACTED}`],
  // The signature of a shared access signature in a URL of Azure.
  [/([?&;]sig=)[^\s"'&<>,;]+/gi, `$1${REDACTED}`],
  // "name": "value", also in JSON within a string: up to the same quote with the same escapes.
  [new RegExp(`((?:${NAME})[\\w.$@-]{0,64}\\\\*["']\\s*:\\s*)(\\\\*["'])[^]*?(?:(?<!\\\\)\\2|$)`, 'gi'), `$1$2${REDACTED}$2`],
  // name: value, as in headers and as Node.js prints objects.
  [
    new RegExp(`((?<![\\w:/-])(?:${NAME_BEFORE_COLON})\\s*:\\s*)(?!${OWN_SENTENCES})(?:${QUOTED}|[^\\s"'<>,;\\\\]+)`, 'gi'),
    `$1${REDACTED}`,
  ],
  [new RegExp(`(<[\\w.:-]{0,64}?(?:${NAME})[\\w.:-]{0,64}>)[^<]+`, 'gi'), `$1${REDACTED}`],
];

/** Longer text is cut off: a log line holds 256 KiB at most, and nobody reads that much. */
const MAX_TEXT = 16_384;

export function redactText(text: string): string {
  const kept = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return SHAPES.reduce((left, [shape, replacement]) => left.replace(shape, replacement), kept);
}

const FIELD_NAME = new RegExp(NAME, 'i');

/** A number under the name of a secret is a count, not a secret: `{"AWS::SecretsManager::Secret": 3}`. */
export const isSecret = (name: string, value: unknown): boolean =>
  (typeof value === 'string' || (typeof value === 'object' && value !== null)) && FIELD_NAME.test(name);

const MAX_DEPTH = 12;

/** A copy without secrets that JSON can always write, also if `value` holds errors, circular references or bigints. Never throws. */
export function redacted(value: unknown): unknown {
  return copy(value, []);
}

/** An error with the name, message and stack of what was thrown, without secrets and without any other member. */
export function redactedError(thrown: unknown): Error {
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const told = new Error(redactText(message));
  told.name = redactText(name);
  told.stack = redactText(stack ?? '');
  return told;
}

function copy(value: unknown, ancestors: readonly unknown[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ancestors.includes(value)) return '[circular]';
  if (ancestors.length === MAX_DEPTH) return '[too deep]';
  const within = [...ancestors, value];
  try {
    if (value instanceof Error) return entries(errorFields(value), within);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value) || value instanceof Set) return Array.from(value, (item) => copy(item, within));
    if (value instanceof Map)
      return entries(
        [...value].map(([key, item]) => [String(key), item]),
        within,
      );
    if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON(), within);
    return entries(Object.entries(value), within);
  } catch {
    return '[unreadable]';
  }
}

function entries(fields: readonly (readonly [string, unknown])[], within: readonly unknown[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(([name, value]) => [redactText(name), isSecret(name, value) ? REDACTED : copy(value, within)]));
}

/**
 * The fields of an Error that are copied: its members are not enumerable, so they are named here. Members that the SDK adds are
 * left out, and of the cause only the name is copied, because both may quote whole requests.
 */
function errorFields(error: Error): readonly (readonly [string, unknown])[] {
  const { name, message, stack, cause } = error;
  return [
    ['name', name],
    ['message', message],
    ['stack', stack],
    ...(cause instanceof Error ? [['cause', cause.name] as const] : []),
    ...(error instanceof AggregateError ? [['errors', error.errors] as const] : []),
  ];
}
