/**
 * pdf.js hands fonts over with `ArrayBuffer.prototype.transferToFixedLength` (ES2024), which Node has from
 * version 22. Without it no font has a name, so bold text can't be told.
 */
export function providePdfjsGlobals(): void {
  if ("transferToFixedLength" in ArrayBuffer.prototype) {
    return;
  }
  Object.defineProperty(ArrayBuffer.prototype, "transferToFixedLength", {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer): ArrayBuffer {
      return structuredClone(this, { transfer: [this] });
    },
  });
}
