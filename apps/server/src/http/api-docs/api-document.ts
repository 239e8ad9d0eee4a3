import { z } from 'zod';

/** As much of a JSON Schema as the page shows. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

const JsonSchema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null);

const Content = z
  .object({
    schema: JsonSchema.optional(),
    example: z.unknown().optional(),
    examples: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  })
  .transform(({ schema = {}, example, examples }) => ({
    schema,
    examples: example === undefined ? Object.values(examples).map(({ value }) => value) : [example],
  }));
const Contents = z.record(z.string(), Content).default({});

const Operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header', 'cookie']),
        required: z.boolean().default(false),
        description: z.string().optional(),
        example: z.unknown().optional(),
        schema: JsonSchema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: Contents }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Contents })),
});
export type Operation = z.infer<typeof Operation>;

/** The OpenAPI document of the routes, as far as the page reads it. */
export const ApiDocument = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});
export type ApiDocument = z.infer<typeof ApiDocument>;
