/**
 * What is wrong with a file's name, or null. Node puts a replacement character where the bytes of a name
 * aren't UTF-8; the file can't be opened by such a name.
 */
export function nameFault(name: string): string | null {
  if (/[\p{Surrogate}\uFFFD]/u.test(name)) {
    return "its name isn't valid Unicode; rename it";
  }
  if (/\p{Cc}/u.test(name)) {
    return "its name holds control characters; rename it";
  }
  return null;
}
