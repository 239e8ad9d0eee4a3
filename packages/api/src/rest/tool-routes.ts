import { ToolName } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { RestTool, RestToolDetail, toRestTool, toRestToolDetail } from './rest-shapes.ts';

const Params = z.strictObject({ id: ToolName });

const ToolChange = z
  .strictObject({ enabled: z.boolean().nullish(), description: z.string().nullish() })
  .meta({ example: { enabled: false } });

const tags = ['Tools'];

/** `/tools`: what agents can use, and the workspace's settings of it. */
export const registerToolRoutes = ({ app, open }: RestScope): void => {
  app.get(
    '/tools',
    { schema: { summary: 'List tools', tags, security, response: { 200: z.array(RestTool), ...errorAnswers } } },
    async (request) => {
      const { caller } = await open(request);
      const { items } = await caller.tools.list({});
      return items.map(toRestTool);
    },
  );
  app.get(
    '/tools/:id',
    { schema: { summary: 'A tool with the schema that models see', tags, security, params: Params, response: { 200: RestToolDetail, ...errorAnswers } } },
    async (request) => {
      const { caller } = await open(request);
      return toRestToolDetail(await caller.tools.get({ name: request.params.id }));
    },
  );
  app.put(
    '/tools/:id',
    {
      schema: {
        summary: 'Switch a tool on or off, or describe it anew',
        tags,
        security,
        params: Params,
        body: ToolChange,
        response: { 200: RestToolDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const { caller } = await open(request);
      const { enabled, description } = request.body;
      const name = request.params.id;
      await caller.tools.update({
        name,
        ...(typeof enabled === 'boolean' && { enabled }),
        ...(typeof description === 'string' && { description }),
      });
      return toRestToolDetail(await caller.tools.get({ name }));
    },
  );
};
