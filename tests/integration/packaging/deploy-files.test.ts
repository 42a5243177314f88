import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import ignore from "ignore";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { repository } from "../../support/workspace.js";

const read = (file: string) => readFile(path.join(repository, file), "utf8");

interface Ended {
  readonly code: number;
  readonly output: string;
}

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { env }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") {
        reject(error);
        return;
      }
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

/** Whether a program is in one of the folders of PATH; tests of files for programs that aren't there are left out. */
function isInstalled(program: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return [...folders, "/usr/sbin"].some((folder) => existsSync(path.join(folder, program)));
}

/** The names of all settings. */
async function settings(): Promise<Set<string>> {
  return new Set(
    [...(await read(".env.example")).matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name = ""]) => name),
  );
}

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** A Dockerfile's instructions, without comments, each on one line. */
async function instructions(): Promise<Instruction[]> {
  const lines = (await read("Dockerfile")).replace(/^\s*#.*\n/gm, "").replace(/\\\n\s*/g, " ");
  return [...lines.matchAll(/^([A-Z]+) (.+)$/gm)].map(([, name = "", rest = ""]) => ({ name, rest }));
}

describe("the Dockerfile", () => {
  it("copies only what is there and what .dockerignore lets through", async () => {
    // As `git` would: .dockerignore has no more than whole names, which both read in the same way.
    const ignored = ignore().add(await read(".dockerignore"));
    const copied = (await instructions())
      .filter(({ name, rest }) => name === "COPY" && !rest.startsWith("--from"))
      .flatMap(({ rest }) => rest.split(" ").slice(0, -1));
    expect(copied).toContain("src");
    for (const file of copied) {
      expect(existsSync(path.join(repository, file)), file).toBe(true);
      expect(ignored.ignores(file), file).toBe(false);
    }
    for (const file of [
      ".env",
      ".git",
      "documents/a.txt",
      "index/index.sqlite",
      "node_modules/a",
      "tests/a",
    ]) {
      expect(ignored.ignores(file), file).toBe(true);
    }
  });

  it("gives the build every file of the root that it needs", async () => {
    const { scripts } = JSON.parse(await read("package.json")) as {
      readonly scripts: Record<string, string>;
    };
    const named = Object.entries(scripts)
      .filter(([name]) => name.startsWith("build"))
      .flatMap(([, script]) =>
        [...script.matchAll(/(?<=^| )([\w.]+\.(json|ts))(?= |$)/g)].map(([file]) => file),
      );
    expect(named).toContain("tsconfig.build.json");
    const all = (await instructions())
      .map(({ rest }) => rest)
      .join(" ")
      .split(" ");
    expect(all).toEqual(expect.arrayContaining([...named, "tsconfig.json", "vite.config.ts"]));
  });

  it("starts Footnote as its own process, as a user who isn't root, with settings that there are", async () => {
    const own = await instructions();
    const last = (name: string) => own.findLast((other) => other.name === name)?.rest ?? "";
    expect(JSON.parse(last("ENTRYPOINT"))).toEqual(["node", "/app/dist/cli/main.js"]);
    expect(JSON.parse(last("CMD"))).toEqual(["serve"]);
    expect(last("USER")).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const names = [...last("ENV").matchAll(/([A-Z_]+)=/g)].map(([, name]) => name);
    expect(names).toContain("INDEX_DIR");
    expect([...(await settings())]).toEqual(expect.arrayContaining(names));
  });

  it("has a health check that tells a server that answers from one that doesn't", async () => {
    const check = (await instructions()).find(({ name }) => name === "HEALTHCHECK")?.rest ?? "";
    const [, ...args] = JSON.parse(check.slice(check.indexOf("["))) as string[];
    let status = 200;
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const codeOf = async () => (await run(process.execPath, args, { PORT: String(port) })).code;
    expect(await codeOf()).toBe(0);
    status = 500;
    expect(await codeOf()).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await codeOf()).toBe(1);
    expect(asked).toEqual(["/healthz", "/healthz"]);
  });
});

