import { createServer } from 'node:http';

/**
 * A chat completions server that answers at once: so many tool calls one after another, then a text, each in as many
 * deltas as told. Prints its port. For benchmarks: what it sends is made before it is asked.
 */
const [toolCalls = 10, deltas = 20] = process.argv.slice(2).map(Number);

const toChunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'bench',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

const usage = `data: ${JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'bench',
  choices: [],
  usage: { prompt_tokens: 200, completion_tokens: deltas, total_tokens: 200 + deltas },
})}\n\n`;

const texts = Array.from({ length: deltas }, (_, index) => toChunk({ content: `word ${index} ` })).join('');
const start = toChunk({ role: 'assistant', content: '' });
const end = (finish: string): string => `${toChunk({}, finish)}${usage}data: [DONE]\n\n`;

const answer = Buffer.from(`${start}${texts}${end('stop')}`);
const calls = Array.from({ length: toolCalls }, (_, index) => {
  const call = { name: 'calculator', arguments: JSON.stringify({ operation: 'add', x: index, y: 1 }) };
  const delta = { tool_calls: [{ index: 0, id: `call_${index}`, type: 'function', function: call }] };
  return Buffer.from(`${start}${texts}${toChunk(delta)}${end('tool_calls')}`);
});

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const done = Buffer.concat(pieces).toString().split('"role":"tool"').length - 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(calls[done] ?? answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
process.on('disconnect', () => server.close());
