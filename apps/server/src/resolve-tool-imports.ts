import { realpathSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a tool's file may import though its folder has no packages; always this program's own, so that both speak of the same. */
const offered = /^(?:@signalbox\/tool-sdk|zod)(?:\/|$)/;

const toFolderUrl = (folder: string): string => pathToFileURL(folder.endsWith(sep) ? folder : folder + sep).href;

/** Text without a package around it, whose form Node would have to guess. */
const formats: Readonly<Record<string, string>> = { ts: 'module-typescript', js: 'module' };

/**
 * Lets the files of a folder import the tool SDK and zod, in this process, until the function it gives is called. They
 * are modules, whatever package they lie in.
 */
export const resolveToolImports = (folder: string): (() => void) => {
  const roots = [folder, realpathSync(folder)].map(toFolderUrl);
  const isInside = (url: string | undefined): boolean => roots.some((root) => url?.startsWith(root) === true);
  const hooks = registerHooks({
    resolve: (specifier, context, nextResolve) => {
      if (isInside(context.parentURL) && offered.test(specifier)) {
        return nextResolve(specifier, { ...context, parentURL: import.meta.url });
      }
      const resolved = nextResolve(specifier, context);
      const [, ending = ''] = /\.(ts|js)(?:\?|$)/.exec(resolved.url) ?? [];
      const format = isInside(resolved.url) && !resolved.url.includes('/node_modules/') ? formats[ending] : undefined;
      return format === undefined ? resolved : { ...resolved, format };
    },
  });
  return () => hooks.deregister();
};
