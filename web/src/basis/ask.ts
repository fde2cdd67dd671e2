import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { type Answer, type AnyOperation, CallError, call, type Input } from './call.ts';

/* Questions and acts of a page over the contracts, on TanStack Query. */

/** Called when the server no longer knows the session: the page asks to sign in again, drafts stay. */
let onSignedOut: () => void = () => undefined;
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

function noticeSignedOut(error: unknown): void {
  if (error instanceof CallError && error.status === 401) onSignedOut();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only what may pass by itself is asked again.
      retry: (times, error) => times < 2 && error instanceof CallError && (error.status === 0 || error.status >= 502),
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

interface AskOptions<A> {
  readonly enabled?: boolean;
  /** Keeps the answer shown while another page or filter is on its way. */
  readonly keep?: boolean;
  /** Asks again after so many milliseconds, or not. */
  readonly every?: (answer: A | undefined) => number | false;
}

/** Asks a question (a GET) and keeps the answer fresh. */
export function useAnswer<O extends AnyOperation>(
  operation: O,
  input: Input<O>,
  options: AskOptions<Answer<O>> = {},
): UseQueryResult<Answer<O>> {
  const { every } = options;
  return useQuery<Answer<O>>({
    queryKey: [operation.name, input],
    queryFn: ({ signal }) => call(operation, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(every ? { refetchInterval: (query) => every(query.state.data) } : {}),
  });
}

/** Does an act; after it every question on the page is asked again. */
export function useAct<O extends AnyOperation>(
  operation: O,
  then?: (answer: Answer<O>, input: Input<O>) => void,
): UseMutationResult<Answer<O>, Error, Input<O>> {
  return useMutation<Answer<O>, Error, Input<O>>({
    mutationFn: (input) => call(operation, input),
    onSuccess: (answer, input) => {
      void queryClient.invalidateQueries();
      then?.(answer, input);
    },
  });
}
