import { defineTool, type ToolContext, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { deleteFile } from './files/delete-file.ts';
import { listFolder } from './files/list-folder.ts';
import { parseFilePath } from './files/parse-file-path.ts';
import { readTextFile } from './files/read-text-file.ts';
import { takeTurn } from './files/take-turn.ts';
import { toFileError } from './files/to-file-error.ts';
import { writeTextFile } from './files/write-text-file.ts';

/** Most of one file, in characters: more than a model writes in one call. */
const maxContentLength = 1_000_000;

const input = z
  .strictObject({
    operation: z.enum(['read', 'write', 'list', 'delete']).describe('What to do.'),
    path: z
      .string()
      .default('')
      .describe('Path within the folder, such as "notes/today.md". For list: a folder; leave it out for the top.'),
    content: z
      .string()
      .max(maxContentLength)
      .optional()
      .describe('For write: the whole new text of the file. What it held before is replaced.'),
    offset: z
      .int()
      .min(0)
      .optional()
      .describe('For read: the byte to begin at; long files come in pieces, each with the offset of the next.'),
  })
  .refine(({ operation, content }) => (operation === 'write') === (content !== undefined), {
    path: ['content'],
    message: 'belongs to write, and write needs it',
  })
  .refine(({ operation, path }) => operation === 'list' || path !== '', { path: ['path'], message: 'is missing' });

type Input = z.infer<typeof input>;

const work = async ({ operation, path, content = '', offset = 0 }: Input, { folder }: ToolContext) => {
  const names = parseFilePath(path);
  if (names.length === 0 && operation !== 'list') throw new ToolError('PATH_INVALID: the path names no file.');
  const shown = names.join('/');
  switch (operation) {
    case 'read':
      return { path: shown, ...(await readTextFile(folder, names, offset)) };
    case 'list':
      return { path: shown, ...(await listFolder(folder, names)) };
    case 'write':
      await takeTurn(folder, () => writeTextFile(folder, names, content));
      return { path: shown, bytes: Buffer.byteLength(content) };
    case 'delete':
      return { path: shown, deleted: await takeTurn(folder, () => deleteFile(folder, names)) };
  }
};

/**
 * Text files in the workspace's own folder. Writing the same content to the same path again leaves the same file, and
 * what is deleted stays deleted, so a call that was cut off is simply made again.
 */
export const fileIo = defineTool({
  name: 'file_io',
  title: 'Files',
  description:
    'Reads, writes, lists and deletes text files (UTF-8) in the folder that all agents of this workspace share. ' +
    'Use it to keep notes, results and data between conversations. Folders on the way to a file are made by write. ' +
    'Delete takes a file or an empty folder.',
  icon: 'IconFolderOpen',
  input,
  effect: ({ operation }) => (operation === 'read' || operation === 'list' ? 'read' : 'idempotent'),
  execute: async (call, context) => {
    try {
      return await work(call, context);
    } catch (error) {
      throw toFileError(error, call.path);
    }
  },
});
