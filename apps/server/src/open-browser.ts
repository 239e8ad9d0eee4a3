import { spawn } from 'node:child_process';

const toCommand = (url: string): readonly [string, readonly string[]] => {
  if (process.platform === 'darwin') return ['open', [url]];
  // Without a shell, which would read the address as commands.
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
};

/** Opens an address in the person's browser; without effect where that can't be done. */
export const openBrowser = (url: string): void => {
  const [command, args] = toCommand(url);
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
};
