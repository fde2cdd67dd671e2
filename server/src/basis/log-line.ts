/** What the server tells whoever runs it: one JSON object a line, without names of children or words of requests. */
export interface Say {
  /** Something that should not have happened, with where it happened; its message may quote a name, so it stays out. */
  bug(error: unknown, context: Readonly<Record<string, string | number>>): void;
}

/** @param write takes one line; by default the terminal's error stream. */
export function logLines(write: (line: string) => void = console.error): Say {
  return {
    bug: (error, context) => {
      const known = error instanceof Error ? error : undefined;
      const { code, constraint, table } = (error ?? {}) as Readonly<Record<string, unknown>>;
      write(
        JSON.stringify({
          level: 'error',
          ...context,
          error: known?.name ?? typeof error,
          // The codes and names of PostgreSQL and Node: no content.
          code,
          constraint,
          table,
          stack: known?.stack
            ?.split('\n')
            .filter((line) => /^\s+at /.test(line))
            .slice(0, 12)
            .map((line) => line.trim()),
        }),
      );
    },
  };
}
