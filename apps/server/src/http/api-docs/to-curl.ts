import type { Operation } from './api-document.ts';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const fillPath = (path: string, parameters: Operation['parameters']): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const example = parameters.find((parameter) => parameter.name === name)?.example;
    return typeof example === 'string' ? example : `<${name}>`;
  });

/** A line for a shell that calls a route as its examples do; the key stands in `$KEY`. */
export const toCurl = (
  { origin, path, method }: { readonly origin: string; readonly path: string; readonly method: string },
  { parameters, requestBody }: Pick<Operation, 'parameters' | 'requestBody'>,
): string => {
  const url = `${origin}${fillPath(path, parameters)}`;
  const verb = method === 'get' || (method === 'post' && requestBody) ? '' : ` -X ${method.toUpperCase()}`;
  const head = `curl -s${verb} ${quote(url)} -H "authorization: Bearer $KEY"`;
  const example: unknown = requestBody?.content['application/json']?.examples[0];
  if (example === undefined) return head;
  return `${head} \\\n  -H 'content-type: application/json' -d ${quote(JSON.stringify(example))}`;
};
