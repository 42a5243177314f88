import { isList, type Json } from "../json/json-value.js";

/** A text that a notebook holds as a string or as a list of lines, each with its line break. */
export function textOf(value: Json | undefined): string {
  if (value !== undefined && isList(value)) {
    return value.filter((line) => typeof line === "string").join("");
  }
  return typeof value === "string" ? value : "";
}
