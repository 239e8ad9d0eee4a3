import { appRouter } from './app-router.ts';
import { createCallerFactory } from './procedure.ts';

/** Calls procedures in this process, with the checks that a request from outside meets. */
export const createCaller = createCallerFactory(appRouter);
