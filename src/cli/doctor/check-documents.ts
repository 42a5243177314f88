import { isSupported } from "../../documents/find-loader.js";
import { scan } from "../../ingest/scan.js";
import { plural } from "../output/plural.js";
import { type Check, failed } from "./check.js";

/** Whether the documents folder can be read and holds something to answer from. */
export async function checkDocuments(folder: string): Promise<Check> {
  const name = "documents";
  try {
    const { files, skipped } = await scan(folder);
    const supported = files.filter(isSupported).length;
    const passedOver = files.length - supported + skipped.length;
    const message = `${plural(supported, "document")} in ${folder}${passedOver > 0 ? `, ${passedOver} skipped` : ""}.`;
    return supported > 0
      ? { name, status: "ok", message }
      : {
          name,
          status: "warn",
          message,
          mend: "Put documents there, or name another folder with DOCUMENTS_DIR.",
        };
  } catch (error) {
    return failed(name, error);
  }
}
