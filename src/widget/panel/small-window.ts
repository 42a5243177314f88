/** Whether the window is so small that a panel takes all of it, as `panel.css` has it. */
export function isSmallWindow(): boolean {
  return matchMedia("(max-width: 30rem), (max-height: 26rem)").matches;
}
