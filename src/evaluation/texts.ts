import type { Catalogue } from "../core/ports/store/catalogue.js";

/** The texts of an index's documents, each read once. */
export class Texts {
  readonly #store: Pick<Catalogue, "document">;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #paths: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, string>();

  private constructor(
    store: Pick<Catalogue, "document">,
    documents: readonly { readonly id: string; readonly path: string }[],
  ) {
    this.#store = store;
    this.#ids = new Map(documents.map(({ id, path }) => [path, id]));
    this.#paths = new Map(documents.map(({ id, path }) => [id, path]));
  }

  /** @param store must not change while its texts are read */
  static async open(store: Pick<Catalogue, "documents" | "document">): Promise<Texts> {
    return new Texts(store, await store.documents());
  }

  /** The id of the document at a path relative to the documents folder, or undefined. */
  idOf(path: string): string | undefined {
    return this.#ids.get(path);
  }

  /** The path of a document relative to the documents folder; of an unknown one its id. */
  pathOf(id: string): string {
    return this.#paths.get(id) ?? id;
  }

  /** The text of a document; of an unknown one the empty text. */
  async of(id: string): Promise<string> {
    const known = this.#texts.get(id);
    if (known !== undefined) {
      return known;
    }
    const text = (await this.#store.document(id))?.text ?? "";
    this.#texts.set(id, text);
    return text;
  }
}
