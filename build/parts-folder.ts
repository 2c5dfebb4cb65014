/**
 * The folder of a function's chunks, next to its entry point. Its name must differ from the handler's: AWS's loader first looks
 * for the handler's path without an extension, would find the folder, and cannot import it.
 */
export const partsFolderOf = (name: string): string => `${name}-parts`;
