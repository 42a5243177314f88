import type { Config } from "../../config/config.js";
import { readVersion } from "../../config/read-version.js";
import type { AccessFacts } from "./access.js";
import { type OpenApiDocument, openApiDocument } from "./document.js";
import type { Operation } from "./operation.js";
import { answerOperations } from "./operations/answers.js";
import { DOCUMENT_OPERATIONS } from "./operations/documents.js";
import { openAiOperations } from "./operations/openai.js";
import { serviceOperations } from "./operations/service.js";
import { SIGN_IN_OPERATIONS } from "./operations/sign-in.js";

/** What the description of a server follows from. */
export interface ApiFacts extends AccessFacts {
  readonly config: AccessFacts["config"] & Pick<Config, "limits" | "rateLimits" | "metrics">;
}

/** Describes the HTTP interface that a server has with its configuration. */
export async function describeApi(facts: ApiFacts): Promise<OpenApiDocument> {
  return openApiDocument(operationsOf(facts), { ...facts, version: await readVersion() });
}

function operationsOf({ config, signIn }: ApiFacts): Operation[] {
  return [
    ...answerOperations(config.limits),
    ...DOCUMENT_OPERATIONS,
    ...openAiOperations(config.limits),
    ...serviceOperations(config, signIn),
    ...(signIn?.by === "oidc" ? SIGN_IN_OPERATIONS : []),
  ];
}
