import { globSync, readFileSync } from 'node:fs';

import { readProgram } from '@signalbox/testing/documents';
import { ServerProcess } from '@signalbox/testing/server-process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { ConsumerProject } from './consumer-project.ts';

const project = new ConsumerProject();
let server: ServerProcess;
let site: PreviewServer;
let browser: Browser;

const indexHtml =
  '<!doctype html><title>Theirs</title><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="main.tsx"></script>';
const main = `
import { createSignalboxClient, isSignalboxError } from '@signalbox/client';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

window.open = ({ url, apiKey }) =>
  createRoot(document.getElementById('root')).render(createElement(App, { url, apiKey }));
window.ask = async ({ url, apiKey }) => {
  const client = createSignalboxClient({ url, apiKey });
  const { status, text } = await client.runs.startAndWait({ message: 'What is 5 + 10, then multiply by 3?' });
  return [status, text];
};
window.fail = ({ url }) =>
  createSignalboxClient({ url, apiKey: 'wrong' })
    .runs.list.query({})
    .catch((error) => isSignalboxError(error, 'auth.required'));
`;

beforeAll(async () => {
  await project.install();
  project.write('index.html', indexHtml);
  project.write('main.tsx', main);
  project.write('app.tsx', readProgram('docs/guides/call-it-from-your-service.md', 'tsx'));
  await project.bundle();
  site = await preview({
    root: project.folder,
    configFile: false,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const CORS_ORIGINS = new URL(site.resolvedUrls?.local[0] ?? '').origin;
  server = new ServerProcess({ env: { SIGNALBOX_DEMO_TOKENS_PER_SECOND: '100', CORS_ORIGINS } });
  await server.start();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.dispose();
});

const open = async (): Promise<{ page: Page; faults: string[]; access: { url: string; apiKey: string } }> => {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
  await page.goto(site.resolvedUrls?.local[0] ?? '');
  const { url, token: apiKey } = server;
  return { page, faults, access: { url, apiKey } };
};

test('a page of another origin starts a run and waits for it', async () => {
  const { page, faults, access } = await open();
  const answer = await page.evaluate(`window.ask(${JSON.stringify(access)})`);
  expect(answer).toEqual(['completed', 'The result is 45.']);
  expect(await page.evaluate(`window.fail(${JSON.stringify(access)})`)).toBe(true);
  expect(faults).toEqual([expect.stringContaining('401')]);
}, 30_000);

test('the hooks of the guide list the agents, start a run, and show it as it happens', async () => {
  const { page, faults, access } = await open();
  await page.evaluate(`window.open(${JSON.stringify(access)})`);
  await page.getByText('Assistant').waitFor();
  await page.getByRole('button', { name: 'Ask' }).click();
  const steps = page.getByRole('listitem');
  await steps.filter({ hasText: 'user-request' }).waitFor();
  expect(await page.getByRole('status').textContent()).not.toBe('The result is 45.');
  await page.getByRole('status').getByText('The result is 45.', { exact: true }).waitFor();
  await steps.filter({ hasText: 'agent-response' }).waitFor();
  expect(await steps.allTextContents()).toEqual([
    'user-request',
    'agent-thought',
    'tool-call',
    'tool-result',
    'agent-thought',
    'tool-call',
    'tool-result',
    'agent-response',
  ]);
  expect(faults).toEqual([]);
}, 30_000);

test('the bundle has nothing of Node, and no schema of the server', () => {
  const code = globSync('dist/assets/*.js', { cwd: project.folder }).map((path) =>
    readFileSync(project.at(path), 'utf8'),
  );
  expect(code).toHaveLength(1);
  expect(code[0]).not.toMatch(/[`'"]node:|browser-external/);
  expect(code[0]).not.toContain('ZodObject');
});