it("compose.yaml gives a container no more than it needs, and settings that there are", async () => {
  const { services } = parse(await read("compose.yaml")) as {
    readonly services: { readonly footnote: { readonly environment: Readonly<Record<string, string>> } };
  };
  const { footnote } = services;
  expect(footnote).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    ports: ["127.0.0.1:3000:3000"],
  });
  expect([...(await settings())]).toEqual(expect.arrayContaining(Object.keys(footnote.environment)));
});

it("the service sets what there is", async () => {
  const unit = await read("deploy/systemd/footnote.service");
  const names = [...unit.matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(2);
  expect([...(await settings())]).toEqual(expect.arrayContaining(names));
});

describe("files for other programs", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-deploy-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.skipIf(!isInstalled("systemd-analyze"))("the service is valid, and exposed to little", async () => {
    const unit = path.join(folder, "footnote.service");
    const text = await read("deploy/systemd/footnote.service");
    await writeFile(unit, text.replace("/usr/bin/node", process.execPath));
    expect(await run("systemd-analyze", ["verify", unit])).toEqual({ code: 0, output: "" });
    // Of 100; what is left is the network and that V8 writes code.
    const security = await run("systemd-analyze", ["security", "--offline=true", "--threshold=20", unit]);
    expect(security).toMatchObject({ code: 0, output: expect.stringContaining("Overall exposure level") });
  });

  it.skipIf(!isInstalled("nginx") || !isInstalled("openssl"))("nginx takes its configuration", async () => {
    const [key, certificate] = [path.join(folder, "privkey.pem"), path.join(folder, "fullchain.pem")];
    const subject = ["-subj", "/CN=docs.example.com", "-days", "1", "-nodes"];
    await run("openssl", [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      ...subject,
      "-keyout",
      key,
      "-out",
      certificate,
    ]);
    const site = (await read("deploy/nginx/footnote.conf")).replaceAll("/etc/ssl/footnote", folder);
    const main = path.join(folder, "nginx.conf");
    const paths = `pid ${folder}/pid; error_log ${folder}/error.log;`;
    await writeFile(main, `${paths} events {} http { access_log off;\n${site}\n}`);
    const { code, output } = await run("nginx", ["-t", "-c", main], {
      PATH: `${process.env["PATH"]}:/usr/sbin`,
    });
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("test is successful") });
  });

  it.skipIf(!isInstalled("caddy"))("Caddy takes its configuration", async () => {
    const file = path.join(repository, "deploy/caddy/Caddyfile");
    const env = { PATH: process.env["PATH"], HOME: folder };
    const { code, output } = await run("caddy", ["adapt", "--config", file, "--validate"], env);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("flush_interval") });
  });

  it.skipIf(!isInstalled("helm"))("Helm takes the chart, and only values that there are", async () => {
    const chart = path.join(repository, "deploy/helm/footnote");
    const env = { PATH: process.env["PATH"], HOME: folder };
    const lint = (...args: readonly string[]) => run("helm", ["lint", "--strict", chart, ...args], env);
    expect((await lint()).code).toBe(0);
    expect((await lint("--set", "unknown=1")).code).toBe(1);
    expect((await lint("--set-string", "settings.PORT=1")).code).toBe(1);
  });
});

it("the chart's values are those of its schema, and its templates use no others", async () => {
  const values: Record<string, unknown> = parse(await read("deploy/helm/footnote/values.yaml"));
  const schema = JSON.parse(await read("deploy/helm/footnote/values.schema.json")) as {
    readonly properties: Record<string, unknown>;
  };
  const known = Object.keys(schema.properties).filter((name) => name !== "global");
  expect(Object.keys(values).sort()).toEqual(known.sort());
  const names = [
    "statefulset",
    "service",
    "ingress",
    "networkpolicy",
    "servicemonitor",
    "settings",
    "secrets",
  ];
  const templates = await Promise.all(
    names.map((name) => read(`deploy/helm/footnote/templates/${name}.yaml`)),
  );
  const used = [...templates.join("").matchAll(/\.Values\.(\w+)/g)].map(([, name = ""]) => name);
  expect([...new Set(used)].sort()).toEqual(known.sort());
});
