import { html, type TemplateResult } from "lit";
import { renderExamples } from "./examples.js";

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
