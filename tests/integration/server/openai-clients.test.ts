import { createOpenAI } from "@ai-sdk/openai";
import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { APICallError, generateText, streamText } from "ai";
import OpenAI, { APIError, AuthenticationError, NotFoundError, RateLimitError } from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FootnoteError } from "../../../src/core/errors.js";
import type { AppDependencies } from "../../../src/server/app.js";
import { HttpError } from "../../../src/server/http/errors.js";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { config, createTestApp, events, question } from "../../support/server/fakes.js";
import { annotatedText } from "../../support/server/openai.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";
import { waitFor } from "../../support/wait-for.js";

const MODEL = "footnote";
const QUESTION = "Wann wollte Kirgisistan vermitteln?";
const SILENT = "Wie viele Monde hat der Jupiter?";
const PUBLIC_URL = "https://docs.example.com";

const ask = (content: string) => ({ model: MODEL, messages: [{ role: "user" as const, content }] });

/** A client of each library for the server at this address. Libraries insist on some key. */
function clients(url: string, apiKey = "none", maxRetries = 0) {
  const baseURL = `${url}/v1`;
  return {
    openai: new OpenAI({ baseURL, apiKey, maxRetries }),
    aiSdk: { model: createOpenAI({ baseURL, apiKey }).chat(MODEL), maxRetries },
    langChain: new ChatOpenAI({ model: MODEL, apiKey, maxRetries, configuration: { baseURL } }),
  };
}

