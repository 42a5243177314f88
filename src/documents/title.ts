/**
 * A title for a document that has none of its own: its file name in words.
 * `beziehungen-kirgisistan_tadschikistan.txt` gives `Beziehungen kirgisistan tadschikistan`.
 *
 * @param path relative to the documents folder, with `/`
 */
export function titleFromPath(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/u, "");
  const spaced = name.replace(/[-_\s]+/gu, " ").trim();
  return spaced === "" ? name : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
