import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DocumentsFolder } from "../../../src/server/uploads/documents-folder.js";
import { receiveForm } from "../../../src/server/uploads/receive-form.js";

describe("receiveForm", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "footnote-form-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it("keeps the order in which files were sent, however long each takes to be opened", async () => {
    let opened = 0;
    const folder = {
      async temporaryFile() {
        const number = opened++;
        await setTimeout(30 - 10 * number);
        return path.join(dir, String(number));
      },
    } as Partial<DocumentsFolder> as DocumentsFolder;
    const form = new FormData();
    for (const name of ["a", "b", "c"]) {
      form.append("file", new File([name], `${name}.txt`));
    }
    const request = new Request("http://localhost/", { method: "POST", body: form });
    const { files } = await receiveForm(request, folder, 10_000);
    expect(files.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "c.txt"]);
    const contents = files.map(({ temporary }) => readFile(temporary, "utf8"));
    expect(await Promise.all(contents)).toEqual(["a", "b", "c"]);
  });
});
