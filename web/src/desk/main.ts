import { config } from 'zod';

// The content security policy forbids eval; Zod would otherwise try it once when the first schema is made, so the
// desk with all its schemas is fetched only after this is said.
config({ jitless: true });
await import('./start.tsx');
