import { createProcedures, type Procedures, type SignalboxClientOptions } from './create-procedures.ts';
import { createRunMethods, type RunMethods } from './create-run-methods.ts';

/** Every procedure of the server, typed (`client.runs.list.query({})`), and what `RunMethods` adds to the runs. */
export type SignalboxClient = Procedures & { readonly runs: RunMethods };

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
  return extend(procedures, { runs: extend(procedures.runs, createRunMethods(procedures)) });
};
