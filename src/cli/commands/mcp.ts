import { Console } from "node:console";
import { once } from "node:events";
import { searchResult } from "../../app/search-result.js";
import { withAnswering } from "../../app/use-workspace.js";
import type { Answering, Workspace } from "../../app/workspace.js";
import type { Config } from "../../config/config.js";
import { linkedController, untilAborted } from "../../core/abort.js";
import { FootnoteError } from "../../core/errors.js";
import type { McpBackend } from "../../mcp/backend.js";
import { serveStdio } from "../../mcp/serve-stdio.js";
import { debugText, describeError } from "../errors.js";
import { buildIndex } from "../ingest-with-progress.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { oneLine } from "../output/printable.js";
import { note } from "../terminal.js";

/** The read path, once it is open. */
interface Opened {
  readonly answering: Answering;
  readonly workspace: Workspace;
}

/**
 * `footnote mcp`: an MCP server at stdin and stdout, until the client closes its end or SIGINT or SIGTERM. The client is
 * served at once, since it gives up on a server that is silent while an index is built; its calls wait for the index.
 */
export async function mcp(options: GlobalOptions): Promise<void> {
  const config = configOf(options);
  // Stdout is the protocol's; a library that prints would break it.
  globalThis.console = new Console(process.stderr);
  await interruptible(async (signal) => {
    const session = linkedController(signal);
    let onOpened: (opened: Opened) => void = () => undefined;
    const opened = new Promise<Opened>((resolve) => {
      onOpened = resolve;
    });
    const connection = serveStdio(backendOf(opened, config), noteRefusal);
    const left = connection.closed.then(() => session.abort());
    try {
      await withAnswering(
        config,
        note,
        (workspace) => buildIndex(workspace, session.signal),
        async (answering, workspace) => {
          onOpened({ answering, workspace });
          if (!session.signal.aborted) {
            await once(session.signal, "abort");
          }
          await connection.close();
        },
      );
    } catch (error) {
      // A client that leaves while the index is built has not failed.
      if (!session.signal.aborted || signal.aborted) {
        throw error;
      }
    } finally {
      await connection.close();
      await left;
    }
  });
}

/** What MCP stands on in this process, as soon as it is open. */
function backendOf(opened: Promise<Opened>, { site, limits }: Config): McpBackend {
  const store = async () => (await opened).workspace.store;
  return {
    search: async (question, limit, signal) => {
      const { answering } = await untilAborted(opened, signal);
      return searchResult(await answering.retriever.retrieve({ question, limit, signal })).passages;
    },
    answer: async (request, signal, consume) => {
      const { answering } = await untilAborted(opened, signal);
      return consume(answering.answerer.answer({ ...request, signal }));
    },
    catalogue: {
      document: async (id) => (await store()).document(id),
      documents: async (query) => (await store()).documents(query),
      has: async (ids) => (await store()).has(ids),
    },
    // Where no server is known to show documents, it is the address of the resource: footnote://documents/…
    link: (path) => `${site.publicUrl ?? "footnote:/"}${path}`,
    describeError: tellError,
    questionCharacters: limits.questionCharacters,
  };
}

/** What the client is told of an error; what nobody foresaw is for the log. */
function tellError(error: unknown): string {
  if (FootnoteError.is(error)) {
    return describeError(error).message;
  }
  note(debugText(error));
  return "Something went wrong that isn't your request's fault. The log of this program has the reason.";
}

/** The schema's errors are long, and repeat what the client sent. */
const LONGEST_REASON = 200;

function noteRefusal({ message }: Error): void {
  note(`A message was refused: ${oneLine(message).slice(0, LONGEST_REASON)}`);
}
