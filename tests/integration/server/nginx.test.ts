import { request } from "node:http";
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer, AnswerEvent } from "../../../src/core/answer.js";
import { type Listener, listen } from "../../../src/server/http/listen.js";
import { nginxPath, nginxRequired, type RunningNginx, startNginx } from "../../support/proxy/nginx.js";
import { config, createTestApp, events, question } from "../../support/server/fakes.js";

const isAvailable = nginxPath !== undefined || nginxRequired;

it("the tests with nginx run, or it is said why they don't", () => {
  if (!isAvailable) {
    process.stderr.write(
      "Tests with nginx skipped: there is none. Install it (Debian: apt-get install nginx-light) or set NGINX_PATH.\n",
    );
    return;
  }
  expect(nginxPath).toBeDefined();
});

describe.skipIf(!isAvailable)("behind nginx", () => {
  let server: Listener;
  let nginx: RunningNginx;
  let end = () => {};

  beforeAll(async () => {
    const app = createTestApp({
      config: {
        ...config,
        site: { ...config.site, basePath: "/footnote", trustedProxies: ["127.0.0.1"] },
        rateLimits: { ...config.rateLimits, perAddress: 3 },
        limits: { ...config.limits, concurrentRequests: 10, requestTimeoutMs: 600_000 },
      },
      answerer: {
        async *answer({ messages }): AsyncGenerator<AnswerEvent, void> {
          yield* events.slice(0, 1);
          if (messages.at(-1)?.content === "long") {
            await new Promise<void>((resolve) => {
              end = resolve;
            });
          }
          yield* events.slice(1);
        },
      },
      pagesDir: fileURLToPath(new URL("../../../dist/public", import.meta.url)),
    });
    server = await listen(app, "127.0.0.1", 0);
    nginx = await startNginx(server.url);
  });

  afterAll(async () => {
    await nginx?.stop();
    await server?.stop(0);
  });

  const ask = (base: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${nginx.url}${base}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "192.0.2.1", ...headers },
      body: JSON.stringify(body),
    });

  describe.each(["/footnote", "/docs"])("under %s", (base) => {
    it("a page and all that it names is there", async () => {
      const page = await (await fetch(`${nginx.url}${base}/documents/doc1`)).text();
      const named = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address = ""]) => address);
      expect(named.length).toBeGreaterThan(3);
      for (const address of named) {
        expect(address.startsWith(`${base}/assets/`), address).toBe(true);
        expect((await fetch(nginx.url + address)).status).toBe(200);
      }
    });

    it("an answer's links lead there", async () => {
      const address = { "x-forwarded-for": `198.51.100.${base.length}` };
      const response = await ask(base, { ...question(), stream: false }, address);
      const { citations } = (await response.json()) as Answer;
      expect(citations[0]?.url).toBe(`${base}/documents/doc1#0-12`);
    });

    it("events come as soon as they are sent", async () => {
      const address = { "x-forwarded-for": `203.0.113.${base.length}` };
      const response = await ask(base, question("long"), address);
      const reader = response.body?.getReader();
      const first = new TextDecoder().decode((await reader?.read())?.value);
      expect(first).toContain("event: passages");
      end();
      let rest = "";
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        rest += new TextDecoder().decode(part.value);
      }
      expect(rest).toContain("event: done");
    });

    it("own pages may ask, and others not", async () => {
      const list = (origin: string) =>
        fetch(`${nginx.url}${base}/api/documents`, {
          headers: { origin, "x-forwarded-for": `192.0.2.${base.length}` },
        });
      expect((await list(nginx.url)).status).toBe(200);
      expect((await list("http://evil.example")).status).toBe(403);
    });
  });

  it("clients are told apart by their addresses, which they can't make up", async () => {
    const status = (localAddress: string, forwardedFor: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { "x-forwarded-for": forwardedFor };
        request(`${nginx.url}/footnote/api/documents`, { localAddress, headers }, (response) => {
          text(response).then(() => resolve(response.statusCode), reject);
        })
          .once("error", reject)
          .end();
      });
    for (const made of ["192.0.2.11", "192.0.2.12", "192.0.2.13"]) {
      expect(await status("127.0.0.2", made)).toBe(200);
    }
    expect(await status("127.0.0.2", "192.0.2.14")).toBe(429);
    expect(await status("127.0.0.3", "192.0.2.14")).toBe(200);
  });
});
