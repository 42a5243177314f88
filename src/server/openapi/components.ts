import { z } from "zod";

/** A JSON Schema, of the dialect of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1#schema-object). */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The schemas of all answers and of what they consist of, by the name that they have in the description. */
export const COMPONENTS = z.registry<{ id: string }>();

const PREFIX = "#/components/schemas/";

/** @throws Error for a schema that has no name in `COMPONENTS` */
export function referenceTo(schema: z.ZodType): JsonSchema {
  const name = COMPONENTS.get(schema)?.id;
  if (name === undefined) {
    throw new Error("The schema of an answer has no name.");
  }
  return { $ref: PREFIX + name };
}

/** All schemas with a name. */
export function componentSchemas(): Record<string, JsonSchema> {
  const uri = (name: string) => PREFIX + name;
  const { schemas } = z.toJSONSchema(COMPONENTS, { ...DIALECT, io: "output", uri });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutDialect(schema)]));
}

/** What a client sends, made from the schema that validates it. Rules that JSON Schema can't tell are left out. */
export function requestSchema(schema: z.ZodType): JsonSchema {
  return withoutDialect(z.toJSONSchema(schema, { ...DIALECT, io: "input" }));
}

const DIALECT = { target: "draft-2020-12", override: tidy } as const;

/** More fields may appear in answers, and numbers and moments need no pattern of how JavaScript holds them. */
function tidy({ jsonSchema }: { readonly jsonSchema: JsonSchema }): void {
  if (jsonSchema.additionalProperties === false) {
    delete jsonSchema.additionalProperties;
  }
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
    delete jsonSchema.maximum;
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) {
    delete jsonSchema.minimum;
  }
  if (jsonSchema.format === "date-time") {
    delete jsonSchema.pattern;
  }
}

/** The document itself says which dialect it is in. */
function withoutDialect({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
