import type { Config } from "../../config/config.js";
import { isProtected } from "../http/protected-paths.js";
import { type AccessFacts, accessErrors, isClosed, securityOf, securitySchemes } from "./access.js";
import { componentSchemas, type JsonSchema, requestSchema } from "./components.js";
import { type Operation, TAGS } from "./operation.js";
import { headerComponents, responsesOf } from "./responses.js";

/** What is described: a server with its configuration. */
export interface DescribedServer extends AccessFacts {
  readonly config: AccessFacts["config"] & Pick<Config, "rateLimits">;
  /** Footnote's, such as `0.1.0`. */
  readonly version: string;
}

/** A description of the HTTP interface, but for where it is reached: https://spec.openapis.org/oas/v3.1.1 */
export interface OpenApiDocument {
  readonly openapi: "3.1.1";
  readonly info: object;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: Readonly<Record<string, object>>;
}

const ABOUT = [
  "Answers questions about a folder of documents; every sentence has a footnote with the passage it rests on.",
  "Fields that an operation doesn't know are ignored, and more fields may appear in answers. `GET` operations answer `HEAD`, too.",
];

/** Describes the operations that a server has. */
export function openApiDocument(operations: readonly Operation[], server: DescribedServer): OpenApiDocument {
  const { version, signIn } = server;
  const about = signIn?.by === "proxy" ? [...ABOUT, "People sign in at the reverse proxy."] : ABOUT;
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = templateOf(operation.path);
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation, server) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Footnote",
      version,
      description: about.join("\n\n"),
      license: { name: "MIT", identifier: "MIT" },
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: componentSchemas(),
      headers: headerComponents(),
      securitySchemes: securitySchemes(server),
    },
  };
}

function describeOperation(operation: Operation, server: DescribedServer): object {
  const { id, tag, summary, description, access, body, errors } = operation;
  const parameters = [...pathParameters(operation), ...queryParameters(operation)];
  const allErrors = [...errors, ...accessErrors(operation, server)];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(access, server),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: {
          [body.mediaType]: {
            schema: body.schema,
            ...(body.example !== undefined && { example: body.example }),
          },
        },
      },
    }),
    responses: responsesOf(operation, allErrors, isLimited(operation, server)),
  };
}

/** Whether requests are counted against a limit of the caller's. */
function isLimited({ path, access }: Operation, server: DescribedServer): boolean {
  const { perKey, perUser, perAddress } = server.config.rateLimits;
  const most = isClosed(server) ? Math.max(perKey, perUser) : perAddress;
  return isProtected(path) && access !== "optional" && most > 0;
}

function pathParameters({ pathParameters = {} }: Operation): object[] {
  return Object.entries(pathParameters).map(([name, description]) => ({
    name,
    in: "path",
    required: true,
    description,
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Operation): object[] {
  const { properties = {}, required = [] }: JsonSchema = query === undefined ? {} : requestSchema(query);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === "boolean" ? {} : property;
    return { name, in: "query", required: required.includes(name), description, schema };
  });
}

/** The router's `:id` as OpenAPI writes it. */
function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}
