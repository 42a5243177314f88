/** Enough for the text around the target to be laid out, and too few to hold up somebody who scrolls on. */
const mostTries = 10;

/**
 * Scrolls an element to the middle of the window. What comes near the window is laid out only then, and pushes
 * the element away again; so it is done again until the element stays.
 */
export async function scrollToStay(element: HTMLElement): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    element.scrollIntoView({ block: "center" });
    const { top } = element.getBoundingClientRect();
    await nextFrame();
    await nextFrame();
    if (Math.abs(element.getBoundingClientRect().top - top) < 1) return;
  }
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
