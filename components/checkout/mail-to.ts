/** RFC 6068: all but the address's one @ is escaped, so that it can carry no fields of its own. */
export function mailTo(address: string, subject: string): string {
  const [name = "", host = ""] = address.split("@").map(encodeURIComponent);
  return `mailto:${name}@${host}?subject=${encodeURIComponent(subject)}`;
}

/** An address as people read it. The host stays as the URL parser wrote it: letters that pass for others do not. */
export function shortUrl(href: string): string {
  const { host, pathname } = new URL(href);
  return pathname === "/" ? host : host + pathname;
}
