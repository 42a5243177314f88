import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ended, run, start } from "../../support/footnote.js";
import { connectStdio, KINDS } from "../../support/mcp/clients.js";
import { message } from "../../support/mcp/messages.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const when = "Wann wollte Kirgisistan vermitteln?";

const initialize = message("initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "footnote-tests", version: "1" },
});

const search = { ...message("tools/call", { name: "search", arguments: { query: "rye bread" } }), id: 2 };

interface Reply {
  readonly id: number;
}

describe("footnote mcp", () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await createWorkspace({ "bread.md": "# Bread\n\nRye bread needs sixty-five minutes.\n" });
    await run(["ingest"], { cwd: workspace.folder });
  });

  afterAll(() => workspace.remove());

  /** Starts it, and reads what it prints line by line. */
  function startServer(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
    const child = start(["mcp", ...args], { cwd: workspace.folder, env });
    const outcome = ended(child);
    return {
      outcome,
      /** Writes lines, and gives as many as it then prints, by their ids. */
      async exchange(lines: readonly string[], count: number): Promise<readonly Reply[]> {
        let printed = "";
        const done = new Promise<void>((resolve) =>
          child.stdout?.on("data", (chunk: Buffer) => {
            printed += chunk;
            if (printed.split("\n").length > count) {
              resolve();
            }
          }),
        );
        child.stdin?.write(lines.map((line) => `${line}\n`).join(""));
        await Promise.race([done, outcome]);
        return printed
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as Reply)
          .toSorted((one, other) => one.id - other.id);
      },
      end: () => child.stdin?.end(),
      kill: () => child.kill("SIGTERM"),
    };
  }

  describe.concurrent("over an index", () => {
    it.each(KINDS)("serves a client ($kind)", async ({ kind, revision }) => {
      const client = await connectStdio(kind, { cwd: workspace.folder });
      expect(client.revision).toBe(revision);
      const asked = await client.call("ask", { question: when });
      expect(asked.structuredContent).toMatchObject({
        outcome: "answer",
        citations: [{ verified: true, url: expect.stringMatching(/^footnote:\/\/documents\/\w+#\d+-\d+$/) }],
      });
      const { citations } = asked.structuredContent as {
        readonly citations: readonly { readonly url: string }[];
      };
      const { contents } = await client.client.readResource({ uri: citations[0]?.url ?? "" });
      expect(contents[0]).toMatchObject({ text: expect.stringContaining("Oktober 1992") });
      const found = await client.call("search", { query: "rye bread" });
      const { results } = found.structuredContent as { readonly results: readonly { readonly id: string }[] };
      const fetched = await client.call("fetch", { id: results[0]?.id });
      expect(fetched.structuredContent).toMatchObject({ passage: { text: expect.stringContaining("Rye") } });
      expect((await client.client.listResources()).resources).toHaveLength(2);
      expect(await client.call("fetch", { id: "gone" })).toMatchObject({ isError: true });
      await client.close();
    });

    it("links to PUBLIC_URL where there is one, and ends with SIGTERM", async () => {
      const server = startServer([], { PUBLIC_URL: "https://docs.example.com" });
      const [, reply] = await server.exchange([JSON.stringify(initialize), JSON.stringify(search)], 2);
      expect(JSON.stringify(reply)).toContain('"url":"https://docs.example.com/documents/');
      server.kill();
      expect((await server.outcome).code).toBe(0);
    });

    it("prints nothing but the protocol, goes on after what it doesn't understand, and ends with its client", async () => {
      const server = startServer();
      const replies = await server.exchange(
        [
          "no JSON",
          "[]",
          "null",
          "{}",
          '{"jsonrpc":"2.0","method":"notifications/nothing"}',
          JSON.stringify(initialize),
          JSON.stringify({ ...message("nothing"), id: 2 }),
          JSON.stringify({
            ...message("tools/call", { name: "__proto__", arguments: { query: "\0" } }),
            id: 3,
          }),
          JSON.stringify({ ...message("ping"), id: 4 }),
        ],
        4,
      );
      expect(replies).toMatchObject([
        { id: 1, result: { protocolVersion: "2025-11-25" } },
        { id: 2, error: { code: -32601 } },
        { id: 3, error: { code: -32602 } },
        { id: 4, result: {} },
      ]);
      server.end();
      const { code, stdout, stderr } = await server.outcome;
      expect(code).toBe(0);
      expect(stdout.trim().split("\n")).toHaveLength(4);
      expect(stderr).toContain("A message was refused");
    });

    it("ends when its client has gone before it has started", async () => {
      const server = startServer();
      server.end();
      expect(await server.outcome).toMatchObject({ code: 0, stdout: "" });
    });

    it("says on stderr why it can't start", async () => {
      const child = start(["mcp", "--documents", "nowhere", "--index", "none"], { cwd: workspace.folder });
      const { code, stdout, stderr } = await ended(child);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("DOCUMENTS_DIR");
    });
  });

  it("builds an index that is missing, and answers after it", async () => {
    const server = startServer(["--index", "fresh"]);
    const replies = await server.exchange([JSON.stringify(initialize), JSON.stringify(search)], 2);
    expect(JSON.stringify(replies[1])).toContain("sixty-five");
    server.end();
    const { code, stderr } = await server.outcome;
    expect(code).toBe(0);
    expect(stderr).toContain("no index yet");
  });
});
