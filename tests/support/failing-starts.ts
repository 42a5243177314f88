import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Runs a test in which the first processes that Node starts from its own program are killed before they do anything.
 * @param test takes a function that counts the starts so far
 */
export async function whereStartsFail(
  count: number,
  test: (starts: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-failing-starts-"));
  const node = process.execPath;
  const [log, failing] = [path.join(folder, "starts"), path.join(folder, "node")];
  const lines = [
    "#!/bin/sh",
    `echo >> "${log}"`,
    `[ $(wc -l < "${log}") -gt ${count} ] || kill -KILL $$`,
    `exec "${node}" "$@"`,
  ];
  await writeFile(failing, lines.join("\n"), { mode: 0o755 });
  process.execPath = failing;
  try {
    await test(async () => (await readFile(log, "utf8")).length);
  } finally {
    process.execPath = node;
    await rm(folder, { recursive: true });
  }
}
