import { execFile, spawn } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Check } from "../../../src/cli/doctor/check.js";
import { ended } from "../../support/footnote.js";
import { type InstalledPackage, installPackage } from "../../support/packaging/installed-package.js";
import { announcedUrl } from "../../support/server/announced-url.js";

/** Everything that the package may hold. */
const ALLOWED: readonly RegExp[] = [
  /^(package\.json|README\.md|LICENSE|NOTICE|\.env\.example)$/,
  /^dist\/[\w/-]+\.(js|d\.ts)$/,
  /^dist\/documents\/pdf\/cmaps\/([\w-]+\.bcmap|LICENSE)$/,
  /^dist\/public\/(assets\/)?[\w-]+\.(html|js|css|svg)$/,
  /^dist\/vectors\/multiply\.wasm$/,
  /^dist\/text\/language-ngrams\/(ngrams\.bin|LICENSE)$/,
  /^dist\/store\/postgres\/migrations\/\d{4}-[a-z-]+\.sql$/,
  /^documents\/Beziehungen_zwischen_Kirgisistan_und_Tadschikistan\.txt$/,
  /^models\/weights\.json$/,
  /^models\/static-de-en-512\/[\w.-]+\.(json|safetensors|md)$/,
  /^prompts\/[\w.-]+\.md$/,
];
/** Twice what it is, so that no data set or model comes along unnoticed. */
const MOST_FILES = 4000;
const QUESTION = "How long does rye bread need in the oven?";

describe("the npm package", () => {
  let site: InstalledPackage;

  beforeAll(async () => {
    site = await installPackage();
  });
  afterAll(() => site.remove());
  afterEach(async () => {
    for (const name of await readdir(site.folder)) {
      if (name !== "node_modules") {
        await rm(path.join(site.folder, name), { recursive: true });
      }
    }
  });

  async function giveDocuments(): Promise<void> {
    await mkdir(path.join(site.folder, "documents"));
    await writeFile(
      path.join(site.folder, "documents/bread.md"),
      "# Bread\n\nRye bread needs fifty minutes in the oven.\n",
    );
  }

  it("holds what it should and nothing else", async () => {
    expect(site.files.filter((file) => !ALLOWED.some((allowed) => allowed.test(file)))).toEqual([]);
    expect(site.files.filter((file) => /test|bench|fixture|\.cache|questions\.jsonl/.test(file))).toEqual([]);
    expect(site.files.length).toBeLessThan(MOST_FILES);
    for (const allowed of ALLOWED) {
      expect(site.files, String(allowed)).toContainEqual(expect.stringMatching(allowed));
    }
  });

  it("holds every file that its own package.json names", async () => {
    const home = path.join(site.folder, "node_modules/footnote");
    const text = await readFile(path.join(home, "package.json"), "utf8");
    const named = [...text.matchAll(/"(?:\.\/)?((?:dist|prompts|models)\/[^"]+)"/g)].map(
      ([, file = ""]) => file,
    );
    expect(named.length).toBeGreaterThan(10);
    for (const file of named) {
      const pattern = new RegExp(`^${file.replaceAll(".", "\\.").replace("*", ".+")}$`);
      expect(site.files, file).toContainEqual(expect.stringMatching(pattern));
    }
  });

  it("says what to do in an empty folder", async () => {
    const help = await site.npx([]);
    expect(help.stderr).toMatch(/make a folder "documents".+\n +footnote serve\n/);
    const { code, stdout, stderr } = await site.run(["serve"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^footnote: The documents folder \S+\/site\/documents can't be read\. Create it/);
  });

  it("answers, checks itself, and backs up", async () => {
    await giveDocuments();
    const answer = await site.run(["ask", QUESTION]);
    expect(answer).toMatchObject({ code: 0, stdout: expect.stringContaining("needs fifty minutes") });
    const doctor = await site.run(["doctor", "--json"]);
    const { checks } = JSON.parse(doctor.stdout) as { readonly checks: readonly Check[] };
    expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
    expect((await site.run(["backup", "a.zip"])).code).toBe(0);
    expect((await site.run(["restore", "a.zip"])).code).toBe(0);
  });

  it("says what to do for a model whose library npm left out, and needs it for nothing else", async () => {
    await giveDocuments();
    await rm(path.join(site.folder, "node_modules/@xenova/transformers"));
    expect((await site.run(["ask", QUESTION])).code).toBe(0);
    await writeFile(path.join(site.folder, ".env"), "EMBEDDING_MODEL=Xenova/multilingual-e5-small\n");
    const { code, stderr } = await site.run(["ask", QUESTION]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/needs the package @xenova\/transformers.+ONNXRUNTIME_NODE_INSTALL=skip/);
    expect(stderr).not.toContain("huggingface.co");
  });

  it("serves its pages and the widget, started by its program's name", async () => {
    await giveDocuments();
    const server = spawn(site.program, ["serve"], {
      cwd: site.folder,
      env: { PATH: process.env["PATH"], PORT: "0" },
    });
    const outcome = ended(server);
    const url = await announcedUrl(server, outcome);
    for (const page of ["/", "/widget.js", "/demo", "/readyz"]) {
      expect((await fetch(url + page)).status, page).toBe(200);
    }
    server.kill("SIGTERM");
    expect((await outcome).code).toBe(0);
  });

  it("can be imported by its names, and by no other", async () => {
    await giveDocuments();
    const program = `
      import { openFootnote } from "footnote";
      import { readFile } from "node:fs/promises";
      const footnote = await openFootnote();
      await footnote.ingest();
      const { answer } = await footnote.ask(${JSON.stringify(QUESTION)});
      await footnote.close();
      const widget = await readFile(new URL(import.meta.resolve("footnote/widget.js")), "utf8");
      const inside = await import("footnote/dist/cli/run.js").catch(({ code }) => code);
      console.log(JSON.stringify({ answer, widget: widget.includes("footnote-chat"), inside }));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
      cwd: site.folder,
    });
    expect(JSON.parse(stdout)).toEqual({
      answer: expect.stringContaining("needs fifty minutes"),
      widget: true,
      inside: "ERR_PACKAGE_PATH_NOT_EXPORTED",
    });
  });
});
