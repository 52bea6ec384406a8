/** Makes files of the fonts that Cloudscape's style sheet holds as data: addresses: a browser then loads those that a page shows. */
import type { Plugin } from 'vite';

const FONT = /url\('data:font\/woff2;base64,([A-Za-z0-9+/=]+)'\)/g;

export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.css') || !code.includes('data:font/')) return undefined;
      const withFiles = code.replaceAll(FONT, (_, base64: string) => {
        const file = this.emitFile({ type: 'asset', name: 'open-sans.woff2', source: Buffer.from(base64, 'base64') });
        return `url('__VITE_ASSET__${file}__')`;
      });
      return { code: withFiles, map: null };
    },
  };
}
