import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Config, loadConfig } from "../../../src/config/config.js";
import { VARIABLES } from "../../../src/config/variables.js";
import { FootnoteError } from "../../../src/core/errors.js";

const cwd = path.resolve("/srv/footnote");
const load = (environment: Record<string, string>) => loadConfig(environment, cwd);

function problem(environment: Record<string, string>): string {
  try {
    load(environment);
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "invalid_configuration") {
      return error.message;
    }
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

describe("configuration", () => {
  it("needs nothing to be set", () => {
    const config = load({});
    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      documentsDir: path.join(cwd, "documents"),
      indexDir: path.join(cwd, "index"),
      store: "local",
      llm: "extractive",
      apiKeys: [],
      allowedOrigins: [],
    });
    expect(config.adminKey).toBeUndefined();
    expect(config.watch).toBe("events");
    expect(config.loading).toMatchObject({ fileBytes: 104_857_600, timeoutMs: 60_000 });
    expect(config.embedding).toMatchObject({ model: "builtin", hubTimeoutMs: 30_000 });
  });

  it("takes the prompts Footnote comes with, wherever it is started", () => {
    expect(load({}).promptsDir).toBe(path.resolve("prompts"));
    expect(load({ PROMPTS_DIR: "mine" }).promptsDir).toBe(path.join(cwd, "mine"));
  });

  it("starts relative folders from the working directory and keeps absolute ones", () => {
    expect(load({ INDEX_DIR: "a/../b" }).indexDir).toBe(path.join(cwd, "b"));
    expect(load({ INDEX_DIR: path.resolve("/var/index") }).indexDir).toBe(path.resolve("/var/index"));
  });

  it("keeps feedback with the index unless another file is named", () => {
    expect(load({ INDEX_DIR: "b" }).feedbackFile).toBe(path.join(cwd, "b", "feedback.jsonl"));
    expect(load({ FEEDBACK_FILE: "data/said.jsonl" }).feedbackFile).toBe(
      path.join(cwd, "data", "said.jsonl"),
    );
  });

  it("takes a variable that is set to nothing for one that isn't set", () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, " "]));
    expect(load(empty)).toEqual(load({}));
  });

  it("keeps the blank a prefix ends with, and takes none for no prefix", () => {
    const { embedding } = load({ EMBEDDING_QUERY_PREFIX: "query: ", EMBEDDING_PASSAGE_PREFIX: "none" });
    expect(embedding).toMatchObject({ queryPrefix: "query: ", passagePrefix: "" });
    expect(load({}).embedding.queryPrefix).toBeUndefined();
  });

  it("reads no pictures unless a program for it is named", () => {
    expect(load({ OCR_LANGUAGES: "deu" }).ocr).toBeUndefined();
    expect(load({ OCR: "tesseract" }).ocr).toEqual({ program: "tesseract", languages: undefined });
    expect(load({ OCR: "tesseract", OCR_LANGUAGES: "deu+chi_sim" }).ocr?.languages).toEqual([
      "deu",
      "chi_sim",
    ]);
  });

  it("has no reranker unless one is named, and downloads it as it does the embedder", () => {
    expect(load({ RERANK_CANDIDATES: "5" }).reranking).toBeUndefined();
    const { embedding, reranking } = load({ RERANK_MODEL: "owner/name", EMBEDDING_CACHE_DIR: "cache" });
    const { cacheDir, hubUrl, hubTimeoutMs } = embedding;
    expect(cacheDir).toBe(path.join(cwd, "cache"));
    expect(reranking).toEqual({
      model: "owner/name",
      quantisation: "q8",
      candidates: 20,
      cacheDir,
      hubUrl,
      hubTimeoutMs,
    });
  });

  it("splits lists at commas and drops repetitions", () => {
    const config = load({
      API_KEYS: " a1, b2 ,a1",
      ALLOWED_ORIGINS: "https://a.example,http://b.example:8080",
    });
    expect(config.apiKeys).toEqual(["a1", "b2"]);
    expect(config.allowedOrigins).toEqual(["https://a.example", "http://b.example:8080"]);
  });

  it.each([
    ["HOST", "http://localhost"],
    ["HOST", "localhost:3000"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["PORT", "0x10"],
    ["STORE", "sqlite"],
    ["LLM", "extractiv"],
    ["LLM", "openai:"],
    ["EMBEDDING_POOLING", "max"],
    ["EMBEDDING_QUANTISATION", "int4"],
    ["EMBEDDING_HUB_URL", "ftp://hub.example"],
    ["EMBEDDING_HUB_TIMEOUT", "0"],
    ["RERANK_CANDIDATES", "0"],
    ["RERANK_CANDIDATES", "101"],
    ["RERANK_QUANTISATION", "int4"],
    ["ALLOWED_ORIGINS", "https://a.example/"],
    ["ALLOWED_ORIGINS", "*"],
    ["ALLOWED_ORIGINS", "a.example"],
    ["ALLOWED_ORIGINS", "https://a.example,"],
    ["API_KEYS", "one two"],
    ["ADMIN_KEY", "one two"],
    ["WATCH", "yes"],
    ["MAX_FILE_BYTES", "100 MB"],
    ["MAX_DOCUMENT_CHARACTERS", "999"],
    ["OCR", "ocrmypdf"],
    ["OCR_LANGUAGES", "../deu"],
    ["OCR_LANGUAGES", "deu+"],
    ["OCR_LANGUAGES", "-l"],
    ["MAX_PAGES", "0"],
    ["MAX_UNPACKED_BYTES", "-1"],
    ["LOAD_TIMEOUT", "3601"],
    ["LOG_LEVEL", "verbose"],
    ["MAX_QUESTION_CHARACTERS", "0"],
    ["MAX_BODY_BYTES", "1mb"],
    ["MAX_CONCURRENT_REQUESTS", "ten"],
    ["REQUEST_TIMEOUT", "1e3"],
  ])("refuses %s=%s and names the variable and what it must be", (name, value) => {
    expect(problem({ [name]: value })).toMatch(new RegExp(`^${name} must be .`));
  });

  it("names every variable that is wrong at once", () => {
    expect(problem({ PORT: "x", LOG_LEVEL: "y" })).toMatch(/PORT must be .*LOG_LEVEL must be /);
  });

  it("takes a PostgreSQL database as the store, and never repeats its password", () => {
    const url = "postgres://user:hunter2@host/db";
    expect(loadConfig({ STORE: url, STORE_SCHEMA: "wiki", STORE_TIMEOUT: "3" }, "/")).toMatchObject({
      store: "postgres",
      postgres: { url, replicaUrl: undefined, schema: "wiki", poolSize: 10, timeoutMs: 3000 },
    });
    for (const [name, value] of [
      ["STORE", "mysql://user:hunter2@host/db"],
      ["STORE", "postgres://user:hunter2@[host/db"],
      ["STORE_REPLICA_URL", "user:hunter2@host"],
      ["STORE_LISTEN_URL", "user:hunter2@host"],
    ] as const) {
      expect(problem({ [name]: value })).not.toContain("hunter2");
    }
    expect(problem({ STORE_SCHEMA: "a.b" })).toContain("STORE_SCHEMA must be");
  });

  it("doesn't repeat a key that is malformed", () => {
    expect(problem({ API_KEYS: "secret key" })).not.toContain("secret");
    expect(problem({ ADMIN_KEY: "secret key" })).not.toContain("secret");
  });

  it("takes every port there is and nothing else for a port", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 65_535 }), fc.nat()), (port) => {
        const read = () => load({ PORT: String(port) }).port;
        if (port <= 65_535) {
          expect(read()).toBe(port);
        } else {
          expect(read).toThrow(/PORT/);
        }
      }),
    );
  });

  it("gives back any list of keys, whatever white space stands around the commas", () => {
    const key = fc.stringMatching(/^[!-+\--~]{1,20}$/);
    const blank = fc.stringMatching(/^ {0,3}$/);
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1 }), blank, blank, (keys, before, after) => {
        expect(load({ API_KEYS: keys.map((item) => before + item + after).join(",") }).apiKeys).toEqual(keys);
      }),
    );
  });

  it("either loads or refuses by naming the variable, whatever the environment holds", () => {
    const name = fc.constantFrom(...Object.keys(VARIABLES));
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (environment) => {
        let config: Config | undefined;
        try {
          config = load(environment);
        } catch (error) {
          expect(FootnoteError.is(error) && error.message).toMatch(/^[A-Z_]+ (must|needs) /);
        }
        if (config !== undefined) {
          expect(path.isAbsolute(config.documentsDir)).toBe(true);
        }
      }),
    );
  });
});

