import { LOCALE_NAMES, LOCALE_PARAMETER, LOCALES, type Locale, languageTag } from "../locale";
import { html, type Markup } from "./html";

/** The page's other languages, each by its own name, as plain links. */
export function languageLinks(current: Locale, label: string): Markup {
  const links = LOCALE_NAMES.filter((locale) => locale !== current).map((locale) => {
    const tag = languageTag(locale);
    const { name, direction } = LOCALES[locale];
    return html`<a href="?${LOCALE_PARAMETER}=${locale}" hreflang="${tag}" lang="${tag}" dir="${direction}">${name}</a>`;
  });
  return html`<nav class="languages" aria-label="${label}">${links.reduce((all, link) => html`${all} ${link}`)}</nav>`;
}
