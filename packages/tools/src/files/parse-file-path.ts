import { ToolError } from '@signalbox/tool-sdk';

const maxPathBytes = 1000;
const maxDepth = 16;
/** Of one name: file systems hold 255 bytes, and a file that is being written has a longer name. */
const maxNameBytes = 200;

/** Begins the names of files that are being written. */
export const draftPrefix = '.signalbox-draft-';

const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Controls, marks that can't be seen, halves of characters, and what some systems give a meaning. */
const oddSign = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>"|?*]/u;

const deny = (reason: string): never => {
  throw new ToolError(`PATH_DENIED: ${reason} Give a path within the workspace’s folder, such as notes/today.md.`);
};

const refuse = (reason: string): never => {
  throw new ToolError(`PATH_INVALID: ${reason}`);
};

const checkName = (name: string): string => {
  if (oddSign.test(name)) refuse('a name has a sign in it that names can’t have.');
  if (/^\s|[\s.]$/u.test(name)) refuse('a name begins with a space, or ends with a space or a dot.');
  if (deviceName.test(name)) refuse(`${name} is the name of a device on some systems.`);
  if (Buffer.byteLength(name) > maxNameBytes) refuse(`a name is over ${maxNameBytes} bytes long.`);
  if (name.toLowerCase().startsWith(draftPrefix))
    refuse(`names that begin with ${draftPrefix} are kept for unfinished files.`);
  return name;
};

/**
 * The names along a path, in Unicode's composed form, so that what looks the same is one file; none for the folder
 * itself. Throws `ToolError` for a path that leads out of the folder or that some file system can't hold.
 */
export const parseFilePath = (path: string): readonly string[] => {
  if (path.includes('\0')) refuse('the path has a NUL in it.');
  if (/^[/~]/.test(path)) deny('the path must be relative.');
  if (/[\\:]/.test(path)) deny('the path has a \\ or : in it.');
  if (/%(?:2e|2f|5c|00)/i.test(path)) deny('the path has dots or slashes in disguise.');
  if (Buffer.byteLength(path) > maxPathBytes) refuse(`the path is over ${maxPathBytes} bytes long.`);
  const names = path
    .normalize('NFC')
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) deny('the path has .. in it.');
  if (names.length > maxDepth) refuse(`the path is over ${maxDepth} folders deep.`);
  return names.map(checkName);
};
