/** Shown instead of a page whose code could not be loaded, or failed. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useRouteError } from 'react-router';
import { sentenceOf } from '../api/problems.ts';

export function PageFailed() {
  const error = useRouteError();
  return (
    <Alert type="error" header="This page failed" action={<Button onClick={() => location.reload()}>Load it again</Button>}>
      {sentenceOf(error)} If the dashboard was updated while this page was open, loading it again is enough.
    </Alert>
  );
}
