/** Parses JSON without losing a digit: a number that JavaScript cannot hold exactly becomes a text, with the digits as they were written. */

/** Only such a text can hold a number that is not exact. A parser that looks at each number is several times slower. */
const SUSPICIOUS = /\d(?:[\d.]{15}|[eE])/;

/** @throws SyntaxError if the text is no JSON */
export function parseLossless(text: string): unknown {
  return SUSPICIOUS.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
}

/** `source` is the text of a value that is no list or object. */
const exactNumber = (_key: string, value: unknown, { source }: { readonly source?: string } = {}): unknown =>
  typeof value === 'number' && source !== undefined ? numberOrText(source) : value;

/** The number that the text writes, if JavaScript can hold it exactly; otherwise the text. `1.0` and `1e2` are exact; `1e400` is not. -0 is 0. */
export function numberOrText(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) && digitsOf(text) === digitsOf(String(number)) ? number + 0 : text;
}

/** Equal for texts of equal numbers: sign, digits without zeros at their ends, and exponent. */
function digitsOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const shortest = digits.replace(/0+$/, '');
  return shortest === '' ? '0' : `${sign}${shortest}e${Number(exponent) - fraction.length + digits.length - shortest.length}`;
}

/** The first number in the JSON that JavaScript cannot hold exactly, as it is written; undefined if there is none. @throws SyntaxError if the text is no JSON */
export function inexactNumber(text: string): string | undefined {
  let found: string | undefined;
  if (!SUSPICIOUS.test(text)) return undefined;
  JSON.parse(text, (_key: string, value: unknown, { source }: { readonly source?: string } = {}): unknown => {
    if (typeof value === 'number' && source !== undefined && typeof numberOrText(source) === 'string') found ??= source;
    return value;
  });
  return found;
}
