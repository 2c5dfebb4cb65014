/**
 * The folder of a function's parts, beside its entry point. It must not have the name of a handler: AWS's loader looks for the
 * handler's path without an ending first, and a folder of that name is found, and cannot be imported.
 */
export const partsFolderOf = (name: string): string => `${name}-parts`;
