import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Answering,
  openAnswering,
  openWritableWorkspace,
  type WritableWorkspace,
} from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import type { Answer, AnswerEvent, ChatMessage } from "../../src/core/answer.js";
import type { IngestReport } from "../../src/ingest/ingest.js";

/** The folder of documents that Footnote comes with. */
export const SHIPPED_DOCUMENTS = fileURLToPath(new URL("../../documents", import.meta.url));

/** Footnote without a server, over an index of its own. */
export interface TemporaryFootnote extends Answering, WritableWorkspace {
  readonly report: IngestReport;
  readonly indexDir: string;
  /** Answers a question, or the last message of a conversation. */
  ask(question: string | readonly ChatMessage[], signal?: AbortSignal): Promise<Answer>;
  /** All events of an answer, in order. */
  events(question: string | readonly ChatMessage[], signal?: AbortSignal): Promise<AnswerEvent[]>;
}

/** Opens everything that the environment configures, in a fresh index that `close` removes. */
export async function openTemporaryFootnote(
  documents: string,
  environment: Record<string, string> = {},
): Promise<TemporaryFootnote> {
  const indexDir = await mkdtemp(join(tmpdir(), "footnote-index-"));
  const config = loadConfig({ ...environment, DOCUMENTS_DIR: documents, INDEX_DIR: indexDir }, "/");
  const workspace = await openWritableWorkspace(config, () => {});
  let answering: Answering | undefined;
  const close = async () => {
    await answering?.close();
    await workspace.close();
    await rm(indexDir, { recursive: true });
  };
  try {
    const report = await workspace.scheduler.ingest();
    answering = await openAnswering(workspace, () => {});
    const events = eventsOf(answering);
    return {
      ...workspace,
      ...answering,
      report,
      indexDir,
      close,
      events,
      async ask(question, signal) {
        const last = (await events(question, signal)).at(-1);
        if (last?.type !== "done") {
          throw new Error("The answer has no end");
        }
        return last.answer;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The same over files that are written for it, and go with it.
 * @param files name and text of each
 */
export async function openFootnoteOf(
  files: readonly (readonly [name: string, text: string, ...rest: unknown[]])[],
): Promise<TemporaryFootnote> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-documents-"));
  for (const [name, text] of files) {
    await writeFile(join(folder, name), text);
  }
  const footnote = await openTemporaryFootnote(folder);
  return {
    ...footnote,
    async close() {
      await footnote.close();
      await rm(folder, { recursive: true });
    },
  };
}

function eventsOf({ answerer }: Answering): TemporaryFootnote["events"] {
  return async (question, signal) => {
    const messages = typeof question === "string" ? [{ role: "user" as const, content: question }] : question;
    const all: AnswerEvent[] = [];
    for await (const event of answerer.answer({ messages, ...(signal !== undefined && { signal }) })) {
      all.push(event);
    }
    return all;
  };
}
