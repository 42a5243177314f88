import { html, nothing, type TemplateResult } from "lit";
import type { DocsMessages } from "../i18n/docs.js";
import type { Content, DescribedAnswer, DescribedOperation } from "../transport/description-client.js";
import { renderMembers, renderName, renderProse, renderType } from "./schema.js";

/** Where the page shows an operation. */
export function operationAnchor({ id }: Pick<DescribedOperation, "id">): string {
  return `operation-${id}`;
}

/** An operation, folded up to its address and what it does. */
export function renderOperation(
  operation: DescribedOperation,
  example: TemplateResult,
  texts: DocsMessages,
): TemplateResult {
  const { method, path, summary, description, parameters, body, answers } = operation;
  return html`<details class="entry" id=${operationAnchor(operation)}>
    <summary>
      <span class="address"><b class="method ${method.toLowerCase()}">${method}</b> <code>${renderPath(path)}</code></span>
      <span class="does">${summary}</span>
    </summary>
    <div class="content">
      ${renderAccess(operation, texts)}
      ${description === "" ? nothing : html`<p>${renderProse(description)}</p>`}
      ${example}
      ${
        parameters.length === 0
          ? nothing
          : html`<h3 lang=${texts.language}>${texts.parameters}</h3>
              <ul class="members">
                ${parameters.map(
                  ({ name, schema, required, description }) => html`<li>
                    ${renderName(name, schema, required, texts)}
                    ${description === "" ? nothing : html`<p>${renderProse(description)}</p>`}
                  </li>`,
                )}
              </ul>`
      }
      ${body.length === 0 ? nothing : html`<h3 lang=${texts.language}>${texts.body}</h3>${body.map((content) => renderContent(content, texts))}`}
      <h3 lang=${texts.language}>${texts.answers}</h3>
      <ul class="answers">
        ${answers.map((answer) => renderAnswer(answer, texts))}
      </ul>
    </div>
  </details>`;
}

/** An address may break behind a slash. */
function renderPath(path: string): readonly TemplateResult[] {
  return path.split(/(?<=\/)/).map((part) => html`${part}<wbr />`);
}

function renderAccess(
  { security }: DescribedOperation,
  texts: DocsMessages,
): TemplateResult | typeof nothing {
  const ways = [...new Set(security.flat().map((scheme) => scheme.replace(/Header$/, "")))].join(" / ");
  if (ways === "") {
    return nothing;
  }
  const isOptional = security.some((way) => way.length === 0);
  return html`<p class="hint" lang=${texts.language}>${isOptional ? texts.takes(ways) : texts.needs(ways)}</p>`;
}

function renderAnswer(
  { status, description, contents }: DescribedAnswer,
  texts: DocsMessages,
): TemplateResult {
  return html`<li>
    <b class="status">${status}</b>
    <div>
      <p>${renderProse(description)}</p>
      ${contents.map((content) => renderContent(content, texts))}
    </div>
  </li>`;
}

function renderContent({ mediaType, schema, events }: Content, texts: DocsMessages): TemplateResult {
  const names = Object.entries(events);
  return html`<p class="content-type"><code>${mediaType}</code>${names.length > 0 ? nothing : html` ${renderType(schema)}`}</p>
    ${renderMembers(schema, texts)}
    ${
      names.length === 0
        ? nothing
        : html`<ul class="members">
            ${names.map(
              ([name, event]) => html`<li>
                <span class="name"><span class="hint">${texts.event}</span> <code>${name}</code> ${renderType(event)}</span>
              </li>`,
            )}
          </ul>`
    }`;
}
