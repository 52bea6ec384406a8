/** A page shows one of these while an answer is not there: loading, refused, failed, empty. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, sentenceOf } from '../api/problems.ts';
import { ClearFilters } from './wrong-filters.tsx';

export function Loading({ what = 'Loading' }: { readonly what?: string }) {
  return (
    <Box padding="l" textAlign="center" color="text-status-inactive">
      <output>
        <Spinner /> {what}…
      </output>
    </Box>
  );
}

interface FailedProps {
  readonly error: unknown;
  /** Says what failed, if it was not the loading of something. */
  readonly title?: string;
  readonly onRetry?: () => void;
  /** Takes the filters away, of which one may be what the API does not take. */
  readonly onClear?: (() => void) | undefined;
}

/** An error in the words of the API. What the caller may not see is a refusal and not a failure, and trying again would not help. */
export function Failed({ error, title, onRetry, onClear }: FailedProps) {
  const problem = error instanceof ApiProblem ? error : undefined;
  const isBadRequest = problem?.status === 400;
  const isRefusal = problem?.status === 403 || problem?.status === 404;
  return (
    <Alert
      type={isRefusal ? 'warning' : 'error'}
      header={title ?? headerOf(problem)}
      action={
        isBadRequest && onClear ? <ClearFilters onClear={onClear} /> : onRetry && !isRefusal && <Button onClick={onRetry}>Try again</Button>
      }
    >
      {sentenceOf(error)}
      {problem?.requestId !== undefined && (
        <Box variant="small" display="block">
          Request {problem.requestId}
        </Box>
      )}
    </Alert>
  );
}

function headerOf(problem: ApiProblem | undefined): string {
  if (problem?.status === 403) return 'You may not see this';
  if (problem?.status === 404) return 'There is no such thing';
  return problem?.status === 0 ? 'There is no connection' : 'This could not be loaded';
}

interface EmptyProps {
  readonly title: string;
  /** Says why there is nothing, and how that changes. */
  readonly children: ReactNode;
}

export function Empty({ title, children }: EmptyProps) {
  return (
    <Box textAlign="center" padding="l">
      <Box variant="strong">{title}</Box>
      <Box color="text-body-secondary">{children}</Box>
    </Box>
  );
}

interface AnswerProps<T> {
  readonly query: UseQueryResult<T>;
  /** Takes the filters of the query away. */
  readonly onClear?: () => void;
  readonly children: (data: T) => ReactNode;
}

/** Shows the answer of a query, or why it is not there. An answer that is there stays visible when a later attempt fails. */
export function Answer<T>({ query, onClear, children }: AnswerProps<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) return query.error ? <Failed error={query.error} onRetry={retry} onClear={onClear} /> : <Loading />;
  return (
    <>
      {query.error && <Failed error={query.error} onRetry={retry} onClear={onClear} />}
      {children(query.data)}
    </>
  );
}
