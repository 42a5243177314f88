import { describe, expect, it, vi } from "vitest";
import type { ChatModel, ChatPart } from "../../../../src/answering/llm/chat-model.js";
import { FootnoteError } from "../../../../src/core/errors.js";
import { modelName } from "../../../../src/server/signals/model-name.js";
import {
  type ChatModelObserver,
  observeChatModel,
} from "../../../../src/server/signals/observe-chat-model.js";
import { scriptedChatModel } from "../../../support/llm/scripted-chat-model.js";

const PROMPT = { system: "rules", user: "question" };

describe("observeChatModel", () => {
  function recorder() {
    const parts: ChatPart[] = [];
    const end = vi.fn<(error: unknown) => void>();
    const observer: ChatModelObserver = { begin: () => ({ part: (part) => parts.push(part), end }) };
    return { observer, parts, end };
  }

  it("passes everything on, and tells it", async () => {
    const { observer, parts, end } = recorder();
    const model = scriptedChatModel(() => "abcd");
    const observed = observeChatModel(model, [observer]);
    expect(observed.id).toBe(model.id);
    const passed: ChatPart[] = [];
    for await (const part of observed.stream(PROMPT, undefined)) {
      passed.push(part);
    }
    expect(passed).toEqual(parts);
    expect(parts).toHaveLength(3);
    expect(end).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it("tells of an error, and throws it", async () => {
    const { observer, end } = recorder();
    const error = new FootnoteError("llm_failed", "down");
    const model: ChatModel = {
      id: "a:b",
      // biome-ignore lint/correctness/useYield: it fails before its first piece
      async *stream() {
        throw error;
      },
    };
    const stream = observeChatModel(model, [observer]).stream(PROMPT, undefined);
    await expect(stream.next()).rejects.toBe(error);
    expect(end).toHaveBeenCalledExactlyOnceWith(error);
  });

  it("ends the call when its reader stops, which is no error", async () => {
    const { observer, end } = recorder();
    let isEnded = false;
    const model: ChatModel = {
      id: "a:b",
      async *stream() {
        try {
          yield { type: "text", text: "a" };
          yield { type: "text", text: "b" };
        } finally {
          isEnded = true;
        }
      },
    };
    for await (const _ of observeChatModel(model, [observer]).stream(PROMPT, undefined)) {
      break;
    }
    expect(isEnded).toBe(true);
    expect(end).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});

describe("modelName", () => {
  it.each([
    ["openai:gpt-5-mini", "openai", "gpt-5-mini"],
    ["google-genai:gemini-3", "gcp.gemini", "gemini-3"],
    ["ollama:qwen3:4b", "ollama", "qwen3:4b"],
    ["mistralai:large", "mistral_ai", "large"],
  ])("of %s is as the conventions have it", (id, provider, model) => {
    expect(modelName(id)).toEqual({ provider, model });
  });
});
