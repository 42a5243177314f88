import { html, nothing, type TemplateResult } from "lit";
import { icons } from "./icons.js";

/** What a widget without a conversation shows and does. */
interface GreetingContext {
  readonly greeting: string;
  readonly heading: string;
  readonly questions: readonly string[];
  readonly ask: (question: string) => void;
}

/** A widget without a conversation: a greeting, and questions to start with. */
export function renderGreeting({ greeting, heading, questions, ask }: GreetingContext): TemplateResult {
  return html`<div class="greeting">
    <p part="greeting" dir="auto">${greeting}</p>
    ${
      questions.length === 0
        ? nothing
        : html`<section class="examples">
            <h2>${heading}</h2>
            <ul>
              ${questions.map(
                (question) =>
                  html`<li>
                    <button type="button" part="question" dir="auto" @click=${() => ask(question)}>
                      <span>${question}</span>${icons.forward}
                    </button>
                  </li>`,
              )}
            </ul>
          </section>`
    }
  </div>`;
}
