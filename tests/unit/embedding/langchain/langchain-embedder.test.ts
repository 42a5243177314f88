import { afterEach, describe, expect, it, vi } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import type { Embedder } from "../../../../src/core/ports/embedder.js";
import { chooseModel } from "../../../../src/embedding/create-embedder.js";
import {
  createLangChainEmbedder,
  type LangChainOptions,
} from "../../../../src/embedding/langchain/langchain-embedder.js";
import { PROVIDERS, type ProviderName } from "../../../../src/embedding/langchain/provider.js";
import { fakeClock } from "../../../support/fake-clock.js";
import {
  answer,
  environmentFor,
  fail,
  KEY,
  MODELS,
  type ProviderServer,
  serverOfTest,
  type Trouble,
} from "../../../support/models/provider-server.js";
import { waitFor } from "../../../support/wait-for.js";

const SECRET_TEXT = "a text that nobody else may read";

async function open(
  provider: ProviderName,
  server: ProviderServer,
  options: Partial<LangChainOptions> = {},
): Promise<Embedder> {
  const choice = chooseModel(MODELS[provider]);
  if (choice.kind !== "provider") {
    throw new Error("no provider");
  }
  return createLangChainEmbedder(provider, choice.name, {
    environment: server.environment,
    clock: fakeClock(),
    ...options,
  });
}

/** Requests for passages at a time, and texts in one. */
const CAPACITY = {
  openai: { places: 4, batch: 256 },
  ollama: { places: 2, batch: 32 },
  "google-genai": { places: 4, batch: 100 },
};

/** The error of something that fails, which names neither the key nor a text. */
async function failure(work: Promise<unknown>): Promise<FootnoteError> {
  const error: unknown = await work.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  if (!FootnoteError.is(error)) {
    throw error;
  }
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    expect(`${cause.stack} ${JSON.stringify(cause)}`).not.toMatch(new RegExp(`${KEY}|${SECRET_TEXT}`));
  }
  return error;
}

