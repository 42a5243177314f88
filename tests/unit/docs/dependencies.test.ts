import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const ROOT = resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(resolve(ROOT, file), "utf8");

const LOCK = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().default(false),
    }),
  ),
});

const PACKAGE = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

const { packages } = LOCK.parse(JSON.parse(read("package-lock.json")));
const { dependencies, devDependencies, allowScripts } = PACKAGE.parse(JSON.parse(read("package.json")));
const installed = Object.entries(packages).filter(([place]) => place !== "");

describe("the dependencies", () => {
  it("come from the registry, each with a checksum", () => {
    expect(installed.length).toBeGreaterThan(300);
    const others = installed.filter(
      ([, { resolved = "https://registry.npmjs.org/", integrity = "" }]) =>
        !resolved.startsWith("https://registry.npmjs.org/") || !integrity.startsWith("sha512-"),
    );
    expect(others).toEqual([]);
  });

  it("of run time are exact versions, and each has its reason in docs/dependencies.md", () => {
    const isExact = (version: string) => /^(?:npm:[@\w/.-]+@)?\d+\.\d+\.\d+$/.test(version);
    expect(Object.entries(dependencies).filter(([, version]) => !isExact(version))).toEqual([]);
    const page = read("docs/dependencies.md");
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => !name.startsWith("@types/") && !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("run no script when they are installed but the one that compiles", () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([place]) => place.slice(place.lastIndexOf("node_modules/") + 13));
    expect(Object.keys(allowScripts)).toEqual(expect.arrayContaining(names));
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(["hnswlib-node"]);
    expect(read("Dockerfile")).toContain("npm ci --ignore-scripts");
  });
});
