import { LOCALES, type Locale, languageTag } from "../locale";

/** Markup that is safe to send. Only {@link html} makes it. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type { Markup };

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Markup from a template: what is written in it stands as it is, whatever is put in is text, in an element or in a
 * quoted attribute. Markup put into markup stays markup; null is nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Markup | null)[]): Markup {
  const filled = values.map((value, place) => `${toText(value)}${parts[place + 1]}`);
  return new Markup((parts[0] ?? "") + filled.join(""));
}

function toText(value: string | Markup | null): string {
  if (value === null) return "";
  return value instanceof Markup ? value.text : value.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");
}

/** A small page of its own. */
export function htmlPage(
  status: number,
  page: {
    readonly locale: Locale;
    readonly title: string;
    readonly accent?: string;
    readonly head?: Markup | null;
    /** The one that tells a shop around it that the page is there; none elsewhere. */
    readonly script?: Markup | null;
    readonly body: Markup;
  },
): Response {
  const accent = page.accent ? html` style="${page.accent}"` : null;
  const document = html`<!doctype html>
<html lang="${languageTag(page.locale)}" dir="${LOCALES[page.locale].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
${page.head ?? null}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/link.css">
${page.script ?? null}
</head>
<body${accent}>
${page.body}
</body>
</html>
`;
  return new Response(document.text, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow" },
  });
}
