import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApi } from './basis/openapi.ts';
import { CONTRACT } from './contract.ts';
import { VERSION } from './version.ts';

/* Writes openapi.json at the root of the project: `node server/src/emit-openapi.ts` after a change of the contract. */

const path = fileURLToPath(new URL('../../openapi.json', import.meta.url));
writeFileSync(path, `${JSON.stringify(openApi(CONTRACT, VERSION), null, 2)}\n`);
console.log(`${path}: ${CONTRACT.length} operations`);
