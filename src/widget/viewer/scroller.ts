import { drawnFrame } from "./drawn-frame.js";

/** Something on the page: an element, or a range of text. */
interface Target {
  getBoundingClientRect(): DOMRect;
}

/** Where in the window the target goes; `near` leaves it where it is as long as it is well in view. */
type Goal = "start" | "center" | "near";

/** Enough attempts for the text around the target to be laid out. */
const MOST_TRIES = 10;
/** In pixels. */
const MARGIN = 24;

/** Scrolls the window to one target after the other. */
export class Scroller {
  #latest = new AbortController();

  /** @param covered so many pixels at the window's top are behind something */
  constructor(private readonly covered: () => number) {}

  /**
   * Scrolls to a target. What comes near the window is laid out only then, and pushes the target away again; so it
   * is done again until the target stays, or until there is another target or the reader scrolls on.
   */
  async to(target: Target, goal: Goal): Promise<void> {
    this.#latest.abort();
    const latest = new AbortController();
    this.#latest = latest;
    if (goal === "near" && this.#isInView(target)) {
      return;
    }
    const { signal } = latest;
    for (const own of ["wheel", "touchmove"]) {
      addEventListener(own, () => latest.abort(), { signal, passive: true });
    }
    for (let tries = 0; tries < MOST_TRIES && !signal.aborted; tries += 1) {
      const { top: before, height } = target.getBoundingClientRect();
      scrollBy(0, before - this.#goalTop(goal, height));
      const { top } = target.getBoundingClientRect();
      await drawnFrame();
      await drawnFrame();
      if (Math.abs(target.getBoundingClientRect().top - top) < 1) {
        break;
      }
    }
    latest.abort();
  }

  #isInView(target: Target): boolean {
    const { top, bottom } = target.getBoundingClientRect();
    return top >= this.covered() + MARGIN && bottom <= innerHeight - MARGIN;
  }

  /** Of a target that is higher than the window, the beginning is shown. */
  #goalTop(goal: Goal, height: number): number {
    const covered = this.covered();
    const free = innerHeight - covered - height;
    return covered + (goal === "start" ? MARGIN : Math.max(free / 2, MARGIN));
  }
}