describe("what variables say together", () => {
  const load = (environment: Readonly<Record<string, string>>) => loadConfig(environment, "/");

  it("takes the path of the public address as the base path", () => {
    const { site } = load({ PUBLIC_URL: "https://example.com/docs/" });

    expect(site).toMatchObject({ publicUrl: "https://example.com/docs", basePath: "/docs" });
  });

  it.each([
    [{ PUBLIC_URL: "https://example.com", BASE_PATH: "/docs" }, "PUBLIC_URL must end with BASE_PATH"],
    [{ OIDC_ISSUER: "https://login.example.com", OIDC_CLIENT_ID: "footnote" }, "PUBLIC_URL"],
    [{ OIDC_ISSUER: "https://login.example.com", PUBLIC_URL: "https://example.com" }, "OIDC_CLIENT_ID"],
    [{ TRUSTED_HEADER: "X-Forwarded-User" }, "TRUSTED_PROXIES"],
    [
      {
        OIDC_ISSUER: "https://login.example.com",
        OIDC_CLIENT_ID: "footnote",
        PUBLIC_URL: "https://example.com",
        TRUSTED_HEADER: "X-Forwarded-User",
      },
      "one way",
    ],
  ])("refuses %j", (environment, message) => {
    expect(() => load(environment)).toThrow(message);
  });

  it.each(["10.0.0.0/33", "10.0.0", "::1/129", "10.0.0.0/8/8"])("refuses the network %s", (network) => {
    expect(() => load({ TRUSTED_PROXIES: network })).toThrow("TRUSTED_PROXIES must be");
  });

  it.each(["/../x", "footnote", "/a//b", "/a b"])("refuses the base path %s", (path) => {
    expect(() => load({ BASE_PATH: path })).toThrow("BASE_PATH must be");
  });
});

describe(".env.example", () => {
  const file = fileURLToPath(new URL("../../../.env.example", import.meta.url));

  it("lists exactly the variables there are, with their defaults", async () => {
    const defaults = Object.entries(VARIABLES).map(([name, variable]) => [name, variable.default ?? ""]);
    expect(parseEnv(await readFile(file, "utf8"))).toEqual(Object.fromEntries(defaults));
  });

  it("describes each variable in the line above it", async () => {
    const lines = (await readFile(file, "utf8")).split("\n");
    for (const [name, { description }] of Object.entries(VARIABLES)) {
      const line = lines.findIndex((text) => text.startsWith(`${name}=`));
      expect(lines[line - 1]).toBe(`# ${description}`);
    }
  });

  it("changes nothing when it is taken as it is", async () => {
    expect(loadConfig(parseEnv(await readFile(file, "utf8")), cwd)).toEqual(load({}));
  });
});
