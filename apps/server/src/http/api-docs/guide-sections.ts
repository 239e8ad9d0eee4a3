import { errorAdvice } from '@signalbox/api';
import { defaultRequestsPerMinute, type ErrorCode, errorCatalog, isErrorCode } from '@signalbox/contracts';

import { html, type Html, toProse } from './html.ts';
import { openaiClients, webSockets } from './protocol-sections.ts';
import { toCodeBox, toTable } from './render-parts.ts';

/** A part of the page beside the routes. */
export interface GuideSection {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

const keys = (origin: string): Html =>
  html` <p>
      Every request needs an API key, from Settings → API keys in the dashboard or made on the server’s machine:
    </p>
    ${toCodeBox('npm run -s signalbox -- keys create --name first --scopes admin')}
    <p>
      ${toProse('Send it as `Authorization: Bearer <key>` or as `x-api-key: <key>`, never in an address: addresses end up in logs.')}
      ${toProse('A key with the scope `admin` makes others. The answer’s `key` can be read this once:')}
    </p>
    ${toCodeBox(`curl -s ${origin}/trpc/apiKeys.create -H "authorization: Bearer $KEY" \\
  -H 'content-type: application/json' -d '{"name": "my-service", "scopes": ["run"]}'`)}
    ${toTable(
      ['Scope', 'May'],
      [
        ['`read`', 'read agents, runs, tools and models'],
        ['`run`', 'that, and start, cancel and retry runs, and decide what waits'],
        ['`admin`', 'everything in the workspace, keys and settings included'],
        ['`ingest`', 'report runs, versions and activity of agents that run elsewhere, and read nothing'],
      ],
    )}
    <p>
      ${toProse('`expiresAt` and `requestsPerMinute` are optional. A key that was revoked or has expired stops working within 5 seconds, in open streams too.')}
    </p>`;

const bodies = html` <p>
  ${toProse('JSON in UTF-8 with `content-type: application/json`, of at most 1 MiB and 64 levels. Unknown fields are refused by name.')}
  ${toProse('Times are ISO 8601 in UTC. Ids are UUIDs; agents also go by their slug, such as `assistant`.')}
  ${toProse('Every path also answers without its version: `/api/chat` is `/api/v1/chat`.')}
</p>`;

const errorExample = {
  error: {
    code: 'request.invalid',
    message: 'The input is wrong. message: is required',
    requestId: '019aa514-3c1f-7b03-8f10-9b7d04e2a6c5',
    issues: [{ path: 'message', message: 'is required' }],
  },
};

/** Codes that a run ends with: they stand in its `error`, in an answer of 200. */
const runCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'run.step-limit',
  'run.tool-call-limit',
  'run.time-limit',
  'run.cost-limit',
  'run.crash-loop',
  'run.stopped',
  'run.internal',
  'model.failed',
]);

const toErrorRow = (code: ErrorCode): string[] => {
  const status = runCodes.has(code) ? 'ends a run' : String(errorCatalog[code].status);
  return [`\`${code}\``, status, errorAdvice[code]];
};

const errors = html` ${toCodeBox(JSON.stringify(errorExample, null, 2))}
  <p>
    ${toProse('`code` is one of the table and stays what it is; `message` is for people. `issues` names every fault of the input.')}
    ${toProse('`requestId` is the header `x-request-id` too, and stands in the server’s log.')}
  </p>
  ${toTable(['Code', 'Status', 'What to do'], Object.keys(errorCatalog).filter(isErrorCode).map(toErrorRow))}`;

const limitRows: Record<keyof typeof defaultRequestsPerMinute, readonly [string, number]> = {
  read: ['reading', defaultRequestsPerMinute.read],
  change: ['changing', defaultRequestsPerMinute.change],
  start: ['starting runs', defaultRequestsPerMinute.start],
  'agents-read': [
    '`GET /agents` and `GET /agents/{id}`, among the reading ones',
    defaultRequestsPerMinute['agents-read'],
  ],
  'agents-create': ['`POST /agents`, among the changing ones', defaultRequestsPerMinute['agents-create']],
  report: ['reporting runs, agents and versions', defaultRequestsPerMinute.report],
  'report-rows': ['rows of those reports', defaultRequestsPerMinute['report-rows']],
  activity: ['reporting activity', defaultRequestsPerMinute.activity],
};

const limits = html` <p>Requests a minute and key, unless the key was made with a number of its own:</p>
  ${toTable(
    ['Requests', 'A minute'],
    Object.values(limitRows).map(([words, number]) => [words, String(number)]),
  )}
  <p>
    ${toProse('Above that the answer is 429 with `Retry-After` in seconds. 503 has it too: nothing was done, so try again.')}
  </p>`;

const sendingAgain = html` <p>
  ${toProse('A request without an answer may have taken effect. Give what starts a run an `Idempotency-Key` of your own, such as an order’s number: sent again with the same body, it is answered with the run of the first time, as long as that run is there. With another body it is `run.key-reused`.')}
</p>`;

const pages = html` <p>
  ${toProse('Lists take `limit` and `offset`, up to 10,000. `GET /runs` also takes `cursor`, the id of the last run of the page before: it is as fast on every page, and neither skips nor repeats a run when others are added meanwhile.')}
</p>`;

const following = (origin: string): Html =>
  html` ${toCodeBox(`curl -sNG ${origin}/trpc/runs.watch -H "authorization: Bearer $KEY" \\
  --data-urlencode 'input={"runId": "<run_id>", "deltas": true}'`)}
    <p>
      ${toProse('Server-sent events. Data with an `id` is an event of the run’s log, each once and in order, from its beginning; data without one is text as it streams, which `"deltas": false` leaves out. `event: ping` keeps the connection open, `event: return` is the end of the run, `event: serialized-error` says why there is no stream.')}
      ${toProse('After a cut, send the last id as the header `Last-Event-ID`, and get what came since. Closing the stream does not stop the run.')}
    </p>`;

/** What the routes have in common: keys, errors, limits, streams. `origin` is the server’s own address. */
export const toGuideSections = (origin: string): readonly GuideSection[] => [
  { id: 'keys', title: 'Keys', body: keys(origin) },
  { id: 'bodies', title: 'Bodies and answers', body: bodies },
  { id: 'errors', title: 'Errors', body: errors },
  { id: 'limits', title: 'Limits', body: limits },
  { id: 'sending-again', title: 'Sending again', body: sendingAgain },
  { id: 'pages', title: 'Pages', body: pages },
  { id: 'following', title: 'Following a run live', body: following(origin) },
  { id: 'websockets', title: 'WebSockets', body: webSockets(origin) },
  { id: 'openai', title: 'OpenAI’s clients', body: openaiClients(origin) },
];
