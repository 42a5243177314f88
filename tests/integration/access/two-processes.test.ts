import { afterAll, beforeAll, expect, it } from "vitest";
import { HttpBrowser } from "../../support/access/http-browser.js";
import { type RunningProvider, startProvider } from "../../support/access/oidc-provider.js";
import { freePort } from "../../support/free-port.js";
import { freshRequest } from "../../support/server/fresh-request.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

let workspace: Workspace;
let provider: RunningProvider;
let server: ServeProcess;

beforeAll(async () => {
  workspace = await createWorkspace();
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  provider = await startProvider(address, { bob: { name: "Bob" } });
  server = await startServe(workspace.folder, {
    ...provider.settings,
    PUBLIC_URL: address,
    PORT: port,
    WORKERS: "2",
    WATCH: "off",
  });
});
afterAll(async () => {
  await server.kill();
  await provider.close();
  await workspace.remove();
});

it("a sign-in that one process begins is completed by the other, and both know the person", async () => {
  let browser = newBrowser();
  await until(async () => {
    browser = newBrowser();
    const before = server.log().length;
    const form = await browser.open(`${server.url}/auth/login`);
    expect(form.url.origin).toBe(provider.issuer);
    const arrived = await browser.submit(form, { login: "bob", password: "any" });
    expect(arrived.url.href).toBe(`${server.url}/`);
    const workers = () =>
      ["/auth/login", "/auth/callback"].map((route) => workersOf(route, before)[0]).filter(Boolean);
    await until(() => workers().length === 2);
    // Which process takes a connection is up to Node.
    return new Set(workers()).size === 2;
  });

  const before = server.log().length;
  await until(async () => {
    const response = await browser.fetch(`${server.url}/api/me`);
    expect(await response.json()).toMatchObject({ kind: "user", name: "Bob" });
    return new Set(workersOf("/api/me", before)).size === 2;
  });
});

/** A browser that opens a connection for every request to the server. */
function newBrowser(): HttpBrowser {
  return new HttpBrowser(async (url, init) => {
    if (url.origin !== server.url) {
      return fetch(url, init);
    }
    const sent = Object.fromEntries(new Headers(init.headers));
    const { status, headers, body } = await freshRequest(url.href, undefined, sent);
    const received = Object.entries(headers).flatMap(([name, value]) =>
      [value ?? ""].flat().map((one): [string, string] => [name, one]),
    );
    return new Response(body, { status, headers: received });
  });
}

/** Which processes have answered requests to a route, by the log from a place on. */
function workersOf(route: string, from: number): readonly string[] {
  const lines = server.log().slice(from).split("\n");
  const requests = lines.filter((line) => line.includes(`"route":"${route}"`));
  return requests.flatMap((line) => /"worker":(\d)/.exec(line)?.[1] ?? []);
}
