import { html, type TemplateResult } from "lit";
import type { ChatMessages } from "../i18n/chat/messages.js";
import { ICONS } from "../view/icons.js";
import { isSmallWindow } from "./small-window.js";

/** What a launcher and its panel show and do. */
export interface PanelContext {
  readonly messages: ChatMessages;
  readonly heading: string;
  readonly opened: boolean;
  readonly toggle: () => void;
  readonly closed: () => void;
  /** Handles Escape within the panel, such as for an open footnote. @returns whether there was something to close */
  readonly onEscape: () => boolean;
}

/** A launcher: the button in the corner and the panel it opens. */
export class Panel {
  /** @param host what the panel is rendered into */
  constructor(private readonly host: { readonly renderRoot: ParentNode }) {}

  render(content: unknown, context: PanelContext): TemplateResult {
    const { messages, heading, opened } = context;
    return html`<button
        type="button"
        part="launcher"
        class="launcher"
        aria-label=${messages.panel.open(heading)}
        aria-haspopup="dialog"
        aria-expanded=${opened}
        @click=${context.toggle}
      >
        ${opened ? ICONS.close : ICONS.questions}
      </button>
      <dialog
        part="panel"
        class="panel"
        aria-labelledby="panel-heading"
        @close=${context.closed}
        @cancel=${(event: Event) => {
          if (context.onEscape()) {
            event.preventDefault();
          }
        }}
        @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, context)}
      >
        <div part="header" class="panel-header">
          <h2 id="panel-heading">${heading}</h2>
          <button type="button" class="icon-button" aria-label=${messages.panel.close} @click=${context.toggle}>
            ${ICONS.close}
          </button>
        </div>
        ${content}
      </dialog>`;
  }

  /** Shows the panel: over the page in a small window, which can't be used meanwhile, and else beside it. */
  show(): void {
    const dialog = this.#dialog;
    if (dialog === null || dialog.open) {
      return;
    }
    // Its own `show` would take the focus, also when the page opens the panel by itself.
    if (isSmallWindow()) {
      dialog.showModal();
    } else {
      dialog.setAttribute("open", "");
    }
  }

  /** Hides the panel; the launcher gets the focus if the panel has it. */
  hide(): void {
    const dialog = this.#dialog;
    if (dialog?.open !== true) {
      return;
    }
    const focused = dialog.matches(":focus-within");
    dialog.close();
    if (focused) {
      this.host.renderRoot.querySelector<HTMLElement>(".launcher")?.focus();
    }
  }

  get #dialog(): HTMLDialogElement | null {
    return this.host.renderRoot.querySelector("dialog");
  }

  /** Closes the panel on Escape; only a modal dialog does that by itself. */
  #onKeydown(event: KeyboardEvent, { onEscape, toggle }: PanelContext): void {
    if (event.key !== "Escape" || event.isComposing || this.#dialog?.matches(":modal") === true) {
      return;
    }
    if (!onEscape()) {
      toggle();
    }
  }
}
