import { decodeText } from "../encoding/decode-text.js";

/**
 * The bytes of a message with UTF-8 where it doesn't say which encoding it is in. Letters beyond ASCII that stand in
 * the header as they are, and in a body that names no `charset`, are from before UTF-8 and would be lost.
 */
export function withKnownEncoding(bytes: Uint8Array, path: string): Uint8Array {
  const source = Buffer.from(bytes).toString("latin1");
  if (!/[\u0080-\u00FF]/u.test(source) || isUtf8(bytes)) {
    return bytes;
  }
  if (!/charset\s*=|^content-type:\s*multipart/imu.test(source)) {
    return new TextEncoder().encode(decodeText(bytes, path));
  }
  const end = /\r?\n\r?\n/u.exec(source)?.index ?? bytes.length;
  const header = bytes.subarray(0, end);
  return isUtf8(header) ? bytes : Buffer.concat([Buffer.from(decodeText(header, path)), bytes.subarray(end)]);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
