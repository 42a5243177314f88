import path from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OldStdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as OldHttpClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Surroundings } from "../footnote.js";
import { repository } from "../workspace.js";

/** What the tests ask of a client, whichever package it is of. */
export interface TestClient {
  /** The revision of the protocol that was agreed upon. */
  readonly revision: string | undefined;
  readonly client: Client | OldClient;
  call(name: string, args: Record<string, unknown>, options?: CallOptions): Promise<CallResult>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { readonly message?: string | undefined }) => void;
}

export interface CallResult {
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: unknown;
  readonly isError?: boolean;
}

/** The three clients, and the revision of the protocol that each must come to. */
export const KINDS = [
  { kind: "v1", revision: "2025-11-25" },
  { kind: "v2, pinned", revision: "2026-07-28" },
  { kind: "v2, auto", revision: "2026-07-28" },
] as const;

export type Kind = (typeof KINDS)[number]["kind"];

/** The clients' own limit of a minute is too short for a busy machine; vitest's ends what hangs. */
const PATIENT = { timeout: 600_000 };

const INFO = { name: "footnote-tests", version: "1" };

/** Connects a client to `/mcp` of a running server. */
export async function connectHttp(
  kind: Kind,
  server: string,
  headers: Record<string, string> = {},
): Promise<TestClient> {
  const url = new URL("/mcp", server);
  const options = { requestInit: { headers } };
  return kind === "v1"
    ? connectOld(new OldHttpClientTransport(url, options))
    : connectNew(kind, new StreamableHTTPClientTransport(url, options));
}

/** Starts the built `footnote mcp` and connects a client to it. */
export async function connectStdio(kind: Kind, { cwd, env = {} }: Surroundings): Promise<TestClient> {
  const parameters = {
    command: process.execPath,
    args: [path.join(repository, "dist/cli/main.js"), "mcp"],
    cwd,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stderr: "ignore" as const,
  };
  return kind === "v1"
    ? connectOld(new OldStdioClientTransport(parameters))
    : connectNew(kind, new StdioClientTransport(parameters));
}

async function connectOld(transport: OldHttpClientTransport | OldStdioClientTransport): Promise<TestClient> {
  const client = new OldClient(INFO);
  let revision: string | undefined;
  if (transport instanceof OldStdioClientTransport) {
    // The client tells a transport what was agreed upon; this one doesn't want to know.
    Object.assign(transport, {
      setProtocolVersion: (version: string) => {
        revision = version;
      },
    });
  }
  await client.connect(transport, PATIENT);
  return {
    revision: transport instanceof OldHttpClientTransport ? transport.protocolVersion : revision,
    client,
    call: async (name, args, options) =>
      (await client.callTool({ name, arguments: args }, undefined, { ...PATIENT, ...options })) as CallResult,
    close: () => client.close(),
  };
}

async function connectNew(
  kind: Exclude<Kind, "v1">,
  transport: StreamableHTTPClientTransport | StdioClientTransport,
): Promise<TestClient> {
  const mode = kind === "v2, auto" ? "auto" : { pin: "2026-07-28" };
  const client = new Client(INFO, { versionNegotiation: { mode } });
  await client.connect(transport, PATIENT);
  return {
    revision: client.getNegotiatedProtocolVersion(),
    client,
    call: async (name, args, options) =>
      (await client.callTool({ name, arguments: args }, { ...PATIENT, ...options })) as CallResult,
    close: () => client.close(),
  };
}
