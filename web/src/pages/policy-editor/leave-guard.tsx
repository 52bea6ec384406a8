/** Asks before somebody leaves the page with a text that is not saved. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';

export function LeaveGuard({ isUnsaved }: { readonly isUnsaved: () => boolean }) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isUnsaved() && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Modal
      visible
      header="The policy is not saved"
      onDismiss={() => blocker.reset()}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={() => blocker.proceed()}>
              Leave without saving
            </Button>
            <Button variant="primary" onClick={() => blocker.reset()}>
              Stay
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      What you have written since the last save would be lost.
    </Modal>
  );
}
