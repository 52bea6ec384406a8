/** Fake secrets, which tests plant to see whether they appear in any output. */
export const ACCESS_KEY_ID = 'AKIAPLANTEDPLANTED23';
export const SECRET_KEY = 'plantedSecret/Key+0123456789abcdefGHIJKL';
export const SESSION_TOKEN = 'IQoJplantedSessionToken//////////wEaCXVzLWVhc3QtMSJHMEUCIQD';
export const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.cGxhbnRlZC1zaWduYXR1cmU';
const PEM_BODY = 'TUlJRXBBSUJBQUtDQVFFQXBsYW50ZWRwbGFudGVkcGxhbnRlZA==';
export const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${PEM_BODY}\n-----END RSA PRIVATE KEY-----`;

const PLANTED = { ACCESS_KEY_ID, SECRET_KEY, SESSION_TOKEN, JWT, PEM: PEM_BODY.slice(0, 24) } as const;

/** Stack traces in V8's form, also within JSON. */
const STACK_TRACE =
  /(?:^|\\?\n|\\n)\s*at .*(?::\d+:\d+|<anonymous>|native)|\bat (?:file:|Object\.)|node_modules[\\/]|^(?:Uncaught )?\w*Error: /m;

/** The leaks in a response or a log: the names of planted secrets, and `a stack trace`. */
export function leaksIn(text: string): readonly string[] {
  const secrets = Object.entries(PLANTED).filter(([, secret]) => holds(text, secret));
  return [...secrets.map(([name]) => name), ...(STACK_TRACE.test(text) ? ['a stack trace'] : [])];
}

/** The forms of a secret: unchanged, within JSON, within a URL. */
const holds = (text: string, secret: string): boolean =>
  [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)].some((form) => text.includes(form));
