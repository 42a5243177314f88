import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import type { Answer, AnswerEvent, Citation } from "../../../src/core/answer.js";

/** A chat endpoint that sends what a test says. */
export interface ScriptedChat {
  /** Sends an event of the stream. */
  send(event: AnswerEvent): Promise<void>;
  /** Ends the stream as it stands. */
  end(): Promise<void>;
  /** Resolves when the browser has hung up before the end. */
  readonly hungUp: Promise<void>;
  close(): Promise<void>;
}

/** Leads the page's next question to a scripted endpoint; the page doesn't notice. */
export async function scriptChat(page: Page): Promise<ScriptedChat> {
  const server = createServer((_, response) => {
    response
      .writeHead(200, { "content-type": "text/event-stream", "access-control-allow-origin": "*" })
      .flushHeaders();
  });
  const opened = new Promise<ServerResponse>((resolve) => {
    server.once("request", (_, response) => resolve(response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await page.route("**/api/chat", (route) => route.continue({ url: `http://127.0.0.1:${port}/` }));
  return {
    hungUp: opened.then(hangUp),
    async send(event) {
      (await opened).write(serialise(event));
    },
    async end() {
      (await opened).end();
    },
    async close() {
      await page.unroute("**/api/chat");
      server.closeAllConnections();
      server.close();
    },
  };
}

function hangUp(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once("close", () => {
      if (!response.writableFinished) {
        resolve();
      }
    });
  });
}

function serialise(event: AnswerEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(payload(event))}\n\n`;
}

function payload(event: AnswerEvent): unknown {
  switch (event.type) {
    case "passages":
      return event.passages;
    case "delta":
      return { text: event.text };
    case "citation":
      return event.citation;
    case "done":
      return event.answer;
  }
}

/** The last event of an answer with these citations. */
export function done(
  answer: string,
  citations: readonly Citation[],
  more: Partial<Answer> = {},
): AnswerEvent {
  const timings = { retrieval: 1, answer: 1, total: 2 };
  return {
    type: "done",
    answer: {
      id: "1",
      answered: true,
      kind: "answer",
      confidence: 1,
      language: "de",
      question: "?",
      answer,
      citations,
      sentences: [],
      excerpts: [],
      passages: [],
      model: "scripted",
      timings,
      ...more,
    },
  };
}
