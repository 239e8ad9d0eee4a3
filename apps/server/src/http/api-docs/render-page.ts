import type { ApiDocument, JsonSchema, Operation } from './api-document.ts';
import { toGuideSections } from './guide-sections.ts';
import { html, type Html, toProse } from './html.ts';
import { toCodeBox } from './render-parts.ts';
import { toCurl } from './to-curl.ts';
import { type Field, toDescription, toFields, toType } from './to-fields.ts';

interface Route {
  readonly id: string;
  readonly path: string;
  readonly method: string;
  /** As people read it: a WebSocket is opened with a GET. */
  readonly verb: string;
  readonly operation: Operation;
}

const isSocket = ({ responses }: Operation): boolean => '101' in responses;

const toRoutes = ({ paths }: ApiDocument): Route[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const id = `${method}${path.replaceAll(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, '');
      const verb = isSocket(operation) ? 'WS' : method.toUpperCase();
      return { id, path, method, verb, operation };
    }),
  );

const renderFields = (fields: readonly Field[]): Html =>
  html` <dl>
    ${fields.map(
      ({ name, type, isRequired, description }) =>
        html` <dt><code>${name}</code> ${isRequired ? type : `${type}, optional`}</dt>
          <dd>${toProse(description)}</dd>`,
    )}
  </dl>`;

const toParameterFields = (parameters: Operation['parameters'], place: string): Field[] =>
  parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required: isRequired, schema, description }) => {
      const described = description === undefined ? schema : { ...schema, description };
      return { name, type: toType(schema), isRequired, description: toDescription(described) };
    });

const placeTitles = { path: 'In the path', query: 'In the query', header: 'Headers' } as const;

const renderParameters = ({ parameters }: Operation): Html[] =>
  Object.entries(placeTitles).flatMap(([place, title]) => {
    const fields = toParameterFields(parameters, place);
    return fields.length === 0
      ? []
      : [
          html`<h4>${title}</h4>
            ${renderFields(fields)}`,
        ];
  });

const renderSchema = (schema: JsonSchema): Html => {
  const fields = toFields(schema);
  if (fields.length === 0) return html``;
  return html`<details>
    <summary>Fields of the answer</summary>
    ${renderFields(fields)}
  </details>`;
};

/** A path that breaks before its slashes only. */
const toBreakable = (path: string): Html =>
  html`${path.split('/').map((part, at) => (at === 0 ? part : html`<wbr />/${part}`))}`;

/** Answers but errors, which all routes have in common. */
const renderAnswers = ({ responses }: Operation): Html[] =>
  Object.entries(responses)
    .filter(([status]) => /^[123]/.test(status))
    .map(([status, { description, content }]) => {
      const json = content['application/json'];
      const examples = (json?.examples ?? []).map((example) => toCodeBox(JSON.stringify(example, null, 2)));
      return html`<h4>${status}</h4>
        <p>${toProse(description)}</p>
        ${examples}${json ? renderSchema(json.schema) : ''}`;
    });

const renderRoute = ({ id, path, method, verb, operation }: Route, origin: string): Html => {
  const { summary, description, requestBody } = operation;
  const body = requestBody?.content['application/json'];
  return html` <article id="${id}" aria-labelledby="${id}-title">
    <h3 id="${id}-title"><b>${verb}</b> <code>${path}</code></h3>
    <p>${toProse(`${summary}.${description === undefined ? '' : ` ${description}`}`)}</p>
    ${isSocket(operation) ? '' : toCodeBox(toCurl({ origin, path, method }, operation))} ${renderParameters(operation)}
    ${
      body
        ? html`<h4>Body</h4>
            ${renderFields(toFields(body.schema))}`
        : ''
    }
    ${isSocket(operation) ? '' : renderAnswers(operation)}
  </article>`;
};

/** The page at /docs: what all routes have in common, then each route with its examples. Works without scripts. */
export const renderPage = (document: ApiDocument, origin: string): Html => {
  const { info, tags } = document;
  const sections = toGuideSections(origin);
  const routes = toRoutes(document);
  const groups = tags.map((tag) => ({
    ...tag,
    id: tag.name.toLowerCase().replaceAll(' ', '-'),
    routes: routes.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/docs/page.css" />
        <script src="/theme.js"></script>
      </head>
      <body>
        <nav aria-label="On this page">
          <a href="/">Signalbox</a>
          <ul>
            ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
          ${groups.map(
            ({ id, name, routes: own }) =>
              html`<h2><a href="#${id}">${name}</a></h2>
                <ul>
                  ${own.map(
                    ({ id: routeId, verb, path }) =>
                      html`<li>
                        <a href="#${routeId}"><b>${verb}</b> ${toBreakable(path.replace('/api/v1', ''))}</a>
                      </li>`,
                  )}
                </ul>`,
          )}
        </nav>
        <main>
          <h1>${info.title}</h1>
          <p>${toProse(info.description)} The same for programs: <a href="/openapi.json">openapi.json</a>.</p>
          ${sections.map(
            ({ id, title, body }) =>
              html`<section id="${id}">
                <h2>${title}</h2>
                ${body}
              </section>`,
          )}
          ${groups.map(
            ({ id, name, description, routes: own }) =>
              html` <section id="${id}">
                <h2>${name}</h2>
                <p>${description}</p>
                ${own.map((route) => renderRoute(route, origin))}
              </section>`,
          )}
        </main>
      </body>
    </html> `;
};
