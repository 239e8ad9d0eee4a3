import { ReportedRun } from '@signalbox/contracts';
import { insertAuditEntry, markSampleAgents, registerAgent, registerVersion } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { storeReport, toSentRow } from '../report/store-report.ts';
import type { ApiServices, Principal } from '../services.ts';
import { planSampleDay, type SampleBatch } from './plan-sample-day.ts';

const Input = z
  .strictObject({
    /** Days of the month to fill, up to today. */
    days: z.int().min(1).max(90).default(30),
    /** Which of them, from 0, the oldest. */
    day: z.int().min(0).max(89),
  })
  .refine(({ days, day }) => day < days, { path: ['day'], message: 'must be less than days' });

/** The agents of a day and the versions that they had, marked as samples. */
const registerAll = async (
  { database, events }: ApiServices,
  { workspaceId, actor }: Principal,
  batches: readonly SampleBatch[],
): Promise<void> => {
  const ids = await database.db.transaction().execute(async (tx) => {
    const agentIds: string[] = [];
    for (const { agent, version } of batches) {
      const { slug, name, description, type, project, capabilities } = agent;
      const { id } = await registerAgent(tx, { workspaceId, slug, name, description, type, project, capabilities });
      const { label, models, tools, deployment } = version;
      const content = { models, tools: [...new Set(tools)], cluster: 'sample', deployment };
      await registerVersion(tx, { workspaceId, agent: id, label, author: actor, content });
      agentIds.push(id);
    }
    await markSampleAgents(tx, { workspaceId, ids: agentIds });
    const at = new Date().toISOString();
    await insertAuditEntry(tx, { workspaceId, actor, action: 'samples.create', target: workspaceId, at });
    return agentIds;
  });
  for (const id of ids) events.publish(toAgentsTopic(workspaceId), id);
};

/**
 * Fills one day of a believable month with sample runs of five agents that run elsewhere; whoever wants the month asks for
 * its days one by one. The same day is the same every time, so that asking again adds nothing. All of it is marked, and
 * goes with `samples.delete`.
 */
export const createSamples = protectedProcedure
  .meta({ permission: 'workspace:update', rateLimit: 'change', audit: true })
  .input(Input)
  .output(z.object({ runs: z.int().nonnegative() }))
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const batches = planSampleDay({ ...input, now: Date.now() });
    await registerAll(services, principal, batches);
    let runs = 0;
    for (const { agent, version, ...batch } of batches) {
      const read = (value: unknown) => ({ run: ReportedRun.parse(value) });
      const report = { agent: agent.slug, version: version.label, rows: batch.runs.map(toSentRow), read };
      runs += (await storeReport(services, principal, report)).accepted;
    }
    return { runs };
  });
