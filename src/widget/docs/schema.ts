import { html, nothing, type TemplateResult } from "lit";
import type { DocsMessages } from "../i18n/docs.js";
import type { JsonObject } from "../transport/json.js";
import { type Member, membersOf, typeName } from "./type-name.js";

/** Where the page shows a schema that has a name. */
export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

/** The name of a schema's type, in which other schemas are links. */
export function renderType(schema: JsonObject): TemplateResult {
  return html`<code class="type">${typeName(schema).map(({ text, isReference }) =>
    isReference ? html`<a href="#${schemaAnchor(text)}">${text}</a>` : text,
  )}</code>`;
}

/** The members of an object, with those of the objects in them. */
export function renderMembers(schema: JsonObject, texts: DocsMessages): TemplateResult | typeof nothing {
  const members = membersOf(schema);
  return members.length === 0
    ? nothing
    : html`<ul class="members">
        ${members.map((member) => renderMember(member, texts))}
      </ul>`;
}

function renderMember({ name, schema, isRequired }: Member, texts: DocsMessages): TemplateResult {
  const { description } = schema;
  return html`<li>
    ${renderName(name, schema, isRequired, texts)}
    ${typeof description === "string" ? html`<p>${renderProse(description)}</p>` : nothing}
    ${renderMembers(schema, texts)}
  </li>`;
}

/** The line that a member or a parameter begins with. */
export function renderName(
  name: string,
  schema: JsonObject,
  isRequired: boolean,
  texts: DocsMessages,
): TemplateResult {
  const standard = schema["default"];
  return html`<span class="name"
    ><code>${name}</code> ${renderType(schema)}
    ${isRequired ? nothing : html`<span class="hint" lang=${texts.language}>${texts.optional}</span>`}
    ${standard === undefined ? nothing : html`<span class="hint">= <code>${JSON.stringify(standard)}</code></span>`}</span
  >`;
}

/** A sentence with code between backquotes. */
export function renderProse(text: string): readonly (TemplateResult | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}
