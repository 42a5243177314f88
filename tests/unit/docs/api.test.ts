import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type ErrorCode, FootnoteError } from "../../../src/core/errors.js";
import { publicError } from "../../../src/server/http/errors.js";
import { createTestApp, errorOf } from "../../support/server/fakes.js";

const ROOT = resolve(import.meta.dirname, "../../..");
const PAGE = readFileSync(join(ROOT, "docs/api.md"), "utf8");

/** Middleware is registered for every method. */
const EVERY_METHOD = "ALL";

function routesOfTheApp(): string[] {
  const routes = createTestApp().routes.filter(({ method }) => method !== EVERY_METHOD);
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].toSorted();
}

/** The routes in the table at the beginning. */
function routesOfThePage(): string[] {
  const [table = ""] = PAGE.split("\n## ");
  return [...table.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) [^`]+)`/g)]
    .map(([, route = ""]) => route)
    .toSorted();
}

/** What the code can answer, as lines of the page's table begin. */
async function errorsOfTheCode(): Promise<string[]> {
  const union = readFileSync(join(ROOT, "src/core/errors.ts"), "utf8").match(
    /export type ErrorCode =([^;]+);/,
  )?.[1];
  const footnoteErrors = [...(union ?? "").matchAll(/"(\w+)"/g)].map(([, code = ""]) =>
    publicError(new FootnoteError(code as ErrorCode, "")),
  );
  const nowhere = await createTestApp().request("/api/nowhere");
  const others = [
    publicError(new Error("unknown")),
    { status: nowhere.status, code: (await errorOf(nowhere)).code },
    ...httpErrors(),
  ];
  const lines = [...footnoteErrors, ...others].map(({ code, status }) => `| \`${code}\` | ${status} |`);
  return [...new Set(lines)].toSorted();
}

/** Where the server's sources say `new HttpError(status, code, …)`. */
function httpErrors(): { status: number; code: string }[] {
  const folder = join(ROOT, "src/server");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .flatMap((source) => [...source.matchAll(/new HttpError\(\s*(\d+),\s*"(\w+)"/g)])
    .map(([, status, code = ""]) => ({ status: Number(status), code }));
}

function errorsOfThePage(): string[] {
  const [, table = ""] = PAGE.split("\n## Errors\n");
  return [...table.matchAll(/^\| `\w+` \| \d+ \|/gm)].map(([line]) => line).toSorted();
}

describe("docs/api.md", () => {
  it("lists the routes that there are", () => {
    expect(routesOfTheApp().length).toBeGreaterThan(15);
    expect(routesOfThePage()).toEqual(routesOfTheApp());
  });

  it("lists the error codes that there are with their status", async () => {
    const errors = await errorsOfTheCode();
    expect(errors.length).toBeGreaterThan(30);
    expect(errorsOfThePage()).toEqual(errors);
  });
});
