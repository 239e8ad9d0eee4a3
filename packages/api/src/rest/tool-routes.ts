import { AppError, ToolName } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';
import { RestTool, RestToolDetail, toRestTool, toRestToolDetail } from './rest-shapes.ts';

const Params = z.strictObject({
  id: z.string().meta({ description: 'Name of the tool.', examples: [restExamples.tool.id] }),
});

const toName = (id: string): string => {
  const name = ToolName.safeParse(id);
  if (name.success) return name.data;
  throw new AppError('tool.not-found', 'There is no tool of this name.');
};

const ToolChange = z
  .strictObject({
    enabled: z.boolean().nullish().describe('Whether agents can use it.'),
    description: z.string().nullish().describe('What the model reads; null returns to the tool’s own.'),
  })
  .meta({ examples: [{ enabled: true }, { description: 'Adds two numbers.' }] });

const tags = ['Tools'];
const detail = { 200: RestToolDetail.meta({ examples: [restExamples.toolDetail] }), ...errorAnswers };

/** `/tools`: what agents can use, and the workspace's settings of it. */
export const registerToolRoutes = ({ app, open }: RestScope): void => {
  const response = { 200: z.array(RestTool).meta({ examples: [[restExamples.tool]] }), ...errorAnswers };
  app.get('/tools', { schema: { summary: 'List tools', tags, security, response } }, async (request) => {
    const { items } = await open(request).caller.tools.list({});
    return items.map(toRestTool);
  });
  app.get(
    '/tools/:id',
    { schema: { summary: 'A tool with the schema that models see', tags, security, params: Params, response: detail } },
    async (request) => toRestToolDetail(await open(request).caller.tools.get({ name: toName(request.params.id) })),
  );
  const summary = 'Switch a tool on or off, or describe it anew';
  app.put(
    '/tools/:id',
    { schema: { summary, tags, security, params: Params, body: ToolChange, response: detail } },
    async (request) => {
      const { caller } = open(request);
      const { enabled, description } = request.body;
      const name = toName(request.params.id);
      await caller.tools.update({
        name,
        ...(typeof enabled === 'boolean' && { enabled }),
        ...(description !== undefined && { description }),
      });
      return toRestToolDetail(await caller.tools.get({ name }));
    },
  );
};
