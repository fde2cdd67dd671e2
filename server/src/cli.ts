import { runCommand } from './command/run.ts';

/* `quanxue check` and `quanxue advise`: see command/. bin/quanxue brings us here with the arguments untouched. */

process.exitCode = await runCommand(process.argv.slice(2));
