/** Says which names in the address the page does not know: it shows more than somebody who misspelt a filter believes. */
import Alert from '@cloudscape-design/components/alert';
import { useLocation } from 'react-router';
import { Text } from '../components/text.tsx';
import { PAGE_NAMES } from './page-names.ts';

/** @param path the path of the page, with the names of its parts: `/findings/:finding_id` */
export function UnknownNames({ path }: { readonly path: string }) {
  const { search } = useLocation();
  const names = PAGE_NAMES[path] ?? [];
  const unknown = [...new Set(new URLSearchParams(search).keys())].filter((name) => !names.includes(name));
  if (unknown.length === 0) return null;
  return (
    <Alert type="warning" header="A part of the address is left out">
      {unknown.map((name) => (
        <div key={name}>
          <Text of={name} most={100} /> came; {names.length === 0 ? 'this page takes no names' : `this page takes ${names.join(', ')}`}.
        </div>
      ))}
    </Alert>
  );
}
