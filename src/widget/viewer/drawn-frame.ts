/** Resolves when the next frame is drawn. */
export function drawnFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
