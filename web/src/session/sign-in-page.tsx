/** The pages of somebody who is not signed in, or not yet. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';

export function SigningIn() {
  return (
    <Box padding="xxxl" textAlign="center">
      <output>
        <Spinner /> Signing in…
      </output>
    </Box>
  );
}

export function Refused({ title, reason }: { readonly title: string; readonly reason: string }) {
  return (
    <main>
      <Box padding="xxxl">
        <Box variant="h1" padding={{ bottom: 'm' }}>
          Muster
        </Box>
        <Alert type="info" header={title} action={<Button href="/ui/">Sign in</Button>}>
          {reason}
        </Alert>
      </Box>
    </main>
  );
}
