/** Shown instead of a page whose code could not be loaded, or failed. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useRouteError } from 'react-router';
import { sentenceOf } from '../api/problems.ts';

/** The words of Chromium, Firefox and Safari for a script of the page that did not come, and those of Vite for its styles. */
const NOT_LOADED = /dynamically imported module|Importing a module script failed|Unable to preload/i;

export function PageFailed() {
  const error = useRouteError();
  if (NOT_LOADED.test(sentenceOf(error)))
    return (
      <Alert type="error" header="This page could not be loaded" action={<Button onClick={() => location.reload()}>Load it again</Button>}>
        The dashboard’s files cannot be reached: is the platform running? If it is, the dashboard may have been updated while this page was
        open; loading it again is enough then.
      </Alert>
    );
  return (
    <Alert type="error" header="This page failed" action={<Button onClick={() => location.reload()}>Load it again</Button>}>
      {sentenceOf(error)}
    </Alert>
  );
}
