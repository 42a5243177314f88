type Json = Readonly<Record<string, unknown>>;

/** How a provider streams a chat. */
export interface WireFormat {
  readonly contentType: string;
  /** What a request's body asks. */
  prompt(body: Json): { readonly system: string; readonly user: string };
  start(): string;
  chunk(text: string): string;
  /** Says that the answer is whole, and what it cost: 11 tokens in, 7 out. */
  end(): string;
  /** The end of the stream without a word about the answer; none where there is no such thing. */
  readonly bareEnd?: string;
  malformed(): string;
}

/** What `end` says the answer cost. */
export const USAGE = { inputTokens: 11, outputTokens: 7 };

const openAi: WireFormat = {
  contentType: "text/event-stream",
  prompt: ({ messages }) => byRole(messages as Message[]),
  start: () => "",
  chunk: (content) => openAiEvent({ choices: [choice({ delta: { role: "assistant", content } })] }),
  end: () =>
    openAiEvent({ choices: [choice({ delta: {}, finish_reason: "stop" })] }) +
    openAiEvent({ choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } }) +
    "data: [DONE]\n\n",
  bareEnd: "data: [DONE]\n\n",
  malformed: () => 'data: {"choices": [\n\n',
};

const anthropic: WireFormat = {
  contentType: "text/event-stream",
  prompt: ({ system, messages }) => ({ system: asText(system), user: byRole(messages as Message[]).user }),
  start: () =>
    anthropicEvent("message_start", {
      message: {
        id: "msg_1",
        type: "message",
        role: "assistant",
        model: "test",
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 11, output_tokens: 1 },
      },
    }) + anthropicEvent("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
  chunk: (text) => anthropicEvent("content_block_delta", { index: 0, delta: { type: "text_delta", text } }),
  end: () =>
    anthropicEvent("content_block_stop", { index: 0 }) +
    anthropicEvent("message_delta", {
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { output_tokens: 7 },
    }) +
    anthropicEvent("message_stop", {}),
  bareEnd: anthropicEvent("message_stop", {}),
  malformed: () => 'event: content_block_delta\ndata: {"index": \n\n',
};

const ollama: WireFormat = {
  contentType: "application/x-ndjson",
  prompt: ({ messages }) => byRole(messages as Message[]),
  start: () => "",
  chunk: (content) => ollamaLine({ message: { role: "assistant", content }, done: false }),
  end: () =>
    ollamaLine({
      message: { role: "assistant", content: "" },
      done: true,
      done_reason: "stop",
      prompt_eval_count: 11,
      eval_count: 7,
    }),
  malformed: () => '{"message": {"role"\n{{{\n',
};

const google: WireFormat = {
  contentType: "text/event-stream",
  prompt: ({ systemInstruction, contents }) => ({
    system: partsOf(systemInstruction as GoogleContent | undefined),
    user: (contents as GoogleContent[]).map(partsOf).join("\n"),
  }),
  start: () => "",
  chunk: (text) => sse({ candidates: [{ index: 0, content: { role: "model", parts: [{ text }] } }] }),
  end: () =>
    sse({
      candidates: [{ index: 0, content: { role: "model", parts: [{ text: "" }] }, finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 7, totalTokenCount: 18 },
    }),
  malformed: () => 'data: {"candidates": \n\n',
};

/** The format that is spoken at a path. */
export function wireFormatOf(path: string): WireFormat {
  if (path.startsWith("/v1/messages")) {
    return anthropic;
  }
  if (path.startsWith("/api/chat")) {
    return ollama;
  }
  return path.includes("streamGenerateContent") ? google : openAi;
}

interface Message {
  readonly role: string;
  readonly content: unknown;
}

interface GoogleContent {
  readonly parts: readonly { readonly text: string }[];
}

function byRole(messages: readonly Message[]) {
  const of = (isSystem: boolean) =>
    messages
      .filter(({ role }) => (role === "system" || role === "developer") === isSystem)
      .map(({ content }) => asText(content))
      .join("\n");
  return { system: of(true), user: of(false) };
}

/** Text, or a list of blocks that hold some. */
function asText(content: unknown): string {
  if (typeof content === "string") {
    return content;
  }
  const blocks = Array.isArray(content) ? (content as { readonly text?: string }[]) : [];
  return blocks.map(({ text }) => text ?? "").join("");
}

function partsOf(content: GoogleContent | undefined): string {
  return (content?.parts ?? []).map(({ text }) => text).join("");
}

function choice(rest: object) {
  return { index: 0, finish_reason: null, ...rest };
}

function openAiEvent(rest: object): string {
  return sse({ id: "chatcmpl-1", object: "chat.completion.chunk", created: 0, model: "test", ...rest });
}

function anthropicEvent(type: string, rest: object): string {
  return `event: ${type}\n${sse({ type, ...rest })}`;
}

function ollamaLine(rest: object): string {
  return `${JSON.stringify({ model: "test", created_at: "2026-01-01T00:00:00Z", ...rest })}\n`;
}

function sse(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
