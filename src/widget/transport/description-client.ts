import { asArray, asBoolean, asObject, asOptional, asString, type JsonObject } from "./json.js";
import { requestJson } from "./request.js";

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonObject;
}

/** What one media type of a body holds. */
export interface Content {
  readonly mediaType: string;
  readonly schema: JsonObject;
  /** Of a stream, by the event's name. */
  readonly events: Readonly<Record<string, JsonObject>>;
  /** Undefined if there is none. */
  readonly example: unknown;
}

/** One answer of an operation. */
export interface DescribedAnswer {
  readonly status: string;
  readonly description: string;
  readonly contents: readonly Content[];
}

/** One operation of the HTTP interface. */
export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** The names of the schemes, one alternative each; empty for one that needs nothing. */
  readonly security: readonly (readonly string[])[];
  readonly parameters: readonly Parameter[];
  readonly body: readonly Content[];
  readonly answers: readonly DescribedAnswer[];
}

/** The description of the HTTP interface, as far as the page shows it. */
export interface ApiDescription {
  readonly version: string;
  readonly about: string;
  /** Where the server is reached: an address, or a path of this host. */
  readonly server: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly operations: readonly DescribedOperation[];
  /** By name. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
}

/** Where the description is, from the server's root on. */
export const DESCRIPTION_PATH = "openapi.json";

/** @throws RequestFailed */
export function loadDescription(): Promise<ApiDescription> {
  return requestJson(DESCRIPTION_PATH, decodeDescription);
}

function decodeDescription(value: unknown): ApiDescription {
  const document = asObject(value);
  const info = asObject(document["info"]);
  const [server] = asArray(document["servers"], (each) => asString(asObject(each)["url"]));
  return {
    version: asString(info["version"]),
    about: asString(info["description"]),
    server: server ?? "/",
    tags: asArray(document["tags"], (each) => {
      const { name, description } = asObject(each);
      return { name: asString(name), description: asString(description) };
    }),
    operations: entriesOf(document["paths"]).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) =>
        decodeOperation(path, method, asObject(operation)),
      ),
    ),
    schemas: Object.fromEntries(entriesOf(asObject(document["components"])["schemas"])),
  };
}

function decodeOperation(path: string, method: string, operation: JsonObject): DescribedOperation {
  const [tag = ""] = asArray(operation["tags"], asString);
  return {
    id: asString(operation["operationId"]),
    method: method.toUpperCase(),
    path,
    tag,
    summary: asString(operation["summary"]),
    description: asOptional(operation["description"], asString) ?? "",
    security: asArray(operation["security"], (way) => Object.keys(asObject(way))),
    parameters: asOptional(operation["parameters"], (all) => asArray(all, decodeParameter)) ?? [],
    body: decodeContents(asOptional(operation["requestBody"], asObject) ?? {}),
    answers: entriesOf(operation["responses"]).map(([status, answer]) => ({
      status,
      description: asString(answer["description"]),
      contents: decodeContents(answer),
    })),
  };
}

function decodeParameter(value: unknown): Parameter {
  const parameter = asObject(value);
  return {
    name: asString(parameter["name"]),
    in: asString(parameter["in"]),
    required: asBoolean(parameter["required"]),
    description: asOptional(parameter["description"], asString) ?? "",
    schema: asObject(parameter["schema"]),
  };
}

function decodeContents(body: JsonObject): Content[] {
  return entriesOf(body["content"] ?? {}).map(([mediaType, content]) => ({
    mediaType,
    schema: asObject(content["schema"]),
    events: Object.fromEntries(entriesOf(content["x-events"] ?? {})),
    example: content["example"],
  }));
}

function entriesOf(value: unknown): [string, JsonObject][] {
  return Object.entries(asObject(value)).map(([name, member]) => [name, asObject(member)]);
}
