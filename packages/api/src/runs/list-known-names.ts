import { z } from 'zod';

/** What is read of a JSON Schema: the names of objects, whichever of several forms they stand in. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
  readonly oneOf?: readonly Shape[] | undefined;
}

const Shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    properties: z.record(z.string(), Shape).optional(),
    anyOf: z.array(Shape).optional(),
    oneOf: z.array(Shape).optional(),
  }),
);

const toForms = (shape: Shape): readonly Shape[] => [
  shape,
  ...[shape.anyOf ?? [], shape.oneOf ?? []].flat().flatMap(toForms),
];

/** The names that a schema knows at this place of its input, each once; none where any name is taken. */
export const listKnownNames = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  let forms = toForms(Shape.parse(z.toJSONSchema(schema, { io: 'input' })));
  for (const name of path) forms = forms.flatMap(({ properties }) => properties?.[String(name)] ?? []).flatMap(toForms);
  return [...new Set(forms.flatMap(({ properties = {} }) => Object.keys(properties)))];
};
