import { readFile } from "node:fs/promises";

/** A process and all that descend from it. Linux only. */
export async function familyOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  const pids = children.split(" ").filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(pids.map(familyOf))).flat()];
}

/** What one figure of a process and of all its children comes to. Linux only. */
export async function sumOverTree(pid: number, figureOf: (pid: number) => Promise<number>): Promise<number> {
  const figures = await Promise.all((await familyOf(pid)).map(figureOf));
  return figures.reduce((sum, figure) => sum + figure, 0);
}
