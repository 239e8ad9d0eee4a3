import { argv } from 'node:process';

import { PGlite } from '@electric-sql/pglite';

const [, , folder] = argv;
if (folder === undefined) throw new Error('This file is the process of create-files.ts; it takes a folder.');
const database = await PGlite.create(folder);
await database.close();
