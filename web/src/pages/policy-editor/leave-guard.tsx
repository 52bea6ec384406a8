/** Asks before somebody leaves the page with a text that is not saved. */
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from '../../components/dialog.tsx';

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
    <Dialog
      title="The policy is not saved"
      onClose={() => blocker.reset()}
      leave="Leave without saving"
      onLeave={() => blocker.proceed()}
      action={{ label: 'Stay', onClick: () => blocker.reset() }}
    >
      What you have written since the last save would be lost.
    </Dialog>
  );
}
