/**
 * Makes `--footnote-rem` a length: `1em` of the element that sets it, wherever it is used below. `shell.css` sets it,
 * and the widget's build counts in it.
 */
export function registerRootSize(): void {
  try {
    CSS.registerProperty({
      name: "--footnote-rem",
      syntax: "<length>",
      inherits: true,
      initialValue: "16px",
    });
  } catch {
    // Registered already, by another copy of the widget.
  }
}
