import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DescriptionChecker, readDescription } from "../../../support/server/description.js";
import { chat, config, createTestApp, feedback } from "../../../support/server/fakes.js";
import { completionRequest } from "../../../support/server/openai.js";

const app = createTestApp({ config: { ...config, limits: { ...config.limits, bodyBytes: 100_000 } } });
const checker = new DescriptionChecker(await readDescription((path) => app.request(path)));

/** Statuses of requests that were taken: the one with an id that no document has was well-formed. */
async function isTaken(request: Request): Promise<boolean> {
  const response = await app.request(request);
  const body = await response.text();
  return response.status < 300 || body.includes("unknown_document") || body.includes("model_not_found");
}

function isDescribed(path: string, body: unknown): boolean {
  const { requestBody } = checker.operation("POST", path);
  const schema = requestBody?.content["application/json"]?.schema ?? false;
  return checker.problems(schema, body, false).length === 0;
}

/** JSON that comes near to what is wanted: each member may be missing, right, or anything. */
function nearly(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const mostly = ([name, right]: [string, fc.Arbitrary<unknown>]) => [
    name,
    fc.oneof({ arbitrary: right, weight: 12 }, { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 }),
  ];
  const record = fc.record(Object.fromEntries(Object.entries(members).map(mostly)), { requiredKeys: [] });
  return fc.oneof({ arbitrary: record, weight: 12 }, { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 });
}

const text = fc.string({ maxLength: 12 }).map((rest) => `a${rest}`);
const role = fc.constantFrom("user", "assistant");
const message = nearly({ role, content: text });
const messages = fc
  .array(message, { maxLength: 2 })
  .chain((before) => fc.constant([...before, { role: "user", content: "Hello?" }]));

const BODIES = [
  [
    "/api/chat",
    chat,
    nearly({ messages, stream: fc.boolean(), documents: fc.array(text, { minLength: 0, maxLength: 2 }) }),
  ],
  [
    "/v1/chat/completions",
    completionRequest,
    nearly({
      model: fc.constant("footnote"),
      messages,
      stream: fc.option(fc.boolean()),
      stream_options: nearly({ include_usage: fc.option(fc.boolean()) }),
    }),
  ],
  [
    "/api/feedback",
    feedback,
    nearly({
      answerId: fc.oneof(fc.uuid(), fc.string({ maxLength: 4 })),
      rating: fc.constantFrom("up", "down", "sideways"),
      comment: fc.oneof(text, fc.constantFrom("", "b".repeat(2000), "b".repeat(2001))),
    }),
  ],
] as const;

describe("the description of a request's body", () => {
  it.each(BODIES)(
    "of POST %s allows what the server takes, and nothing else",
    async (path, request, body) => {
      const seen = { taken: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(body, async (value) => {
          const taken = await isTaken(request(value));
          seen[taken ? "taken" : "refused"] += 1;
          expect(isDescribed(path, value)).toBe(taken);
        }),
        { numRuns: 200 },
      );
      expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(20);
    },
  );

  it("leaves out what JSON Schema can't tell: what the last message must be", async () => {
    for (const last of [
      { role: "assistant", content: "Hello." },
      { role: "user", content: " " },
      { role: "user", content: "a".repeat(101) },
    ]) {
      expect(isDescribed("/api/chat", { messages: [last] })).toBe(true);
      expect(await isTaken(chat({ messages: [last] }))).toBe(false);
    }
  });
});

describe("the description of a search's parameters", () => {
  const schemaOf = (name: string) =>
    checker.operation("GET", "/api/search").parameters?.find((parameter) => parameter.name === name)
      ?.schema ?? false;
  const isAllowed = (name: string, value: unknown) =>
    checker.problems(schemaOf(name), value, false).length === 0;
  const isFound = async (parameters: Record<string, string>) =>
    (await app.request(`/api/search?${new URLSearchParams(parameters)}`)).status === 200;

  it("allows the numbers of passages that the server takes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.integer(), fc.integer({ min: -2, max: 60 }), fc.double()), async (k) => {
        expect(isAllowed("k", k)).toBe(await isFound({ q: "a", k: String(k) }));
      }),
    );
  });

  it("allows the queries that the server takes, and words for yes and no", async () => {
    const query = fc.oneof(
      fc.string({ maxLength: 3, unit: "grapheme" }),
      fc.constantFrom(" \u3000\n", "a".repeat(100), "a".repeat(101)),
    );
    const word = fc.oneof(fc.constantFrom("", "true", "false", "1", "0"), fc.string({ maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(query, word, async (q, explain) => {
        expect(isAllowed("q", q) && isAllowed("explain", explain)).toBe(await isFound({ q, explain }));
      }),
    );
  });
});
