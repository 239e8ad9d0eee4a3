import { AppError, IdOrSlug, isCleanText, ReportedRuns } from '@signalbox/contracts';
import type { FastifyRequest, FastifySchemaCompiler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';

import { toSlug } from '../agents/to-slug.ts';
import { authorize } from '../authenticate.ts';
import { takeTurn } from '../rate-limits.ts';
import { storeReport } from '../report/store-report.ts';
import { toInvalidFields } from '../to-app-error.ts';
import { countTasks } from './agent-routes.ts';
import { AgentParams, RestAgent, RestVersion, toRestAgent, toRestVersion, VersionParams } from './agent-shapes.ts';
import { createInflateBody } from './inflate-body.ts';
import { parseReport, parseReportLines, ReportedRows } from './parse-report-body.ts';
import { validatorCompiler } from './prepare-scope.ts';
import { readRestRun, RegisterAgentBody, RegisterVersionBody, ReportBody } from './report-bodies.ts';
import { errorAnswers, type RestCall, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';

/** Largest body of a report, inflated. */
const maxReportBytes = 16 * 1024 * 1024;

const tags = ['Reports'];

/** The id or slug that a sender's name for its agent stands for. Throws `agent.not-found` for what can't be a name. */
const toReportedAgent = (text: string): string => {
  const known = IdOrSlug.safeParse(text);
  if (known.success) return known.data;
  const slug = IdOrSlug.safeParse(toSlug(text));
  if (slug.success && text.length <= 100 && isCleanText(text) && /[a-z0-9]/i.test(text)) return slug.data;
  throw new AppError('agent.not-found', 'An agent is called by its id, or by a name of letters and digits.');
};

/** Its rows are checked one by one, by whoever stores them. */
const compileReportValidator: FastifySchemaCompiler<z.core.$ZodType> = (part) =>
  part.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(part);

const Answer = ReportedRuns.meta({ examples: [restExamples.reported] });

const report = async (call: RestCall, place: { readonly agent: string; readonly version: string }, body: unknown) => {
  if (!(body instanceof ReportedRows)) throw new AppError('request.invalid', 'The body is empty: send runs.');
  const { services, principal } = call;
  authorize(principal, 'runs:report');
  await takeTurn(services, principal, 'report');
  const { isSingle, rows } = body;
  const answer = await storeReport(services, principal, { ...place, rows, read: readRestRun });
  const [wrong] = answer.rejected;
  if (isSingle && wrong) throw toInvalidFields(wrong.issues);
  return { answer, status: answer.rejected.length > 0 ? (207 as const) : (200 as const) };
};

const registerRuns = ({ app, open }: RestScope): void => {
  void app.register(async (scope) => {
    const add = (type: string, parse: (body: Uint8Array) => ReportedRows): void => {
      scope.addContentTypeParser<Buffer>(
        type,
        { parseAs: 'buffer', bodyLimit: maxReportBytes },
        async (_request: FastifyRequest, body: Buffer) => (body.length === 0 ? undefined : parse(body)),
      );
    };
    scope.removeAllContentTypeParsers();
    add('application/json', parseReport);
    add('application/x-ndjson', parseReportLines);
    scope.addHook('preParsing', createInflateBody(maxReportBytes));
    scope.setValidatorCompiler(compileReportValidator);
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/agents/:id/versions/:version/runs',
      {
        bodyLimit: maxReportBytes,
        schema: {
          summary: 'Report runs of an agent that runs elsewhere',
          description:
            'One run, up to 1,000 as `{"runs": […]}`, as a list, or as lines (`application/x-ndjson`), also with `content-encoding: gzip`. An agent or version that is not known is registered as seen. Answered once it is stored: 207 when rows were rejected, which are named; the others are stored. A run of an `id` that was stored is a duplicate, but for one that had not ended, which is brought up to date.',
          tags,
          security,
          consumes: ['application/json', 'application/x-ndjson'],
          params: VersionParams,
          body: ReportBody,
          response: { 200: Answer, 207: Answer, ...errorAnswers },
        },
      },
      async (request, reply) => {
        const { id, version } = request.params;
        const place = { agent: toReportedAgent(id), version };
        const { answer, status } = await report(open(request), place, request.body);
        return reply.status(status).send(answer);
      },
    );
  });
};

/** What agents that run elsewhere say of themselves and of what they did. */
export const registerReportRoutes = (scope: RestScope): void => {
  const { app, open } = scope;
  registerRuns(scope);
  const agent = { 200: RestAgent.meta({ examples: [restExamples.agent] }), ...errorAnswers };
  app.post(
    '/agents/:id/register',
    {
      schema: {
        summary: 'Register an agent that runs elsewhere',
        description: 'Makes it, or answers with the one of this name; a deleted one comes back.',
        tags,
        security,
        params: AgentParams,
        body: RegisterAgentBody,
        response: agent,
      },
    },
    async (request) => {
      const { name = request.params.id, ...labels } = request.body;
      const slug = toReportedAgent(request.params.id);
      const call = open(request);
      const registered = await call.caller.agents.register({ name, slug, ...labels });
      const tasksOf = await countTasks(call, [registered.id]);
      return toRestAgent(registered, tasksOf(registered.id));
    },
  );
  const version = RestVersion.meta({ examples: [restExamples.reportedVersion] });
  app.post(
    '/agents/:id/versions',
    {
      schema: {
        summary: 'Register a version of an agent that runs elsewhere',
        description: '201 when it is new; 200 when the same was registered before; 409 when it was with other content.',
        tags,
        security,
        params: AgentParams,
        body: RegisterVersionBody,
        response: { 200: version, 201: version, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const given = { ...request.body, agent: toReportedAgent(request.params.id) };
      const { isNew, ...made } = await open(request).caller.agents.registerVersion(given);
      return reply.status(isNew ? 201 : 200).send(toRestVersion(made));
    },
  );
};