const hang: Trouble = () => undefined;
const hangUp: Trouble = (response) => {
  response.destroy();
};
const breakOff: Trouble = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 100_000 });
  response.write("{", () => response.destroy());
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(PROVIDERS)("%s", (provider) => {
  it("tells what its vectors are, after one text", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    expect(embedder.fingerprint).toEqual({
      model: MODELS[provider],
      revision: provider === "ollama" ? "0123456789abcdef" : "",
      dimension: 512,
      pooling: "unknown",
      prefix:
        provider === "google-genai"
          ? { query: "[RETRIEVAL_QUERY]", passage: "[RETRIEVAL_DOCUMENT]" }
          : { query: "", passage: "" },
      quantisation: "unknown",
    });
    expect(embedder.languages).toBeNull();
    expect(server.requests.flatMap(({ texts }) => texts)).toHaveLength(1);
  });

  it("sends what stands before each role's texts", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server, { queryPrefix: "Q ", passagePrefix: "P " });
    await embedder.embed(["Köln"], "query");
    await embedder.embed(["Köln"], "passage");
    expect(server.requests.slice(1).map(({ texts }) => texts)).toEqual([["Q Köln"], ["P Köln"]]);
    expect(embedder.fingerprint.prefix.query).toMatch(/Q$|Q $/);
    expect(embedder.fingerprint.prefix.passage).toMatch(/P$|P $/);
  });

  it("sends a text that stands twice in a request once", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    const [first, second, third] = await embedder.embed(["Köln", "Berlin", "Köln"], "passage");
    expect(server.requests[1]?.texts).toEqual(["Köln", "Berlin"]);
    expect(third).toEqual(first);
    expect(second).not.toEqual(first);
  });

  it("sends many texts in batches, a few at a time, and keeps their order", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    const { places, batch } = CAPACITY[provider];
    const texts = Array.from({ length: places * batch + 10 }, (_, i) =>
      `${"Köln ".repeat(1 + (i % 34))}${"Mann ".repeat(Math.floor(i / 34))}`.trim(),
    );
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.troubles.push(...Array.from({ length: places }, () => () => gate));
    const embedding = embedder.embed(texts, "passage");
    await waitFor(() => expect(server.requests).toHaveLength(1 + places));
    release();
    const vectors = await embedding;
    expect(server.mostAtOnce).toBe(places);
    const sizes = server.requests.slice(1).map((request) => request.texts.length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([...Array<number>(places).fill(batch), 10]);
    for (const i of [0, batch - 1, batch, 2 * batch, texts.length - 1]) {
      const alone = await embedder.embed(texts.slice(i, i + 1), "passage");
      expect(alone).toEqual([vectors[i]]);
    }
  });

  it.each([
    ["status 500", fail(500), 1],
    ["status 429", fail(429), 1],
    ["status 409", fail(409), 1],
    ["a connection that is closed", hangUp, 1],
    ["an answer that breaks off", breakOff, 1],
  ])("tries again after %s", async (_, trouble, pauses) => {
    const server = await serverOfTest();
    const clock = fakeClock();
    const embedder = await open(provider, server, { clock });
    server.troubles.push(trouble);
    expect(await embedder.embed([SECRET_TEXT], "passage")).toHaveLength(1);
    expect(clock.waits).toHaveLength(pauses);
  });

  it("waits as long as the provider asks to", async () => {
    const server = await serverOfTest();
    const clock = fakeClock();
    const embedder = await open(provider, server, { clock });
    const details = [{}, { retryDelay: "7s" }];
    server.troubles.push(fail(429, { headers: { "retry-after": "7" }, details }));
    await embedder.embed(["Köln"], "passage");
    expect(clock.waits).toEqual([7000]);
  });

  it.each([
    [
      "status 401",
      fail(401),
      provider === "ollama" ? /401\b.*OLLAMA_BASE_URL/ : /401\b.*Check (OPENAI|GOOGLE)_API_KEY/,
    ],
    ["status 404", fail(404), /404\b.*EMBEDDING_MODEL/],
    ["status 400", fail(400), /status 400/],
    ["malformed JSON", answer("{not JSON"), /holds no embeddings/],
    ["other JSON", answer('{"object":"list"}'), /holds no embeddings/],
    ["no JSON object", answer("null"), /holds no embeddings/],
  ])("fails at once with %s", async (_, trouble, message) => {
    const server = await serverOfTest();
    const clock = fakeClock();
    const embedder = await open(provider, server, { clock });
    vi.spyOn(console, "log");
    server.troubles.push(trouble);
    const error = await failure(embedder.embed([SECRET_TEXT], "passage"));
    expect(error.code).toBe("embedding_failed");
    expect(error.message).toMatch(message);
    expect(clock.waits).toEqual([]);
    expect(console.log).not.toHaveBeenCalled();
  });

  // Google's client can't be told not to.
  it.runIf(provider !== "google-genai")(
    "follows no redirect, which could lead into the operator's network",
    async () => {
      const server = await serverOfTest();
      const embedder = await open(provider, server);
      server.troubles.push(fail(307, { headers: { location: "/v1/elsewhere" } }));
      const error = await failure(embedder.embed(["Köln"], "passage"));
      expect(error.message).toMatch(/307\b.*redirects.*(OPENAI|OLLAMA)_BASE_URL/);
      expect(server.requests).toHaveLength(2);
    },
  );

  it("fails when the number of vectors is wrong", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    const vector = [1, ...Array<number>(511).fill(0)];
    const body = {
      data: [{ embedding: vector }],
      embeddings: [provider === "ollama" ? vector : { values: vector }],
    };
    server.troubles.push(answer(JSON.stringify(body)));
    const error = await failure(embedder.embed(["Köln", "Berlin"], "passage"));
    expect(error.message).toMatch(/holds (no embeddings|1 embeddings in place of 2)/);
  });

  it("fails when a vector has another dimension than the first one had", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    const body = { data: [{ embedding: [1] }], embeddings: [provider === "ollama" ? [1] : { values: [1] }] };
    server.troubles.push(answer(JSON.stringify(body)));
    const error = await failure(embedder.embed(["Köln"], "passage"));
    expect(error.message).toMatch(/1 dimensions in place of 512/);
  });

  it("gives up on a server that doesn't answer in time", async () => {
    const server = await serverOfTest();
    const options = { timeoutMs: 1000 };
    const embedder = await open(provider, server, options);
    server.troubles.push(hang);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const embedding = failure(embedder.embed(["Köln"], "passage"));
      await waitFor(() => expect(server.requests).toHaveLength(2));
      vi.advanceTimersByTime(options.timeoutMs);
      expect((await embedding).message).toMatch(/didn't answer within 1 s.*EMBEDDING_TIMEOUT/);
    } finally {
      vi.useRealTimers();
    }
  });

  it("hangs up on the server when the caller is gone", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    const controller = new AbortController();
    server.troubles.push(hang);
    const embedding = failure(embedder.embed(["Köln"], "passage", controller.signal));
    await waitFor(() => expect(server.requests).toHaveLength(2));
    controller.abort();
    expect((await embedding).code).toBe("aborted");
    await waitFor(() => expect(server.hungUp).toBe(1));
    expect(await embedder.embed(["Köln"], "passage")).toHaveLength(1);
  });

  it("hangs up on the server when it is closed", async () => {
    const server = await serverOfTest();
    const embedder = await open(provider, server);
    server.troubles.push(hang);
    const embedding = failure(embedder.embed(["Köln"], "passage"));
    await waitFor(() => expect(server.requests).toHaveLength(2));
    await embedder.close();
    expect(await embedding).toMatchObject({ code: "embedding_failed", message: "The embedder is closed." });
    await waitFor(() => expect(server.hungUp).toBe(1));
  });

  it("keeps to the requests a minute", async () => {
    const server = await serverOfTest();
    const clock = fakeClock();
    const embedder = await open(provider, server, { clock, requestsPerMinute: 20 });
    const atStart = clock.waits.length;
    for (let i = 0; i < 3; i++) {
      await embedder.embed(["Köln"], "query");
    }
    expect(clock.waits.slice(atStart)).toEqual([3000, 3000, 3000]);
  });

  it.each([
    ["doesn't know the model", fail(404), /404\b.*EMBEDDING_MODEL/],
    ["refuses the key", fail(403), /403/],
    ["sends something else", answer("[]"), /holds no embeddings/],
  ])("doesn't start when the server %s", async (_, trouble, message) => {
    const server = await serverOfTest();
    server.troubles.push(trouble);
    const error = await failure(open(provider, server));
    expect(error.code).toBe("embedding_model_unavailable");
    expect(error.message).toMatch(message);
    expect(error.message).toContain(MODELS[provider]);
  });

  it("doesn't start, after a second attempt, when there is no server", async () => {
    const server = await serverOfTest();
    await server.close();
    const clock = fakeClock();
    const error = await failure(open(provider, server, { clock }));
    expect(error.code).toBe("embedding_model_unavailable");
    expect(error.message).toMatch(/can't be reached.*(OPENAI|OLLAMA|GOOGLE_GEMINI)_BASE_URL/);
    expect(clock.waits).toHaveLength(1);
  });
});

