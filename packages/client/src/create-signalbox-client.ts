import { createProcedures, type Procedures, type SignalboxClientOptions } from './create-procedures.ts';
import { createRunMethods, type RunMethods } from './create-run-methods.ts';
import { createTracker, type Tracker, type TrackOptions } from './tracker.ts';

/** Every procedure of the server, typed (`client.runs.list.query({})`), and what the client adds to them. */
export type SignalboxClient = Procedures & {
  readonly runs: RunMethods;
  /**
   * Reports the runs of an agent that runs elsewhere, in the background: in batches, again until they are answered, and what
   * waits at the end of the program before it ends. Agent and version are registered when they are first seen.
   */
  readonly track: (agent: string, version: string, options?: TrackOptions) => Tracker;
};

/** The base with more beside it. A proxy, as the base is one: it has whatever name it is asked for. */
const extend = <Base extends object, More extends object>(base: Base, more: More): Base & More =>
  new Proxy(
    { ...base, ...more },
    { get: (_, name): unknown => Reflect.get(Object.hasOwn(more, name) ? more : base, name) },
  );

/**
 * A client for the server at this address. Calls made in the same tick travel together; a subscription that loses its
 * server comes back by itself. The key is sent in a header only, never in an address. Opens no connection by itself.
 * Whatever a call fails with is a `SignalboxError`.
 */
export const createSignalboxClient = (options: SignalboxClientOptions): SignalboxClient => {
  const procedures = createProcedures(options);
  const track: SignalboxClient['track'] = (agent, version, trackOptions) =>
    createTracker({ agent, version }, procedures.runs.report.mutate, trackOptions);
  return extend(procedures, { runs: extend(procedures.runs, createRunMethods(procedures)), track });
};
