import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";

/** One answer of an operation, as it is described. */
interface DescribedAnswer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, DescribedContent>>;
}

interface DescribedContent {
  readonly schema: AnySchema;
  readonly "x-events"?: Readonly<Record<string, AnySchema>>;
}

/** One operation, as it is described. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: AnySchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, DescribedContent>> };
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

/** What tests look at in `/openapi.json`. */
export interface Description {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** What has a `fetch`, such as an app. */
type Ask = (path: string) => Response | Promise<Response>;

/** Reads a server's description. */
export async function readDescription(ask: Ask): Promise<Description> {
  return (await (await ask("/openapi.json")).json()) as Description;
}

/** Checks values and answers against a description, in which nothing may be missing either. */
export class DescriptionChecker {
  readonly #description: Description;
  readonly #ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    keywords: ["components"],
    formats: { "date-time": (text: string) => !Number.isNaN(Date.parse(text)) },
  });

  /** By the schema; what is compiled holds all that it refers to, which takes a while. */
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(description: Description) {
    this.#description = description;
  }

  /** @throws Error if there is none */
  operation(method: string, path: string): DescribedOperation {
    const operation = this.#description.paths[path]?.[method.toLowerCase()];
    if (operation === undefined) {
      throw new Error(`${method} ${path} isn't described`);
    }
    return operation;
  }

  /**
   * What a value has that its schema doesn't allow.
   * @param isClosed whether members that aren't described count
   */
  problems(schema: AnySchema, value: unknown, isClosed: boolean): string[] {
    const validate = this.#compile(schema, isClosed);
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #compile(schema: AnySchema, isClosed: boolean): ValidateFunction {
    const key = JSON.stringify([isClosed, schema]);
    const known = this.#compiled.get(key);
    if (known !== undefined) {
      return known;
    }
    const { components } = this.#description;
    const whole = { components, ...(typeof schema === "boolean" ? {} : schema) };
    const compiled = this.#ajv.compile(isClosed ? closed(whole) : whole);
    this.#compiled.set(key, compiled);
    return compiled;
  }

  /** What an answer has that isn't described: its status, its media type, a member of its body, a header. */
  async problemsOfAnswer(method: string, path: string, response: Response): Promise<string[]> {
    const answer = this.operation(method, path).responses[String(response.status)];
    if (answer === undefined) {
      return [`the status ${response.status} isn't described: ${await response.text()}`];
    }
    const headers = TOLD_HEADERS.filter((name) => response.headers.has(name) && !hasHeader(answer, name));
    const body = await response.text();
    return [
      ...headers.map((name) => `the header ${name} isn't described`),
      ...this.#problemsOfBody(answer, response.headers.get("content-type"), body),
    ];
  }

  #problemsOfBody({ content = {} }: DescribedAnswer, contentType: string | null, body: string): string[] {
    if (contentType === null) {
      return body === "" && Object.keys(content).length === 0 ? [] : ["there is a body on one side only"];
    }
    const mediaType = contentType.split(";")[0] ?? "";
    const described = content[mediaType] ?? content[contentType];
    if (described === undefined) {
      return [`the media type ${contentType} isn't described`];
    }
    if (mediaType === "text/event-stream") {
      return this.#problemsOfEvents(described["x-events"] ?? {}, body);
    }
    const value: unknown = mediaType === "application/json" ? JSON.parse(body) : body;
    return this.problems(described.schema, value, true);
  }

  #problemsOfEvents(schemas: Readonly<Record<string, AnySchema>>, stream: string): string[] {
    const blocks = stream.split("\n\n").filter((block) => block !== "" && !block.startsWith(":"));
    return blocks.flatMap((block) => {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1] ?? "";
      if (data === "[DONE]") {
        return [];
      }
      const named = name === undefined ? undefined : schemas[name];
      const schema = named ?? { anyOf: Object.values(schemas) };
      return this.problems(schema, JSON.parse(data), true).map((problem) => `event ${name}: ${problem}`);
    });
  }
}

/** What of an answer's headers a description has to tell of. */
const TOLD_HEADERS = [
  "x-request-id",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "www-authenticate",
  "location",
];

function hasHeader({ headers = {} }: DescribedAnswer, name: string): boolean {
  return Object.keys(headers).some((described) => described.toLowerCase() === name);
}

/** The same schema, without members that it doesn't name. */
function closed(schema: unknown): AnySchema {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) =>
    typeof value === "object" && value !== null && "properties" in value && !("additionalProperties" in value)
      ? { ...value, additionalProperties: false }
      : value,
  ) as AnySchema;
}
