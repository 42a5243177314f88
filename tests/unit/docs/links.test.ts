import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");

const PAGES = [
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).map((file) => join("docs", file)),
].filter((file) => file.endsWith(".md"));

const FENCED_CODE = /^```[\s\S]*?^```/gm;
const LINK = /\]\(([^()\s]+)\)/g;
const ADDRESS_OF_ELSEWHERE = /^[a-z]+:/;

interface Link {
  readonly page: string;
  readonly target: string;
}

/** Files and folders of the sources, as pages name them: `retrieval/fusion.ts`, `src/documents/`. */
const SOURCE = /`([\w./-]+\.ts|(?:src|tests|bench)\/[\w./-]*\/)`/g;

const FOLDERS = ["src", "tests", "bench"];

const SOURCES = [
  ...readdirSync(ROOT).map((name) => `/${name}`),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) =>
      `/${folder}/${path}`.replaceAll("\\", "/"),
    ),
  ),
];

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), "utf8").replaceAll(FENCED_CODE, "");
}

function linksOf(page: string): Link[] {
  return [...textOf(page).matchAll(LINK)]
    .map(([, target = ""]) => ({ page, target }))
    .filter(({ target }) => !ADDRESS_OF_ELSEWHERE.test(target));
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
  const headings = [...textOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return headings.map((anchor, i) => {
    const earlier = headings.slice(0, i).filter((other) => other === anchor).length;
    return earlier === 0 ? anchor : `${anchor}-${earlier}`;
  });
}

function isThere({ page, target }: Link): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : relative(ROOT, resolve(ROOT, dirname(page), decodeURIComponent(path)));
  const absolute = join(ROOT, file);
  if (!existsSync(absolute)) {
    return false;
  }
  return anchor === undefined || (statSync(absolute).isFile() && anchorsOf(file).includes(anchor));
}

describe("README, CONTRIBUTING and docs", () => {
  it("link to files and headings that there are", () => {
    const links = PAGES.flatMap(linksOf);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });

  it("would be found out if a link led nowhere", () => {
    expect(isThere({ page: "README.md", target: "docs/nowhere.md" })).toBe(false);
    expect(isThere({ page: "README.md", target: "docs/answers.md#nowhere" })).toBe(false);
    expect(isThere({ page: "docs/api.md", target: "#post-apichat" })).toBe(true);
  });

  it("name files and folders that there are", () => {
    const named = PAGES.flatMap((page) =>
      [...textOf(page).matchAll(SOURCE)].map(([, path = ""]) => ({ page, path })),
    );
    expect(named.length).toBeGreaterThan(40);
    const wrong = named.filter(({ path }) => {
      const end = `/${path.replace(/\/$/, "")}`;
      return !SOURCES.some((source) => source.endsWith(end));
    });
    expect(wrong).toEqual([]);
  });
});
