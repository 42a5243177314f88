/** How much of a document is measured to tell how wide its characters are. */
const SAMPLE_CHARACTERS = 2000;

/**
 * Tells an element's style, now and after every change of its width, how many characters go on a line, as
 * `--per-line`: for estimating the height of text that isn't laid out.
 * @returns stops it
 */
export function observeLineLength(element: HTMLElement, text: string): () => void {
  const middle = Math.max((text.length - SAMPLE_CHARACTERS) >> 1, 0);
  const sample = text.slice(middle, middle + SAMPLE_CHARACTERS);
  let width = 0;
  const measure = () => {
    if (element.clientWidth === width) {
      return;
    }
    width = element.clientWidth;
    const perLine = width / characterWidth(sample, getComputedStyle(element));
    element.style.setProperty("--per-line", `${Math.max(perLine, 1)}`);
  };
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  return () => observer.disconnect();
}

/** The average in pixels. */
function characterWidth(sample: string, { font, fontSize }: CSSStyleDeclaration): number {
  const context = document.createElement("canvas").getContext("2d");
  if (context !== null) {
    context.font = font;
  }
  const measured = (context?.measureText(sample).width ?? 0) / sample.length;
  return measured > 0 ? measured : Number.parseFloat(fontSize) / 2;
}
