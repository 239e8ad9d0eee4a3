import { ToolError } from '@signalbox/tool-sdk';

/** The system's code of an error, empty when it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const reasonOf = (code: string, path: string): string => {
  switch (code) {
    case 'ENOENT':
      return `There is no ${path}.`;
    case 'ELOOP':
    case 'EMLINK':
      return 'PATH_DENIED: the path leads through a link.';
    case 'ENOTDIR':
      return `A part of ${path} is not a folder.`;
    case 'EISDIR':
      return `${path} is a folder.`;
    case 'ENOTEMPTY':
    case 'EEXIST':
      return `${path} is a folder that is not empty.`;
    case 'ENXIO':
      return `${path} is not a file.`;
    case 'ENAMETOOLONG':
      return 'PATH_INVALID: the path is too long.';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EROFS':
      return 'The server’s disk takes nothing more.';
    case 'EACCES':
    case 'EPERM':
      return `The server may not do this with ${path}.`;
    default:
      return '';
  }
};

/** What a failed call to the file system means to whoever named the path; other errors are given back as they are. */
export const toFileError = (error: unknown, path: string): unknown => {
  const reason = error instanceof ToolError ? '' : reasonOf(codeOf(error), path === '' ? 'the folder' : path);
  return reason === '' ? error : new ToolError(reason, { cause: error });
};
