import { lstat, readdir } from "node:fs/promises";
import path from "node:path";

/**
 * The bytes of all files in a folder and below.
 * @throws Error of the file system
 */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    // A file may go away between the two looks.
    files.map(async ({ parentPath, name }) => {
      const stats = await lstat(path.join(parentPath, name)).catch(() => undefined);
      return stats?.size ?? 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
