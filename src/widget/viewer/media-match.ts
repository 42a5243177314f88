import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether a media query matches. Its host renders when that changes. */
export class MediaMatch implements ReactiveController {
  readonly #list: MediaQueryList;
  readonly #onChange = () => this.host.requestUpdate();

  constructor(
    private readonly host: ReactiveControllerHost,
    query: string,
  ) {
    this.#list = matchMedia(query);
    host.addController(this);
  }

  get matches(): boolean {
    return this.#list.matches;
  }

  hostConnected(): void {
    this.#list.addEventListener("change", this.#onChange);
  }

  hostDisconnected(): void {
    this.#list.removeEventListener("change", this.#onChange);
  }
}
