/** Whether it worked: a page that isn't served securely has no clipboard, and a reader may not allow it. */
export async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
