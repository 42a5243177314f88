import { readFile } from "node:fs/promises";

/** What one figure of a process and of all its children comes to. Linux only. */
export async function sumOverTree(pid: number, figureOf: (pid: number) => Promise<number>): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  const pids = children.split(" ").filter(Boolean).map(Number);
  const figures = await Promise.all([figureOf(pid), ...pids.map((child) => sumOverTree(child, figureOf))]);
  return figures.reduce((sum, figure) => sum + figure, 0);
}
