import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Soak } from "./soak.js";

/** Counts what the folder holds and the list of documents lacks, or the other way round, once nothing changes any more. */
export async function compareFolder({ documents: folder, client, tally }: Soak): Promise<void> {
  const headers = { "content-type": "application/json" };
  await client.sendAsAdmin("/api/ingest", { method: "POST", headers, body: "{}" });
  const list = await client.documents();
  const listed = new Map(list?.documents.map(({ path, contentHash }) => [path, contentHash]));
  const files = await hashesOf(folder);
  for (const [path, hash] of files) {
    if (listed.get(path) !== hash) {
      tally.fault("lost", `${path} is ${listed.has(path) ? "old" : "missing"} in the index at the end`);
    }
  }
  for (const path of listed.keys()) {
    if (!files.has(path)) {
      tally.fault("doubled", `${path} is in the index at the end, and not in the folder`);
    }
  }
}

async function hashesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const file = join(parentPath, name);
        const hash = createHash("sha256")
          .update(await readFile(file))
          .digest("hex");
        return [relative(folder, file).split(sep).join("/"), hash] as const;
      }),
    ),
  );
}
