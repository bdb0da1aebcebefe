import { LOCALE_NAMES, LOCALE_PARAMETER, LOCALES, type Locale, languageTag } from "@/lib/locale";

type Props = {
  readonly current: Locale;
  readonly label: string;
  /** How wide it stands on a large screen: as what is above it. */
  readonly column?: string;
};

/** The page's other languages, each by its own name, as plain links: the server keeps what was chosen. */
export function LanguageLinks({ current, label, column = "wide:max-w-4xl wide:px-0" }: Props) {
  return (
    <nav id="languages" aria-label={label} data-glides className={`below mx-auto max-w-[29.5rem] px-4 pb-8 ${column}`}>
      <ul className="flex flex-wrap gap-x-4 text-13">
        {LOCALE_NAMES.map((locale) => (
          <li key={locale}>
            <a
              href={`?${LOCALE_PARAMETER}=${locale}`}
              hrefLang={languageTag(locale)}
              lang={languageTag(locale)}
              dir={LOCALES[locale].direction}
              aria-current={locale === current ? "true" : undefined}
              className="inline-flex min-h-9 items-center text-ink-2 underline decoration-line underline-offset-4 hover:text-ink aria-current:font-semibold aria-current:text-ink aria-current:no-underline"
            >
              {LOCALES[locale].name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
