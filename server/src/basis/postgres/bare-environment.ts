/** The environment for PostgreSQL's programs: theirs alone, so that no PGDATA or PGPORT of the user's leads them astray. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of kept) if (process.env[name]) environment[name] = process.env[name];
  return environment;
}
