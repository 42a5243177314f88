import { IncomingMessage, request as send } from "node:http";
import { Socket } from "node:net";
import path from "node:path";
import type fc from "fast-check";
import type { Hono } from "hono";
import {
  type Answering,
  openAnswering,
  openWritableWorkspace,
  type WritableWorkspace,
} from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import { INSTALLATION } from "../../../src/config/installation.js";
import { openSignIn } from "../../../src/server/access/sign-in.js";
import { openFeedbackFile } from "../../../src/server/feedback/feedback-file.js";
import { createReadinessCheck } from "../../../src/server/health/readiness.js";
import type { AppEnv } from "../../../src/server/http/app-env.js";
import { openDocumentsFolder } from "../../../src/server/uploads/documents-folder.js";
import { createTestApp } from "../server/fakes.js";
import { recordLog } from "../server/record-log.js";
import { createWorkspace, type Workspace } from "../workspace.js";
import { type HostileRequest, type Route, SOME_DOCUMENT } from "./hostile-requests.js";
import type { WholeAnswer } from "./sound-answer.js";

/** Real parts over a real index, on which apps of different settings stand. */
export interface FuzzedParts {
  readonly workspace: Workspace;
  readonly opened: WritableWorkspace;
  readonly answering: Answering;
  close(): Promise<void>;
}

/** @param more documents, text by name */
export async function openFuzzedParts(more: Readonly<Record<string, string>>): Promise<FuzzedParts> {
  const workspace = await createWorkspace(more);
  const opened = await openWritableWorkspace(configOf(workspace, {}), () => undefined);
  await opened.scheduler.ingest();
  const answering = await openAnswering(opened, () => undefined);
  return {
    workspace,
    opened,
    answering,
    async close() {
      await answering.close();
      await opened.close();
      await workspace.remove();
    },
  };
}

function configOf(workspace: Workspace, environment: Readonly<Record<string, string>>) {
  const paths = { DOCUMENTS_DIR: workspace.documents, INDEX_DIR: workspace.index };
  // What each caller may ask is no matter here.
  const rates = { RATE_LIMIT_PER_KEY: "0", RATE_LIMIT_PER_USER: "0", RATE_LIMIT_PER_ADDRESS: "0" };
  return loadConfig({ ...paths, ...rates, MAX_FEEDBACK_PER_HOUR: "0", ...environment }, workspace.folder);
}

/** An app of certain settings, and what it logs. */
export interface FuzzedApp {
  readonly app: Hono<AppEnv>;
  /** Whatever the app has, so that a new route is fuzzed, too. */
  readonly routes: readonly Route[];
  /** Lines of the log that tell of a fault. */
  faults(): string[];
}

/** The app as `startServer` makes it, without a socket. */
export async function createFuzzedApp(
  { workspace, opened, answering }: FuzzedParts,
  environment: Readonly<Record<string, string>>,
): Promise<FuzzedApp> {
  const config = configOf(workspace, environment);
  const { driver, store, embedder, loader, scheduler, analysis } = opened;
  const { log, lines } = recordLog("debug");
  const app = createTestApp({
    config,
    signIn: await openSignIn({ config, driver, log }),
    store,
    loader,
    scheduler,
    analysis,
    folder: openDocumentsFolder(workspace.documents),
    retriever: answering.retriever,
    answerer: answering.answerer,
    feedbackFile: openFeedbackFile(path.join(workspace.folder, "feedback.jsonl"), 100_000_000),
    readiness: createReadinessCheck({ store, embedder, scheduler, isStopping: () => false, llm: undefined }),
    pagesDir: INSTALLATION.pages,
    log,
  });
  const isFault = (line: Record<string, unknown>) => Number(line["level"]) >= 50;
  return {
    app,
    routes: routesOf(app),
    faults: () =>
      lines
        .splice(0)
        .filter(isFault)
        .map((line) => JSON.stringify(line)),
  };
}

/** Middleware is registered for every method. */
const EVERY_METHOD = "ALL";

function routesOf({ routes }: Hono<AppEnv>): Route[] {
  const handlers = routes.filter(({ method }) => method !== EVERY_METHOD);
  const distinct = new Map(handlers.map(({ method, path }) => [`${method} ${path}`, { method, path }]));
  return [...distinct.values()];
}

/**
 * Sends a request to an app as if it came over a connection.
 * @param documents ids that there are, one of which the request may name
 */
export async function sendTo(
  app: Hono<AppEnv>,
  { method, target, headers, body }: Omit<HostileRequest, typeof fc.toStringMethod>,
  address: string,
  documents: readonly string[],
): Promise<WholeAnswer> {
  const request = new Request(`http://localhost${withDocument(target, documents)}`, {
    method,
    headers,
    ...(body !== undefined && { body: new Uint8Array(body) }),
  });
  const response = await app.fetch(request, { incoming: messageFrom(address, headers) });
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** Sends a request over a connection of its own. */
export function sendOver(url: string, request: HostileRequest): Promise<WholeAnswer> {
  const { method, target, headers, body } = request;
  const { "content-length": _, ...others } = headers;
  return new Promise((resolve, reject) => {
    const sent = send(
      new URL(url),
      { agent: false, method, path: target, headers: others },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) {
          chunks.push(Buffer.from(chunk));
        }
        const pairs = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: new Headers(pairs), body: Buffer.concat(chunks) });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function withDocument(target: string, documents: readonly string[]): string {
  return target.replace(
    SOME_DOCUMENT,
    (_, number: string) => documents[Number(number) % documents.length] ?? "",
  );
}

function messageFrom(address: string, headers: HostileRequest["headers"]): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const message = new IncomingMessage(socket);
  message.headersDistinct = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  );
  return message;
}