it.each([
  ["openai", "OPENAI_API_KEY"],
  ["google-genai", "GOOGLE_API_KEY"],
] as const)("%s needs its key", async (provider, variable) => {
  const server = await serverOfTest();
  for (const value of [undefined, " "]) {
    const environment = { ...environmentFor(server.url), [variable]: value };
    const error = await failure(open(provider, server, { environment }));
    expect(error.code).toBe("embedding_model_unavailable");
    expect(error.message).toContain(`set ${variable}`);
  }
  expect(server.requests).toEqual([]);
});

it("each provider is asked in its own format", async () => {
  const server = await serverOfTest();
  for (const provider of PROVIDERS) {
    await open(provider, server);
  }
  const [openai, ollama, google] = server.requests;
  expect(openai).toMatchObject({
    path: "/v1/embeddings",
    headers: { authorization: `Bearer ${KEY}` },
    body: { model: "text-embedding-3-small", encoding_format: "base64" },
  });
  expect(ollama).toMatchObject({ path: "/api/embed", body: { model: "tiny-static", truncate: true } });
  expect(google).toMatchObject({
    path: "/v1beta/models/gemini-embedding-001:batchEmbedContents",
    headers: { "x-goog-api-key": KEY },
    body: { requests: [{ taskType: "RETRIEVAL_DOCUMENT" }] },
  });
});

it("google-genai is told which side of the search a text stands on", async () => {
  const server = await serverOfTest();
  const embedder = await open("google-genai", server);
  await embedder.embed(["Köln"], "query");
  expect(server.requests[1]?.body).toMatchObject({ requests: [{ taskType: "RETRIEVAL_QUERY" }] });
});

it("a server in place of OpenAI's may know no base64", async () => {
  const server = await serverOfTest();
  const numbers = answer(JSON.stringify({ data: [{ index: 0, embedding: [3, 4] }] }));
  server.troubles.push(numbers, numbers);
  const embedder = await open("openai", server);
  expect(await embedder.embed(["Köln"], "query")).toEqual([Float32Array.of(0.6, 0.8)]);
});

it("a model of Ollama's library is used as its authors want", async () => {
  const server = await serverOfTest();
  const embedder = await createLangChainEmbedder("ollama", "nomic-embed-text:v1.5", {
    environment: server.environment,
  });
  await embedder.embed(["Köln"], "query");
  expect(server.requests[1]?.texts).toEqual(["search_query: Köln"]);
  expect(embedder.fingerprint.prefix.passage).toBe("search_document: ");
});
