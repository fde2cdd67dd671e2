import { config } from 'zod';

// The content security policy forbids eval; Zod would otherwise try it once to find out. Imported before any schema.
config({ jitless: true });
