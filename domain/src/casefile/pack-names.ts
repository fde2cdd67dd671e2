/** The policy packs that this build knows. A case file that names another is not readable here (exit 2). */
export const PACKS: readonly string[] = ['chengkou'];
