/**
 * Sends a form as `fetch` would with `POST`, but tells how far it is, which `fetch` can't.
 * @param onSent is told how much is sent, from 0 to 1
 * @throws TypeError as `fetch` does if the server can't be reached
 */
export function sendForm(
  url: string,
  headers: Headers,
  body: FormData,
  onSent: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open("POST", url);
    headers.forEach((value, name) => {
      sender.setRequestHeader(name, value);
    });
    sender.upload.addEventListener("progress", ({ loaded, total }) =>
      onSent(total === 0 ? 0 : loaded / total),
    );
    sender.addEventListener("load", () => resolve(toResponse(sender)));
    sender.addEventListener("error", () => reject(new TypeError("The upload failed.")));
    sender.send(body);
  });
}

function toResponse(sender: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["retry-after", "x-request-id"]) {
    const value = sender.getResponseHeader(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  return new Response(sender.responseText, { status: sender.status, headers });
}
