/**
 * A browser's storage.
 * @param room so many characters fit into a value
 */
export function memoryStorage(
  room = Number.POSITIVE_INFINITY,
): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const values = new Map<string, string>();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => {
      if (value.length > room) {
        throw new DOMException("full", "QuotaExceededError");
      }
      values.set(name, value);
    },
    removeItem: (name) => values.delete(name),
  };
}
