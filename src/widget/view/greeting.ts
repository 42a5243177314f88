import { html, nothing, type TemplateResult } from "lit";
import { ICONS } from "./icons.js";

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
    ${renderExamples({ heading, examples: questions.map((text) => ({ text })), ask })}
  </div>`;
}

/** A question to start with. */
interface Example {
  readonly text: string;
  /** BCP 47 tag, if it isn't that of what stands around it. */
  readonly language?: string;
}

/** What the examples show and do. */
interface ExamplesContext {
  readonly heading: string;
  readonly examples: readonly Example[];
  readonly ask: (question: string) => void;
}

/** Questions to start with; nothing if there are none. */
export function renderExamples({ heading, examples, ask }: ExamplesContext): TemplateResult | typeof nothing {
  if (examples.length === 0) {
    return nothing;
  }
  return html`<section class="examples">
    <h2>${heading}</h2>
    <ul>
      ${examples.map(
        ({ text, language }) => html`<li>
          <button type="button" part="question" lang=${language ?? nothing} dir="auto" @click=${() => ask(text)}>
            <span>${text}</span>${ICONS.forward}
          </button>
        </li>`,
      )}
    </ul>
  </section>`;
}
