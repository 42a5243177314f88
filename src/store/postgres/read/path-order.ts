import type { Page } from "../../../core/ports/store/catalogue.js";
import { pageOf } from "../../page.js";
import { type SummaryRow, unsealFile } from "../../rows/document-codec.js";
import type { Session } from "../connection/session.js";
import { type Generation, isSame } from "./state.js";

/** A generation's documents by path. */
interface Order {
  readonly state: Generation;
  readonly documents: readonly { readonly key: number; readonly path: string }[];
}

/**
 * The order of the documents by path, which rows don't have in a form that the database could sort by: read once a
 * generation, for those who ask for a page of it.
 */
export class PathOrder {
  #order: Order | undefined;

  /** The keys of a page's documents. @param state what the session sees */
  async keys(session: Session, state: Generation, page: Page): Promise<number[]> {
    const known = this.#order;
    const order = known !== undefined && isSame(known.state, state) ? known : await readOrder(session, state);
    this.#order = order;
    return pageOf(order.documents, page).map(({ key }) => key);
  }
}

async function readOrder(session: Session, state: Generation): Promise<Order> {
  const rows = await session.rows<Pick<SummaryRow, "key" | "file">>("SELECT key, file FROM documents");
  const documents = rows.map((row) => ({ key: row.key, path: unsealFile(row).path }));
  return { state, documents: pageOf(documents, {}) };
}
