import { findOcrPrograms } from "../../documents/ocr/find-ocr-programs.js";
import { analysisWith } from "../../ingest/analysis.js";
import { checkDocuments } from "../doctor/check-documents.js";
import { checkEmbedder } from "../doctor/check-embedder.js";
import { checkIndex } from "../doctor/check-index.js";
import { checkNativeModules, checkNode, checkPages } from "../doctor/check-installation.js";
import { checkOcr } from "../doctor/check-ocr.js";
import { checkReranker } from "../doctor/check-reranker.js";
import { checkWriter } from "../doctor/check-writer.js";
import { EXIT_CODES } from "../errors.js";
import { configOf, type GlobalOptions } from "../options.js";
import { doctorText } from "../output/doctor-text.js";
import { layoutOf, print, printJson } from "../terminal.js";

/** Options of `footnote doctor`. */
export interface DoctorOptions extends GlobalOptions {
  readonly json?: boolean;
}

/** `footnote doctor`: checks everything that answering needs, and changes nothing. */
export async function doctor({ json, ...options }: DoctorOptions): Promise<void> {
  const config = configOf(options);
  const { check: embedderCheck, embedder } = await checkEmbedder(config);
  const ocr = config.ocr && (await findOcrPrograms(config.ocr, process.env));
  const analysis = analysisWith(ocr);
  const checks = [
    checkNode(process.versions.node),
    ...(await checkNativeModules()),
    await checkDocuments(config, analysis),
    checkOcr(ocr),
    embedderCheck,
    await checkIndex(config, embedder, analysis),
    await checkReranker(config),
    ...(await checkWriter(config)),
    await checkPages(),
  ];
  const ok = checks.every(({ status }) => status !== "fail");
  if (json) {
    printJson({ ok, checks });
  } else {
    print(doctorText(checks, layoutOf(process.stdout)));
  }
  if (!ok) {
    process.exitCode = EXIT_CODES.failed;
  }
}
