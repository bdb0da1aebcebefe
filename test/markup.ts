/** The elements of some markup and the names of their attributes, in order: what a text may not change by what it says. */
export function skeleton(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-zA-Z!][^\s/>]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/g)].map(
    ([, name = "", attributes = ""]) => `${name} ${attributes.replace(/=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/g, "").trim()}`,
  );
}

/** Where the links, forms and pictures of some markup lead. */
export function addresses(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action|formaction|poster|data)="([^"]*)"/g)].map(([, address = ""]) => address);
}
