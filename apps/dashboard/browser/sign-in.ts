import { request } from '@playwright/test';
import type { ServerProcess } from '@signalbox/testing/server-process';

export const account = { email: 'owner@example.com', password: 'a good password' } as const;

/** Signs in at a server without a page, as its first account, which it makes when there is none. */
export const signIn = async ({ url, setupUrl }: ServerProcess) => {
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const token = new URL(setupUrl).searchParams.get('token');
  const setUp = await context.post('/auth/setup', { data: { token, ...account } });
  const answer = setUp.ok() ? setUp : await context.post('/auth/sign-in/email', { data: account });
  if (!answer.ok()) throw new Error(`signing in failed: ${answer.status()} ${await answer.text()}`);
  const state = await context.storageState();
  await context.dispose();
  return state;
};
