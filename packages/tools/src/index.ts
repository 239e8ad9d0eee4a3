/** The folder that holds the built-in tools, for the scan. */
export const builtInToolsFolder: string = import.meta.dirname;
