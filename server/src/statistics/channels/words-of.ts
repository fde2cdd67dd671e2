/** What went wrong out there, short, without the address whose key must not be read on a page. */
export function wordsOf(thrown: unknown): string {
  const { message, cause } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
  return why.replaceAll(/https?:\/\/\S+/g, '…').slice(0, 300);
}
