import { MantineProvider } from "@mantine/core";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { usePrinting } from "./lib/printing";
import { session } from "./lib/session";
import { Failure } from "./lib/server";
import { makeRouter } from "./routes";
import { theme } from "./theme";

// Who is logged out while working sees the log-in at the next answer. What the server refuses is not asked again.
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (err, query) => {
      if (err instanceof Failure && err.status === 401 && query.queryKey[0] !== "session") queries.setQueryData(session.queryKey, null);
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, err) => count < 2 && err instanceof Failure && (err.status === 0 || err.status >= 502) },
  },
});
const router = makeRouter();

export function App() {
  const printing = usePrinting();
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" forceColorScheme={printing && "light"}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
