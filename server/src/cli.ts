import { setFlagsFromString } from 'node:v8';
import { runCommand } from './command/run.ts';

/* `quanxue check` and `quanxue advise`: see command/. bin/quanxue brings us here with the arguments untouched. */

// Each case file leaves much garbage and none that lives: a nursery that grows takes 120 MB more and saves no time. Set
// after the imports, for V8 refuses compiled code of other flags.
setFlagsFromString('--semi-space-growth-factor=1');

process.exitCode = await runCommand(process.argv.slice(2));
