import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Config } from "../config/config.js";
import { FootnoteError } from "../core/errors.js";
import { openDriver } from "../store/open-driver.js";
import { isDamage } from "./open-writable-store.js";
import { withTemporaryFolder } from "./temporary-folder.js";
import {
  type Answering,
  type OnNotice,
  openAnswering,
  openWorkspace,
  openWritableWorkspace,
  type Workspace,
  type WritableWorkspace,
} from "./workspace.js";

/**
 * Runs work on the configured index, opened to be brought up to date. Damage may show only when the index is read:
 * then it is moved aside, and the work starts again on a new one.
 * @throws FootnoteError of what can't be opened; what the work throws
 */
export async function withWritableWorkspace<T>(
  config: Config,
  onNotice: OnNotice,
  work: (workspace: WritableWorkspace) => Promise<T>,
): Promise<T> {
  try {
    return await use(await openWritableWorkspace(config, onNotice), work);
  } catch (error) {
    if (!isDamage(error)) {
      throw error;
    }
    return use(await openWritableWorkspace(config, onNotice, true), work);
  }
}

/**
 * Runs work on an index of its own in the configured kind of store, which is removed afterwards however the work ends;
 * but a schema of a database stays where the process is killed.
 * @throws FootnoteError of what can't be opened; what the work throws
 */
export async function withTemporaryWorkspace<T>(
  config: Config,
  onNotice: OnNotice,
  work: (workspace: WritableWorkspace) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(path.join(tmpdir(), "footnote-eval-"), async (indexDir) => {
    const temporary = { ...config, indexDir, postgres: withTemporarySchema(config.postgres) };
    try {
      return await use(await openWritableWorkspace(temporary, onNotice), work);
    } finally {
      await (await openDriver(temporary)).remove();
    }
  });
}

/** In the same database, but not in its replica, which may be behind. */
function withTemporarySchema(postgres: Config["postgres"]): Config["postgres"] {
  if (postgres === undefined) {
    return undefined;
  }
  const schema = `${postgres.schema}_eval_${randomBytes(6).toString("hex")}`;
  return { ...postgres, schema, replicaUrl: undefined };
}

/**
 * Runs work on the read path over the configured index as it is.
 * @param build brings a new index up to date with the documents where there is none yet
 * @throws FootnoteError of what can't be opened or built; what the work throws
 */
export async function withAnswering<T>(
  config: Config,
  onNotice: OnNotice,
  build: (workspace: WritableWorkspace) => Promise<void>,
  work: (answering: Answering, workspace: Workspace) => Promise<T>,
): Promise<T> {
  const existing = await openExisting(config);
  if (existing !== undefined) {
    return use(existing, (workspace) => answer(workspace, onNotice, work));
  }
  return use(await openWritableWorkspace(config, onNotice), async (workspace) => {
    await build(workspace);
    return answer(workspace, onNotice, work);
  });
}

async function answer<T>(
  workspace: Workspace,
  onNotice: OnNotice,
  work: (answering: Answering, workspace: Workspace) => Promise<T>,
): Promise<T> {
  return use(await openAnswering(workspace, onNotice), (answering) => work(answering, workspace));
}

/** @returns undefined if the index was never written */
async function openExisting(config: Config): Promise<Workspace | undefined> {
  try {
    const workspace = await openWorkspace(config);
    if ((await workspace.store.info()).generation > 0) {
      return workspace;
    }
    await workspace.close();
    return undefined;
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "index_empty") {
      return undefined;
    }
    throw error;
  }
}

async function use<T extends { close(): Promise<void> }, R>(
  resource: T,
  work: (resource: T) => Promise<R>,
): Promise<R> {
  try {
    return await work(resource);
  } finally {
    await resource.close();
  }
}
