import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** A server that answers from a folder of its own. */
export interface RunningFootnote {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Ends the server and removes its folders. */
  stop(): Promise<void>;
}

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const patienceMs = 170_000;

/** The document that Footnote comes with. */
export const shippedDocument = "Beziehungen_zwischen_Kirgisistan_und_Tadschikistan.txt";

/**
 * Starts the built server on a free port with the shipped document and a fresh index.
 * @param more further documents, text by path
 * @param settings environment variables of the server
 */
export async function startFootnote(
  more: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningFootnote> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-browser-"));
  const documents = path.join(folder, "documents");
  await mkdir(documents);
  await cp(path.join(repository, "documents", shippedDocument), path.join(documents, shippedDocument));
  for (const [name, text] of Object.entries(more)) {
    await writeFile(path.join(documents, name), text);
  }
  const server = spawn(
    process.execPath,
    ["dist/cli/main.js", "serve", "--documents", documents, "--index", path.join(folder, "index")],
    {
      cwd: repository,
      env: { PATH: process.env["PATH"], TMPDIR: tmpdir(), HOST: "127.0.0.1", PORT: "0", ...settings },
    },
  );
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill();
      await once(server, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { url: await announcedUrl(server), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address the server prints once it takes requests. */
function announcedUrl(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const onOutput = (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (url !== undefined) {
        resolve(url);
      }
    };
    server.stdout?.on("data", onOutput);
    server.stderr?.on("data", onOutput);
    server.once("exit", (code) => reject(new Error(`the server ended with code ${code}:\n${printed}`)));
    setTimeout(() => reject(new Error(`the server didn't start:\n${printed}`)), patienceMs).unref();
  });
}
