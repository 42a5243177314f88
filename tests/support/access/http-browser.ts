/** Where a browser has come to. */
export interface Visited {
  readonly url: URL;
  readonly response: Response;
  readonly body: string;
  /** The addresses on the way, the last one included. */
  readonly way: readonly string[];
}

interface Cookie {
  readonly host: string;
  readonly name: string;
  readonly path: string;
  readonly value: string;
}

const MOST_REDIRECTS = 20;

/** Follows redirects and keeps cookies as a browser does, without running scripts. */
export class HttpBrowser {
  #cookies: readonly Cookie[] = [];
  /** What every `Set-Cookie` said. */
  readonly setCookies: string[] = [];

  /** @param send takes the place of the network, such as an app's own `request` for one of the hosts */
  constructor(private readonly send: (url: URL, init: RequestInit) => Response | Promise<Response> = fetch) {}

  /** The value of a cookie. */
  cookie(host: string, name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.host === host && cookie.name === name)?.value;
  }

  setCookie({ host, name, path, value }: Cookie): void {
    const others = this.#cookies.filter(
      (cookie) => cookie.host !== host || cookie.name !== name || cookie.path !== path,
    );
    this.#cookies = value === "" ? others : [...others, { host, name, path, value }];
  }

  /** Opens an address as a person does. */
  open(address: string | URL, headers: Readonly<Record<string, string>> = {}): Promise<Visited> {
    return this.#visit(new URL(address), { headers: { accept: "text/html", ...headers } });
  }

  /** Sends the only form of a page. */
  submit({ url, body }: Visited, fields: Readonly<Record<string, string>>): Promise<Visited> {
    const action = /<form[^>]* action="([^"]+)"/.exec(body)?.[1] ?? "";
    const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const form = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
    return this.#visit(new URL(action.replaceAll("&amp;", "&"), url), {
      method: "POST",
      headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...form, ...fields }).toString(),
    });
  }

  /** Sends one request with the cookies, as a script of a page does. */
  async fetch(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const cookies = this.#cookies.filter(({ host, path }) => host === url.host && isBelow(url, path));
    if (cookies.length > 0) {
      headers.set("cookie", cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
    }
    const response = await this.send(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      this.#keep(url.host, line);
    }
    return response;
  }

  async #visit(start: URL, init: RequestInit): Promise<Visited> {
    const way: string[] = [];
    let url = start;
    let next = init;
    while (way.length < MOST_REDIRECTS) {
      way.push(url.href);
      const response = await this.fetch(url, next);
      const location = response.headers.get("location");
      if (location === null) {
        return { url, response, body: await response.text(), way };
      }
      await response.body?.cancel();
      const { hash } = url;
      url = new URL(location, url);
      url.hash ||= hash;
      next = { headers: { accept: "text/html" } };
    }
    throw new Error(`too many redirects: ${way.join(" ")}`);
  }

  #keep(host: string, line: string): void {
    this.setCookies.push(line);
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split("=");
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.split("=")[1];
    const expires = attribute("expires");
    const isOver =
      attribute("max-age") === "0" || (expires !== undefined && Date.parse(expires) < Date.now());
    this.setCookie({ host, name, path: attribute("path") ?? "/", value: isOver ? "" : value });
  }
}

function isBelow({ pathname }: URL, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
}
