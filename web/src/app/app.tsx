/** The dashboard: whoever opens it signs in, then sees the page of the address. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { RouterProvider } from 'react-router/dom';
import { ApiProblem } from '../api/problems.ts';
import { SessionProvider } from '../session/session.tsx';
import { router } from './router.tsx';

/** Answers are shown again at once for this long when somebody goes back to a page. */
const FRESH_MS = 15_000;
const MOST_RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // The API refuses again what it has refused; only lost connections and overload are worth another try.
      retry: (failures, error) => failures < MOST_RETRIES && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
    },
  },
});

const returnTo = (address: string): Promise<void> => router.navigate(address, { replace: true });

export function App() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queries}>
        <SessionProvider onReturn={returnTo}>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}
