/** The pattern of texts on one line, as the schemas of configurations have it. */

// oxlint-disable-next-line no-control-regex -- clients read the pattern in the OpenAPI document, and some do not know \p{Cc}
export const ONE_LINE = /^[^\u0000-\u001F\u007F-\u009F]*$/u;
