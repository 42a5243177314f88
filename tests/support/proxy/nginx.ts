import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

/** The nginx to test with: what `NGINX_PATH` names, or Debian's; undefined without one. */
export const nginxPath: string | undefined =
  process.env["NGINX_PATH"] || ["/usr/sbin/nginx", "/usr/local/bin/nginx"].find(existsSync);

/** Whether the tests with nginx have to fail instead of being skipped where there is none. */
export const nginxRequired: boolean = process.env["FOOTNOTE_REQUIRE_NGINX"] === "1";

/** A running nginx. */
export interface RunningNginx {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const documentation = new URL("../../../docs/sub-path.md", import.meta.url);
const MOST_TRIES = 5;

/**
 * Starts nginx with the configuration of docs/sub-path.md: `/footnote/` passes the path on, `/docs/` cuts it off.
 * @param server the Footnote behind it
 */
export async function startNginx(server: string): Promise<RunningNginx> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-nginx-"));
  // The port that was free may be taken by the time nginx wants it.
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const file = path.join(folder, "nginx.conf");
    await writeFile(file, await configuration(new URL(server).host, port, folder));
    const nginx = spawn(nginxPath ?? "nginx", [
      "-p",
      folder,
      "-e",
      "stderr",
      "-c",
      file,
      "-g",
      "daemon off;",
    ]);
    const stop = async () => {
      if (nginx.exitCode === null) {
        nginx.kill();
        await once(nginx, "exit");
      }
      await rm(folder, { recursive: true, force: true });
    };
    if (await isListening(nginx, port)) {
      return { url: `http://127.0.0.1:${port}`, stop };
    }
    if (tries === MOST_TRIES) {
      await stop();
      throw new Error("nginx doesn't start.");
    }
  }
}

/** What stands in the documentation, on other ports and in a folder of its own. */
async function configuration(host: string, port: number, folder: string): Promise<string> {
  const page = await readFile(documentation, "utf8");
  const [server = "", location = ""] = [...page.matchAll(/```nginx\n(.*?)```/gs)].map(([, block]) => block);
  const http = server
    .replace("127.0.0.1:3000", host)
    .replace("listen 80", `listen 127.0.0.1:${port}`)
    .replace(/\}\n$/, `${location}}\n`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${temporary.join("\n  ")}
  ${http}
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** @returns false if nginx ends instead */
async function isListening(nginx: ChildProcess, port: number): Promise<boolean> {
  nginx.once("error", () => {});
  while (nginx.exitCode === null && nginx.pid !== undefined) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  return false;
}
