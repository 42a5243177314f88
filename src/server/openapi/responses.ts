import { openAiCode, openAiStatus } from "../openai/openai-error.js";
import { type JsonSchema, referenceTo } from "./components.js";
import { type DescribedError, ERRORS } from "./errors.js";
import type { AnswerContent, AnswerDescription, Operation } from "./operation.js";
import { OPENAI_ERROR } from "./schemas/openai.js";
import { ERROR, RPC_MESSAGE } from "./schemas/service.js";

/** The body of an error. */
const ERROR_SCHEMAS = { footnote: ERROR, openai: OPENAI_ERROR, rpc: RPC_MESSAGE } as const;

/** The headers that answers are described to have; every answer has the first. */
const HEADERS = {
  "X-Request-Id": "Names the request in the server's log.",
  "RateLimit-Policy": 'The caller\'s rate limit, such as `"per-key";q=600;w=60`.',
  RateLimit: 'What is left of it, such as `"per-key";r=599;t=60`.',
  "Retry-After": "Seconds, where the error passes by itself.",
  "WWW-Authenticate": "`Bearer`",
} as const;

type HeaderName = keyof typeof HEADERS;

/**
 * The answers of an operation by their status, successes first.
 * @param errors those that it names, and those that follow from its access
 * @param isLimited whether answers may tell of a rate limit
 */
export function responsesOf(
  operation: Operation,
  errors: readonly DescribedError[],
  isLimited: boolean,
): Record<string, object> {
  const limits = isLimited ? (["RateLimit-Policy", "RateLimit"] as const) : [];
  const answers = operation.answers.map((answer): [string, object] => [
    String(answer.status),
    describeAnswer(answer, limits),
  ]);
  return { ...Object.fromEntries(answers), ...errorResponses(operation, errors, limits) };
}

function describeAnswer(
  { description, contents = [], headers = {} }: AnswerDescription,
  limits: readonly HeaderName[],
): object {
  const own = Object.entries(headers).map(([name, says]) => [name, textHeader(says)]);
  return {
    description,
    headers: { ...references(["X-Request-Id", ...limits]), ...Object.fromEntries(own) },
    ...(contents.length > 0 && { content: Object.fromEntries(contents.map(describeContent)) }),
  };
}

function describeContent({ mediaType, schemas, events }: AnswerContent): [string, object] {
  const body = schemas === undefined ? { type: "string" } : anyOf(schemas.map(referenceTo));
  const named = Object.entries(events ?? {}).map(([name, event]) => [name, referenceTo(event)]);
  return [mediaType, { schema: body, ...(events && { "x-events": Object.fromEntries(named) }) }];
}

function anyOf(schemas: readonly JsonSchema[]): object {
  const [first, ...others] = schemas;
  if (first === undefined) {
    return { type: "object" };
  }
  return others.length === 0 ? first : { anyOf: schemas };
}

function errorResponses(
  { errorShape = "footnote" }: Operation,
  errors: readonly DescribedError[],
  limits: readonly HeaderName[],
): Record<string, object> {
  const isOpenAi = errorShape === "openai";
  const meanings = new Map<number, string[]>();
  for (const code of new Set(errors)) {
    const [status, when] = ERRORS[code];
    const told = isOpenAi ? openAiStatus(status) : status;
    const name = isOpenAi ? openAiCode(status, code) : code;
    meanings.set(told, [...(meanings.get(told) ?? []), `\`${name}\`: ${when}`]);
  }
  const schema = referenceTo(ERROR_SCHEMAS[errorShape]);
  return Object.fromEntries(
    [...meanings].map(([status, when]) => [
      String(status),
      {
        description: `${when.join("; ")}.`,
        headers: references(["X-Request-Id", ...limits, ...headersOfError(status)]),
        content: { "application/json": { schema } },
      },
    ]),
  );
}

function headersOfError(status: number): readonly HeaderName[] {
  switch (status) {
    case 401:
      return ["WWW-Authenticate"];
    case 429:
    case 503:
      return ["Retry-After"];
    default:
      return [];
  }
}

/** What `components.headers` holds. */
export function headerComponents(): Record<string, object> {
  return Object.fromEntries(Object.entries(HEADERS).map(([name, says]) => [name, textHeader(says)]));
}

function references(names: readonly HeaderName[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function textHeader(description: string) {
  return { description, schema: { type: "string" } };
}
