import { html, type Html, toProse } from './html.ts';
import { toCodeBox, toTable } from './render-parts.ts';

const steps = [
  { type: 'user-request', content: 'What is 5 + 10?', run_id: '…', conversation_id: '…' },
  { type: 'agent-thought', content: 'For this I need to add 5 and 10.' },
  { type: 'tool-call', toolName: 'calculator', params: { operation: 'add', x: 5, y: 10 } },
  { type: 'tool-result', toolName: 'calculator', result: '5 + 10 = 15', outcome: 'ok', durationMs: 2 },
  { type: 'agent-response', content: 'The result is 15.' },
];

const playgroundMessages = [
  ['`agent_loaded` {agent_id, name, version}', 'the socket is ready'],
  ['`conversation_started` {conversation_id}', 'what follows belongs to this conversation'],
  ['`content_delta` {delta}', 'more text'],
  ['`content_reset` {content}', 'the model broke off and begins anew: this is the text that stays'],
  ['`tool_use_start` {tool_name, tool_use_id, input}', 'a tool is asked for'],
  ['`tool_use_complete` {tool_name, tool_use_id, result}', 'what came of it: {outcome, text, duration_ms}'],
  ['`approval_required` {message}', 'the run waits for a person’s decision'],
  ['`message_complete` {message_id, conversation_id, content}', 'the run’s id and the whole text'],
  ['`error` {error, code, issues?}', 'why a message was refused, or its run has no answer'],
];

const activityMessages = [
  [
    '`agent_activity_update` {id, agent_id, task_id, status, output, error, duration_ms, timestamp}',
    'a reported entry of activity or the end of a run; output of at most 1,000 characters, error of 500',
  ],
  ['`agent_status_update` {agent_id, status, is_archived}', 'an agent was made or changed'],
  ['`metrics_update` {timestamp}', 'figures have changed'],
  ['`resync`', 'messages may be missing: read the lists again'],
];

/** How the WebSockets are opened, what they say, and when they end. */
export const webSockets = (origin: string): Html => {
  const address = origin.replace(/^http/, 'ws');
  return html` <p>
      ${toProse('Programs send their key as a header, as with every request. A browser can’t: it offers the protocols `signalbox` and `signalbox-key.<key>`, or has its session’s cookie on a page of this server. Pages of other origins are refused unless `CORS_ORIGINS` names them.')}
    </p>
    ${toCodeBox(`const socket = new WebSocket('${address}/api/v1/ws/chat', ['signalbox', \`signalbox-key.\${key}\`]);
socket.onopen = () => socket.send(JSON.stringify({ message: 'What is 5 + 10?' }));
socket.onmessage = ({ data }) => console.log(JSON.parse(data));`)}
    <p>
      ${toProse('Each message is JSON of at most 1 MiB; pass over fields and types that you don’t know. Closing a socket stops no run. The server pings every 25 seconds and cuts who does not answer. It closes with 1000 after 10 minutes in which nothing happens, with 1008 when the key’s rights have ended, and with 1001 when it stops.')}
    </p>
    <h3>/api/v1/ws/chat</h3>
    <p>
      ${toProse('Send one message, as `POST /chat` takes it. The steps come as they happen, then the socket is closed.')}
    </p>
    ${toCodeBox(steps.map((step) => JSON.stringify(step)).join('\n'))}
    <p>
      ${toProse('`{"type": "error", "message", "code", "issues"?}` says why there is no answer; `{"type": "approval-request", "content"}` that the run waits for a person, and goes on after that.')}
    </p>
    <h3>/api/v1/playground/{agent_id}</h3>
    <p>
      ${toProse('Send `{"type": "user_message", "content": "…", "conversation_id"?: "…"}` as often as you like; without an id the socket’s conversation goes on. What comes has one of these types:')}
    </p>
    ${toTable(['Message', 'Says'], playgroundMessages)}
    <h3>/api/v1/ws/activity</h3>
    <p>
      ${toProse('What agents do, here and elsewhere, from when it is opened; nothing has to be sent. It stays open however long nothing happens, and is cut when it does not take 256 kB.')}
    </p>
    ${toTable(['Message', 'Says'], activityMessages)}`;
};

/** How OpenAI's clients see agents. */
export const openaiClients = (origin: string): Html =>
  html` ${toCodeBox(`const client = new OpenAI({ baseURL: '${origin}/v1', apiKey: key });
await client.chat.completions.create({ model: 'assistant', messages: [{ role: 'user', content: 'What is 5 + 10?' }] });`)}
    <p>
      ${toProse('An agent is a model: `assistant`, or `assistant@2` for its version 2. The last message is the request; earlier ones stand before it in its text, since a conversation holds only what an agent was truly asked and answered. To go on with one, send its `conversation_id` as `metadata`, with the new message alone.')}
      ${toProse('The agent’s own tools run here: `tools` is refused, and so is what the model’s provider does not take. Errors have OpenAI’s form.')}
    </p>`;