describe("a client of OpenAI's, over the documents", () => {
  let served: ServedWorkspace;
  beforeAll(async () => {
    served = await serveWorkspace({}, { PUBLIC_URL });
  });
  afterAll(() => served.close());

  it("openai: lists the models, and asks the one there is", async () => {
    const { openai } = clients(served.url);
    const { data } = await openai.models.list();
    expect(data.map(({ id }) => id)).toEqual([MODEL]);
    expect((await openai.models.retrieve(MODEL)).owned_by).toBe("footnote");

    const completion = await openai.chat.completions.create(ask(QUESTION));
    const { content, annotations } = completion.choices[0]?.message ?? {};
    expect(content).toContain("Oktober 1992");
    const [annotation] = annotations ?? [];
    expect(annotation?.url_citation.url).toMatch(/^https:\/\/docs\.example\.com\/documents\/\w+#\d+-\d+$/);
    expect(annotation && annotatedText(content ?? "", annotation)).toBe("[1]");
    expect(completion).toMatchObject({ footnote: { outcome: "answer", citations: [{ verified: true }] } });
    expect(completion.usage?.total_tokens).toBeGreaterThan(10);
  });

  it("openai: streams, and puts the same completion together", async () => {
    const { openai } = clients(served.url);
    const whole = await openai.chat.completions.create(ask(QUESTION));
    const stream = openai.chat.completions.stream({
      ...ask(QUESTION),
      stream_options: { include_usage: true },
    });
    const streamed = await stream.finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
    expect(streamed.choices[0]?.message.annotations).toEqual(whole.choices[0]?.message.annotations);
    expect(streamed.usage).toEqual(whole.usage);
  });

  it("openai: is told in the question's language that the documents are silent", async () => {
    const { openai } = clients(served.url);
    const completion = await openai.chat.completions.create(ask(SILENT));
    expect(completion.choices[0]).toMatchObject({ finish_reason: "stop", message: { refusal: null } });
    expect(completion.choices[0]?.message.content).toMatch(/Dokument/);
    expect(completion).toMatchObject({
      footnote: { answered: false, language: "de", hints: { missing: expect.any(Array) } },
    });
  });

  it("AI SDK: generates text with sources", async () => {
    const { aiSdk } = clients(served.url);
    const { text, sources, finishReason } = await generateText({ ...aiSdk, prompt: QUESTION });
    expect(text).toContain("Oktober 1992");
    expect(finishReason).toBe("stop");
    expect(sources).toMatchObject([
      {
        sourceType: "url",
        url: expect.stringContaining(PUBLIC_URL),
        title: expect.stringMatching(/Kirgisistan/),
      },
    ]);
  });

  it("AI SDK: streams text with sources and usage", async () => {
    const { aiSdk } = clients(served.url);
    const problems: unknown[] = [];
    const result = streamText({
      ...aiSdk,
      system: "Answer like a pirate.",
      prompt: QUESTION,
      onError: ({ error }) => {
        problems.push(error);
      },
    });
    let text = "";
    for await (const piece of result.textStream) {
      text += piece;
    }
    expect(problems).toEqual([]);
    expect(text).toBe((await generateText({ ...aiSdk, prompt: QUESTION })).text);
    expect(await result.sources).toMatchObject([
      { sourceType: "url", url: expect.stringContaining(PUBLIC_URL) },
    ]);
    expect((await result.usage).outputTokens).toBeGreaterThan(10);
  });

  it("LangChain: invokes and streams", async () => {
    const { langChain } = clients(served.url);
    const messages = [new SystemMessage("Answer like a pirate."), new HumanMessage(QUESTION)];
    const whole = await langChain.invoke(messages);
    expect(whole.text).toContain("Oktober 1992");
    expect(whole).toMatchObject({ usage_metadata: { output_tokens: expect.any(Number) } });
    let streamed = "";
    for await (const chunk of await langChain.stream(messages)) {
      streamed += chunk.text;
    }
    expect(streamed).toBe(whole.text);
  });
});

describe("a client of OpenAI's that gets an error", () => {
  const servers: Listener[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop(0)));
  });

  async function start(replaced: Partial<AppDependencies>): Promise<string> {
    const server = await listen(createTestApp(replaced), "127.0.0.1", 0);
    servers.push(server);
    return server.url;
  }

  it("can tell that its key is wrong, and is served with a right one", async () => {
    const url = await start({ config: { ...config, apiKeys: ["right"] } });
    const wrong = clients(url, "wrong");
    const refused = wrong.openai.chat.completions.create(ask("Hello?"));
    await expect(refused).rejects.toBeInstanceOf(AuthenticationError);
    await expect(refused).rejects.toMatchObject({ status: 401, code: "invalid_api_key", param: null });
    const generated = generateText({ ...wrong.aiSdk, prompt: "Hello?" });
    await expect(generated).rejects.toSatisfy(
      (error) => APICallError.isInstance(error) && error.statusCode === 401,
    );
    await expect(wrong.langChain.invoke("Hello?")).rejects.toMatchObject({ status: 401 });

    const right = clients(url, "right");
    expect((await right.openai.chat.completions.create(ask("Hello?"))).id).toMatch(/^chatcmpl-/);
    expect((await generateText({ ...right.aiSdk, prompt: "Hello?" })).text).toBe("Hello there. [1]");
    expect((await right.langChain.invoke("Hello?")).text).toBe("Hello there. [1]");
  });

  it("can tell that there is no such model", async () => {
    const { openai } = clients(await start({}));
    const refused = openai.chat.completions.create({ ...ask("Hello?"), model: "gpt-5" });
    await expect(refused).rejects.toBeInstanceOf(NotFoundError);
    await expect(refused).rejects.toMatchObject({
      code: "model_not_found",
      requestID: expect.stringMatching(/\w/),
    });
  });

  it("asks again when too much was asked at a time", async () => {
    let refusals = 3;
    const url = await start({
      answerer: {
        async *answer() {
          if (refusals-- > 0) {
            throw new HttpError(429, "too_many_requests", "Later.", { "retry-after": "0" });
          }
          yield* events;
        },
      },
    });
    const once = clients(url).openai.chat.completions.create(ask("Hello?"));
    await expect(once).rejects.toBeInstanceOf(RateLimitError);
    await expect(once).rejects.toMatchObject({ code: "rate_limit_exceeded" });
    const patient = clients(url, "none", 2);
    const completion = await patient.openai.chat.completions.create(ask("Hello?"));
    expect(completion.choices[0]?.message.content).toBe("Hello there. [1]");
  });

  it("gets it in the middle of a stream, too", async () => {
    const url = await start({
      answerer: {
        async *answer() {
          yield* events.slice(0, 2);
          throw new FootnoteError("llm_failed", "no");
        },
      },
    });
    const { openai, aiSdk, langChain } = clients(url);
    const read = async (stream: AsyncIterable<unknown>) => {
      for await (const _ of stream) {
        // Until the error.
      }
    };
    const stream = await openai.chat.completions.create({ ...ask("Hello?"), stream: true });
    const failed = read(stream);
    await expect(failed).rejects.toBeInstanceOf(APIError);
    await expect(failed).rejects.toMatchObject({ code: "llm_failed", type: "server_error" });
    await expect(read(await langChain.stream("Hello?"))).rejects.toThrow(/language model failed/);
    const problems: unknown[] = [];
    const result = streamText({
      ...aiSdk,
      prompt: "Hello?",
      onError: ({ error }) => {
        problems.push(error);
      },
    });
    await read(result.textStream);
    expect(problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining("language model failed") }),
    ]);
  });

  it.each([true, false])("stops the work when it leaves (stream: %s)", async (stream) => {
    const started = vi.fn();
    const aborted = vi.fn();
    const url = await start({
      answerer: {
        async *answer({ signal }) {
          yield* events.slice(0, 2);
          started();
          await new Promise((resolve) => signal?.addEventListener("abort", resolve));
          aborted();
        },
      },
    });
    const leaving = new AbortController();
    const asked = fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...question(), stream }),
      signal: leaving.signal,
    }).then((response) => response.text());
    await waitFor(() => expect(started).toHaveBeenCalled());
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await waitFor(() => expect(aborted).toHaveBeenCalledOnce());
  });
});
